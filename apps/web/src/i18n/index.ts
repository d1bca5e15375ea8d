import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { browserStorage } from '../kit/browser-storage';
import common from '../locales/zh-CN/common.json';
import time from '../locales/zh-CN/time.json';

export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

const catalogues = import.meta.glob<{ default: Record<string, unknown> }>('../locales/*/*.json');

/** Catalogues other than the Chinese of the first page load with the route that names them. */
const loader = {
  type: 'backend' as const,
  init: () => undefined,
  read: (
    language: string,
    namespace: string,
    done: (error: Error | null, data: Record<string, unknown> | boolean) => void,
  ) => {
    const load = catalogues[`../locales/${language}/${namespace}.json`];
    if (!load) return done(new Error(`no catalogue ${language}/${namespace}`), false);
    load().then(
      (module) => done(null, module.default),
      (error: Error) => done(error, false),
    );
  },
};

const remembered = (): Language => (browserStorage.read('baoshen.language') === 'en' ? 'en' : 'zh-CN');

void i18next
  .use(loader)
  .use(initReactI18next)
  .init({
    lng: remembered(),
    fallbackLng: 'zh-CN',
    supportedLngs: languages,
    partialBundledLanguages: true,
    ns: ['common', 'time'],
    defaultNS: 'common',
    resources: { 'zh-CN': { common, time } },
    interpolation: { escapeValue: false },
    react: { useSuspense: true },
  });

document.documentElement.lang = i18next.language;
i18next.on('languageChanged', (language) => {
  document.documentElement.lang = language;
  browserStorage.write('baoshen.language', language);
});
