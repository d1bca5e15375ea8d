import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ledgerKey } from '../../../api/ledger';
import { type Batch, listBatches } from '../../../api/ledger-batch';
import { problemText } from '../../../api/problem';
import { ButtonLink } from '../../../kit/button';
import { Empty } from '../../../kit/empty';
import { MoreLine } from '../../../kit/more-line';
import { TextSkeleton } from '../../../kit/skeleton';
import { hasRole, useSignedIn } from '../../../session/session';
import { StaleLine } from '../../../shell/page-failure';
import '../../../style/list.css';
import '../../../style/rows.css';
import { dueOfDay } from '../../../time/calendar';
import { dateText, dueText } from '../../../time/date-text';
import { useNow } from '../../../time/moment';
import { ItemStateMark, itemStates } from '../item-state';
import { LedgerHead } from '../ledger-head';
import ledgerHead from '../ledger-head.module.css';
import ledgerRow from '../ledger-row.module.css';
import styles from './batch-list-page.module.css';
import { unsettled } from './unsettled';

/** 批次: where items come from together, the newest first. */
export function Component() {
  const { t } = useTranslation(['batch', 'ledger']);
  const me = useSignedIn();
  const query = useQuery({ queryKey: [...ledgerKey, 'batches'], queryFn: listBatches });
  const batches = query.data?.items ?? [];
  const missing = (query.data?.total ?? 0) - batches.length;
  const admin = hasRole(me, 'admin');
  return (
    <main className={`list-page ${ledgerHead.wide}`}>
      <LedgerHead current="batches">
        {admin && <ButtonLink to="/ledger/batches/new">{t('create')}</ButtonLink>}
      </LedgerHead>
      {query.isPending && <TextSkeleton lines={5} label={t('common:loading')} />}
      {query.error && <StaleLine text={problemText(query.error)} onRetry={() => void query.refetch()} />}
      {query.data && batches.length === 0 && (
        <div className="rows">
          <Empty title={t('empty')}>
            <p>{t(admin ? 'emptyAdmin' : 'emptyText')}</p>
          </Empty>
        </div>
      )}
      {batches.length > 0 && (
        <ul className="rows">
          {batches.map((batch) => (
            <BatchRow key={batch.id} batch={batch} />
          ))}
        </ul>
      )}
      {missing > 0 && <MoreLine text={t('moreBatches', { count: missing })} />}
    </main>
  );
}

function BatchRow({ batch }: { batch: Batch }) {
  const { t } = useTranslation(['batch', 'ledger']);
  const now = useNow();
  const { closeBy, counts } = batch;
  const left = unsettled(batch);
  const due = closeBy ? dueOfDay(closeBy, now) : null;
  const states = itemStates.filter((state) => (counts[state] ?? 0) > 0);
  const over = due?.kind === 'overdue' && left > 0;
  return (
    <li className={`row dated ${ledgerRow.row}`}>
      <div className={over ? 'due overdue' : 'due'}>
        <b>{due && left > 0 ? dueText(t, due) : t(states.length > 0 && left === 0 ? 'settled' : 'noDue')}</b>
        <span>{closeBy && dateText(t, closeBy)}</span>
      </div>
      <div className="main">
        <div className="title">
          <b className={ledgerRow.problem}>{batch.title}</b>
          <span className="muted unit-name">{batch.org.name}</span>
        </div>
        <div className="details">
          <span>{t(`ledger:source.${batch.source}`)}</span>
          {batch.issuedBy && <span>{batch.issuedBy}</span>}
          {states.length === 0 && <span>{t('noItems')}</span>}
          {states.map((state) => (
            <span key={state} className={styles.count}>
              <ItemStateMark state={state} /> {counts[state]}
            </span>
          ))}
        </div>
      </div>
      <div className="action">
        <ButtonLink to={`/ledger/batches/${batch.id}`} className="cover">
          {t('open')}
          <span className="spoken-only">{batch.title}</span>
        </ButtonLink>
      </div>
    </li>
  );
}
