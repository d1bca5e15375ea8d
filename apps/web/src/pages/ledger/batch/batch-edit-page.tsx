import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { ledgerKey } from '../../../api/ledger';
import { type Batch, changeBatch, createBatch, getBatch, type NewBatch } from '../../../api/ledger-batch';
import { problemText } from '../../../api/problem';
import { Empty } from '../../../kit/empty';
import { Icon } from '../../../kit/icon';
import { TextSkeleton } from '../../../kit/skeleton';
import { hasRole, useSignedIn } from '../../../session/session';
import { StaleLine } from '../../../shell/page-failure';
import '../../../style/list.css';
import styles from '../ledger.module.css';
import { BatchForm } from './batch-form';
import { unsettled } from './unsettled';

/** A new batch, or the change of one. */
export function Component() {
  const { t } = useTranslation(['batch', 'ledger', 'administration']);
  const { id } = useParams();
  const me = useSignedIn();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message, modal } = App.useApp();
  const query = useQuery({
    // Apart from what is renewed while one looks: the version that was read is the one that is changed.
    queryKey: ['batch-form', id],
    queryFn: () => getBatch(id ?? ''),
    enabled: id !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const batch = query.data;
  const back = id ? `/ledger/batches/${id}` : '/ledger/batches';
  const may = id ? batch?.allowedActions.includes('change') : hasRole(me, 'admin');

  const done = async (saved: Batch) => {
    void message.success(t(id ? 'saved' : 'created'));
    await queries.invalidateQueries({ queryKey: ledgerKey });
    await navigate(`/ledger/batches/${saved.id}`, { replace: true });
  };
  const send = async (body: NewBatch) => {
    if (!batch) return done(await createBatch(body));
    const { org: _org, source: _source, ...change } = body;
    const moved = (['planDueOn', 'closeBy', 'monthlyDay'] as const).some(
      (name) => (change[name] ?? null) !== (batch[name] ?? null),
    );
    const count = unsettled(batch);
    const sure =
      !moved ||
      count === 0 ||
      (await modal.confirm({
        title: t('move.title'),
        content: t('move.text', { count }),
        okText: t('move.confirm'),
        icon: null,
      }));
    if (sure) await done(await changeBatch(batch, change));
  };
  return (
    <main className={`list-page ${styles.page}`}>
      <p className={`${styles.back} no-paper`}>
        <Link className="link" to={back}>
          <Icon name="back" /> {batch?.title ?? t('batches')}
        </Link>
      </p>
      <h1>{t(id ? 'change' : 'create')}</h1>
      {query.error && <StaleLine text={problemText(query.error)} onRetry={() => void query.refetch()} />}
      {id && query.isPending && <TextSkeleton lines={8} label={t('common:loading')} />}
      {(!id || batch) &&
        (may ? (
          <BatchForm batch={batch} onSend={send} />
        ) : (
          <div className="rows">
            <Empty title={t('mayNot')}>{t('mayNotText')}</Empty>
          </div>
        ))}
    </main>
  );
}
