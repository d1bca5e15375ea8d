import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportRow } from '../../api/contract';
import { problemText } from '../../api/problem';
import { type BulkResult, bulk } from '../../api/report';
import styles from './extension-requests.module.css';

/** As many as one call takes, and as many as a dialog names. */
const mostInOneCall = 200;
const mostNamed = 60;

async function urgeAll(reports: ReportRow[]): Promise<BulkResult[]> {
  const results: BulkResult[] = [];
  for (let from = 0; from < reports.length; from += mostInOneCall) {
    const items = reports.slice(from, from + mostInOneCall).map(({ id }) => ({ id }));
    results.push(...(await bulk('urge', items, {}, false)).results);
  }
  return results;
}

function Names({ reports }: { reports: ReportRow[] }) {
  const { t } = useTranslation('completion');
  const rest = reports.length - mostNamed;
  return (
    <>
      <ul className={styles.names}>
        {reports.slice(0, mostNamed).map((report) => (
          <li key={report.id}>
            {(report.waitingOn?.who ?? []).map(({ id, name, role }) => (
              <span key={id} className="no-wrap">
                <span className="muted">{t(`common:role.${role}`)}</span> <b>{name}</b>{' '}
              </span>
            ))}
            <span className="muted">{report.org.name}</span>
          </li>
        ))}
      </ul>
      {rest > 0 && <p className="muted">{t('urgeRest', { count: rest })}</p>}
    </>
  );
}

/** Urging asks once with the names; what came of it stands as a line until the next. */
export function useUrge() {
  const { t } = useTranslation('completion');
  const { modal } = App.useApp();
  const queries = useQueryClient();
  const [outcome, setOutcome] = useState<{ text: string; failed: boolean } | null>(null);
  const urge = useCallback(
    (reports: ReportRow[]) => {
      void modal.confirm({
        title: t('urgeTitle', { count: reports.length }),
        content: <Names reports={reports} />,
        icon: null,
        okText: t('urgeConfirm'),
        onOk: async () => {
          try {
            const results = await urgeAll(reports);
            const [failed] = results.filter((result) => !result.ok);
            const count = results.filter((result) => result.ok).length;
            const reason = failed?.problem?.detail ?? failed?.problem?.title ?? '';
            const text = failed ? t('urgeSome', { count, reason }) : t('urgeDone', { count });
            setOutcome({ text, failed: Boolean(failed) });
          } catch (error) {
            setOutcome({ text: problemText(error), failed: true });
          }
          await queries.invalidateQueries({ queryKey: ['reports'] });
        },
      });
    },
    [modal, queries, t],
  );
  const say = useCallback((error: unknown) => setOutcome({ text: problemText(error), failed: true }), []);
  return { urge, outcome, say };
}
