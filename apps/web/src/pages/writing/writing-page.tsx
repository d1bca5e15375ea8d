import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Navigate, useParams } from 'react-router';
import { problemText } from '../../api/problem';
import { getReport } from '../../api/report';
import { Button } from '../../kit/button';
import { Empty } from '../../kit/empty';
import { TextSkeleton } from '../../kit/skeleton';
import { useTemplate } from '../../report/template';
import { useSignedIn } from '../../session/session';
import '../../style/report.css';
import { copiesOfClosedTabs } from './local-copy';
import { WritingDesk } from './writing-desk';
import styles from './writing-desk.module.css';

const writable = new Set(['not_started', 'drafting', 'returned']);

export function Component() {
  // At once, all that its parts speak by: a text that arrives later would hide the page for a moment, and lose the focus.
  const { t } = useTranslation(['writing', 'report', 'ledger']);
  const { id = '' } = useParams();
  const me = useSignedIn();
  const queries = useQueryClient();
  const report = useQuery({
    queryKey: ['writing', id],
    queryFn: () => getReport(id),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const template = useTemplate(report.data);
  const copies = useQuery({
    queryKey: ['copies', me.user.id, id],
    queryFn: () => copiesOfClosedTabs(me.user.id, id),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const failure = report.error ?? template.error;

  if (failure) {
    return (
      <main className="failure" role="alert">
        <Empty title={t('failed')}>
          <p>{problemText(failure)}</p>
          <Button onClick={() => queries.invalidateQueries()}>{t('common:retry')}</Button>
        </Empty>
      </main>
    );
  }
  if (!report.data || !template.data || !copies.data) {
    return (
      <main className={styles.page}>
        <div className={styles.full}>
          <TextSkeleton lines={8} label={t('common:loading')} />
        </div>
      </main>
    );
  }
  const mayWrite =
    writable.has(report.data.state) &&
    report.data.allowedActions.some((action) => action === 'save' || action === 'submit');
  if (!mayWrite) return <Navigate to={`/review/${id}`} replace />;
  return (
    <WritingDesk
      key={report.data.id}
      initial={report.data}
      template={template.data}
      me={me}
      copies={copies.data}
    />
  );
}
