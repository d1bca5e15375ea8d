import { useTranslation } from 'react-i18next';
import { Navigate } from 'react-router';
import { problemText } from '../../api/problem';
import { ButtonLink } from '../../kit/button';
import { Empty } from '../../kit/empty';
import { TextSkeleton } from '../../kit/skeleton';
import { StaleLine } from '../../shell/page-failure';
import '../../style/list.css';
import ledger from './ledger.module.css';
import { LedgerHead } from './ledger-head';
import styles from './ledger-head.module.css';
import { useQueue } from './use-queue';

/** 验收: opens the first of the items that wait for the reader. */
export function Component() {
  const { t } = useTranslation('ledger');
  const { data, error, isPending, refetch } = useQueue();
  const first = data?.[0];
  if (first) return <Navigate to={`/ledger/${first.id}`} replace />;
  return (
    <main className={`list-page ${styles.wide}`}>
      <LedgerHead current="verification" />
      {isPending && <TextSkeleton lines={5} label={t('common:loading')} />}
      {error && <StaleLine text={problemText(error)} onRetry={() => void refetch()} />}
      {data && (
        <div className="rows">
          <Empty title={t('nothingToVerify')}>
            <p>{t('nothingToVerifyText')}</p>
            <p className={`${ledger.acts} ${ledger.middle} no-paper`}>
              <ButtonLink to="/ledger">{t('title')}</ButtonLink>
            </p>
          </Empty>
        </div>
      )}
    </main>
  );
}
