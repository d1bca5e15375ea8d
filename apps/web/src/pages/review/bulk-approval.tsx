import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ReportRow } from '../../api/contract';
import { problemText } from '../../api/problem';
import { type BulkResult, bulk } from '../../api/report';
import { Dialog } from '../../kit/dialog';
import { Icon } from '../../kit/icon';
import { TextSkeleton } from '../../kit/skeleton';

/** One line a report: what would become of it, or afterwards what became of it. */
function Results({ reports, results, done }: { reports: ReportRow[]; results: BulkResult[]; done: boolean }) {
  const { t } = useTranslation('review');
  const good = ({ state }: BulkResult): string =>
    done ? t('list.passed', { state: t(`common:state.${state ?? 'in_review'}`) }) : t('list.ok');
  // What is not as asked first: among fifty it is else not seen.
  const ordered = [...results].sort((a, b) => Number(a.ok) - Number(b.ok));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard has to reach it (WCAG 2.1.1).
    <ul className="dry-run" tabIndex={0}>
      {ordered.map((result) => (
        <li key={result.id} className={result.ok ? 'settled' : 'refused'}>
          <Icon name={result.ok ? 'check' : 'error'} />
          {result.ok ? (
            <b>{reports.find((report) => report.id === result.id)?.org.name}</b>
          ) : (
            <Link className="link" to={`/review/${result.id}`}>
              {reports.find((report) => report.id === result.id)?.org.name}
            </Link>
          )}
          <span>{result.ok ? good(result) : (result.problem?.detail ?? result.problem?.title)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Shows first what approving would do to each report; then does it to those that pass, and says what became of each. */
export function BulkApproval({
  reports,
  onClose,
}: {
  reports: ReportRow[];
  /** `done`: whether anything was approved. */
  onClose: (done: boolean) => void;
}) {
  const { t } = useTranslation('review');
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [done, setDone] = useState<BulkResult[] | null>(null);
  // What was chosen when it was opened: approved reports leave the list meanwhile.
  const [chosen] = useState(reports);
  const items = chosen.map(({ id, revision }) => ({ id, revision }));
  const dry = useQuery({
    queryKey: ['bulk-dry', items],
    gcTime: 0,
    enabled: done === null,
    queryFn: () => bulk('approve', items, {}, true),
  });
  const tried = dry.data?.results ?? [];
  const passing = tried.filter((result) => result.ok);

  const run = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const ids = new Set(passing.map((result) => result.id));
      const { results } = await bulk(
        'approve',
        items.filter((item) => ids.has(item.id)),
        {},
        false,
      );
      setDone([...results, ...tried.filter((result) => !result.ok)]);
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'bulk-dry' });
    } catch (error) {
      setFailure(problemText(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog
      title={t(done ? 'list.resultTitle' : 'list.dryTitle')}
      okText={done ? t('list.finish') : t('list.confirm', { count: passing.length })}
      okButtonProps={{ disabled: !done && passing.length === 0 }}
      // What is done cannot be called off here.
      footer={done ? (_, { OkBtn }) => <OkBtn /> : undefined}
      busy={busy}
      onOk={done ? () => onClose(true) : run}
      onCancel={() => onClose(done !== null)}
    >
      <p className="muted">
        {done
          ? `${t('list.done', { count: done.filter((result) => result.ok).length })}${
              done.some((result) => !result.ok) ? t('list.resultText') : ''
            }`
          : dry.data && t('list.dryText', { count: passing.length, refused: tried.length - passing.length })}
      </p>
      {!done && dry.isPending && <TextSkeleton lines={4} label={t('common:loading')} />}
      {(failure || dry.error) && (
        <p className="hot" role="alert">
          {failure ?? problemText(dry.error)}
        </p>
      )}
      <Results reports={chosen} results={done ?? tried} done={done !== null} />
    </Dialog>
  );
}
