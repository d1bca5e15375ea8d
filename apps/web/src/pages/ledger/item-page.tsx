import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { problemText } from '../../api/problem';
import { Button } from '../../kit/button';
import { Empty } from '../../kit/empty';
import { TextSkeleton } from '../../kit/skeleton';
import { StaleLine } from '../../shell/page-failure';
import '../../style/rows.css';
import '../../style/list.css';
import { ItemDesk } from './item-desk';
import styles from './ledger.module.css';
import { useItem } from './use-item';

/** One item of the ledger. */
export function Component() {
  const { t } = useTranslation(['ledger', 'administration', 'report', 'review', 'writing']);
  const { id = '' } = useParams();
  const { data: item, error, refetch } = useItem(id);
  if (!item && error) {
    return (
      <main className="failure" role="alert">
        <Empty title={t('failed')}>
          <p>{problemText(error)}</p>
          <Button onClick={() => refetch()}>{t('common:retry')}</Button>
        </Empty>
      </main>
    );
  }
  if (item)
    return (
      <>
        {error && <StaleLine text={problemText(error)} onRetry={() => void refetch()} />}
        <ItemDesk key={id} item={item} />
      </>
    );
  return (
    <main className={`list-page ${styles.page}`}>
      <TextSkeleton lines={8} label={t('common:loading')} />
    </main>
  );
}
