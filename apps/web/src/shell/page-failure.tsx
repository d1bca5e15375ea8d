import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { problemText } from '../api/problem';
import { Button } from '../kit/button';
import { Empty } from '../kit/empty';

/** What stands where a page could not be shown. */
export function PageFailure() {
  const { t } = useTranslation();
  const error = useRouteError();
  return (
    <main className="failure" role="alert">
      <Empty title={t('failure.title')}>
        <p>{problemText(error)}</p>
        <p className="acts">
          <Button onClick={() => location.reload()}>{t('failure.reload')}</Button>
          <Button text onClick={() => location.assign('/')}>
            {t('failure.home')}
          </Button>
        </p>
      </Empty>
    </main>
  );
}

/** A line above what is still shown: the newest could not be fetched. */
export function StaleLine({ text, onRetry }: { text: string; onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <p className="stale-line" role="alert">
      {text}
      <Button small onClick={onRetry}>
        {t('retry')}
      </Button>
    </p>
  );
}
