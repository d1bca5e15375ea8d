import { App } from 'antd';
import { useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';

/** Says above the page what was done, with a way to take it back. */
export function useTakeBack(): (text: string, takeBack: () => void) => void {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const count = useRef(0);
  return useCallback(
    (text, takeBack) => {
      count.current += 1;
      const key = `take-back-${count.current}`;
      void message.info({
        key,
        duration: 10,
        content: (
          <>
            <span className="said">{text}</span>
            <button
              type="button"
              className="link plain"
              onClick={() => {
                takeBack();
                message.destroy(key);
              }}
            >
              {t('takeBack')}
            </button>
          </>
        ),
      });
    },
    [message, t],
  );
}
