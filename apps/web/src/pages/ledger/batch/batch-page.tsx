import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { ledgerKey, saveItems } from '../../../api/ledger';
import { type Batch, getBatch } from '../../../api/ledger-batch';
import { problemText } from '../../../api/problem';
import { ButtonLink } from '../../../kit/button';
import { Empty } from '../../../kit/empty';
import { Icon } from '../../../kit/icon';
import { TextSkeleton } from '../../../kit/skeleton';
import { WorkbookButton } from '../../../kit/workbook-button';
import { StaleLine } from '../../../shell/page-failure';
import '../../../style/list.css';
import '../../../style/rows.css';
import { dayCode } from '../../../time/calendar';
import { dateText } from '../../../time/date-text';
import { FigureBoard } from '../figure/figure-board';
import ledger from '../ledger.module.css';
import styles from './batch-page.module.css';

/** One batch: its dates, and its units by state on any day. */
export function Component() {
  const { t } = useTranslation(['batch', 'ledger']);
  const { id = '' } = useParams();
  const {
    data: batch,
    error,
    refetch,
  } = useQuery({
    queryKey: [...ledgerKey, 'batch', id],
    queryFn: () => getBatch(id),
  });
  return (
    <main className={`list-page ${ledger.page}`}>
      <p className={`${ledger.back} no-paper`}>
        <Link className="link" to="/ledger/batches">
          <Icon name="back" /> {t('batches')}
        </Link>
      </p>
      {error && <StaleLine text={problemText(error)} onRetry={() => void refetch()} />}
      {!batch && !error && <TextSkeleton lines={8} label={t('common:loading')} />}
      {batch && <BatchDesk batch={batch} />}
    </main>
  );
}

function BatchDesk({ batch }: { batch: Batch }) {
  const { t } = useTranslation(['batch', 'ledger']);
  const may = (action: 'change' | 'import') => batch.allowedActions.includes(action);
  const none = Object.values(batch.counts).every((count) => count === 0);
  const first = [batch.receivedOn, dayCode(batch.createdAt)].filter((day) => day !== null).sort()[0] ?? '';
  const facts = [
    batch.org.name,
    t(`ledger:source.${batch.source}`),
    batch.issuedBy,
    batch.receivedOn && t('receivedAt', { day: dateText(t, batch.receivedOn) }),
    batch.planDueOn && t('planBy', { day: dateText(t, batch.planDueOn) }),
    batch.closeBy && t('closeUntil', { day: dateText(t, batch.closeBy) }),
    batch.evidence && t('withEvidence'),
    batch.visibility === 'committee' && t('narrow'),
  ].filter(Boolean);
  return (
    <>
      <header className={ledger.head}>
        <div>
          <h1>{batch.title}</h1>
          <p className={styles.facts}>
            {facts.map((fact) => (
              <span key={String(fact)}>{fact}</span>
            ))}
          </p>
        </div>
        <p className={`${ledger.acts} no-paper`}>
          {may('change') && <ButtonLink to={`/ledger/batches/${batch.id}/edit`}>{t('change')}</ButtonLink>}
          {may('import') && (
            <ButtonLink to={`/ledger/batches/${batch.id}/import`} primary={none}>
              {t('import')}
            </ButtonLink>
          )}
          {!none && <WorkbookButton save={() => saveItems({ batch: batch.id }, batch.title)} />}
        </p>
      </header>
      {none ? (
        <div className="rows">
          <Empty title={t('noItems')}>
            <p>{t(may('import') ? 'noItemsAdmin' : 'noItemsText')}</p>
          </Empty>
        </div>
      ) : (
        <FigureBoard batch={batch.id} from={first} />
      )}
    </>
  );
}
