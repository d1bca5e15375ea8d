import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider, type ThemeConfig } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { RouterProvider } from 'react-router';
import { ApiProblem } from './api/problem';
import { router } from './routes';
import { askMe } from './session/session';
import { ServerAwayBanner } from './shell/server-away-banner';
import { baoshenTheme } from './theme/antd-theme';
import { useColorMode, useStillness } from './theme/use-color-mode';

/** A refusal will not change by asking again; a lost connection may. */
const mayRetry = (failures: number, error: Error): boolean =>
  failures < 2 && !(error instanceof ApiProblem && error.status >= 400 && error.status < 500);

const queries = new QueryClient({
  defaultOptions: { queries: { retry: mayRetry, staleTime: 15_000, refetchOnWindowFocus: true } },
});

void askMe(queries);

const moving = { light: baoshenTheme('light'), dark: baoshenTheme('dark') };
const unmoved = (theme: ThemeConfig): ThemeConfig => ({ ...theme, token: { ...theme.token, motion: false } });
const unmoving = { light: unmoved(moving.light), dark: unmoved(moving.dark) };

export function App() {
  const mode = useColorMode();
  const still = useStillness();
  const english = useTranslation().i18n.language === 'en';
  useEffect(() => {
    dayjs.locale(english ? 'en' : 'zh-cn');
  }, [english]);
  return (
    <ConfigProvider
      locale={english ? undefined : zhCN}
      theme={(still ? unmoving : moving)[mode]}
      button={{ autoInsertSpace: false }}
    >
      <AntApp component={false} message={{ top: 64, duration: 6 }}>
        <QueryClientProvider client={queries}>
          <Suspense fallback={null}>
            <ServerAwayBanner />
            <RouterProvider router={router} />
          </Suspense>
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}
