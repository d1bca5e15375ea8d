import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { ledgerKey } from '../../../api/ledger';
import { type FigureGroup, getCurve, getSummary } from '../../../api/ledger-batch';
import { problemText } from '../../../api/problem';
import { Button } from '../../../kit/button';
import { Icon } from '../../../kit/icon';
import { Segment } from '../../../kit/segment';
import { TextSkeleton } from '../../../kit/skeleton';
import { StaleLine } from '../../../shell/page-failure';
import { dayCode } from '../../../time/calendar';
import { dateText } from '../../../time/date-text';
import { useNow } from '../../../time/moment';
import { DaySlider } from './day-slider';
import styles from './figure-board.module.css';
import { FigureTotals } from './figure-totals';
import { Matrix } from './matrix';
import { UrgeUnsettled } from './urge-unsettled';

/** The drawing library loads after the table stands. */
const Curve = lazy(() => import('./curve'));

const groups: FigureGroup[] = ['unit', 'source', 'category', 'batch'];

/**
 * Figures as of any day: totals, the curve, and the table of states. While the slider moves, the totals follow from
 * the curve; the table follows once it is let go.
 */
export function FigureBoard({ batch, from }: { batch?: string; from: string }) {
  const { t } = useTranslation(['batch', 'ledger']);
  const [search, setSearch] = useSearchParams();
  const today = dayCode(useNow());
  const asked = search.get('asOf') ?? today;
  const asOf = asked >= from && asked <= today ? asked : today;
  const under = search.get('under') ?? undefined;
  const by = groups.find((group) => group === search.get('by')) ?? 'unit';
  const [moving, setMoving] = useState<string | null>(null);
  const shown = moving ?? asOf;
  const scope = { batch, under };
  const narrow = (change: Record<string, string | undefined>) => {
    const next = Object.entries({ asOf: search.get('asOf'), under, by: batch ? null : by, ...change });
    setSearch(
      Object.fromEntries(
        next.filter((entry): entry is [string, string] => Boolean(entry[1]) && entry[1] !== today),
      ),
      { replace: true },
    );
  };
  const curve = useQuery({
    queryKey: [...ledgerKey, 'curve', scope, from, today],
    queryFn: () => getCurve({ ...scope, from }),
    placeholderData: keepPreviousData,
  });
  const summary = useQuery({
    queryKey: [...ledgerKey, 'summary', scope, asOf, by],
    queryFn: () => getSummary({ ...scope, asOf, by }),
    placeholderData: keepPreviousData,
  });
  const failure = summary.error ?? curve.error;
  const counts = curve.data?.find(({ day }) => day === shown)?.counts ?? summary.data?.total;
  return (
    <>
      {failure && (
        <StaleLine
          text={problemText(failure)}
          onRetry={() => {
            void summary.refetch();
            void curve.refetch();
          }}
        />
      )}
      {!summary.data && !failure && <TextSkeleton lines={8} label={t('common:loading')} />}
      {summary.data && counts && (
        <>
          <section className={styles.top} aria-label={t('totals')}>
            <FigureTotals counts={counts} total={shown === summary.data.asOf ? summary.data.total : null} />
            <DaySlider
              from={from}
              today={today}
              day={shown}
              onMove={setMoving}
              onChoose={(day) => {
                setMoving(null);
                narrow({ asOf: day });
              }}
            />
            {curve.data && curve.data.length > 1 && (
              <Suspense fallback={<div className={styles.placeholder} />}>
                <Curve days={curve.data} day={shown} />
              </Suspense>
            )}
          </section>
          <section aria-label={t('table')}>
            <div className={styles.bar}>
              {summary.data.under && under ? (
                <p>
                  <b>{summary.data.under.name}</b>
                  <Button small text onClick={() => narrow({ under: undefined })}>
                    <Icon name="back" /> {t('allUnits')}
                  </Button>
                </p>
              ) : (
                <p className="muted">{t('asOf', { day: dateText(t, asOf) })}</p>
              )}
              {!batch && (
                <Segment
                  label={t('by')}
                  value={by}
                  options={groups.map((value) => ({ value, label: t(`groups.${value}`) }))}
                  onChange={(value) => narrow({ by: value })}
                />
              )}
              {asOf === today && <UrgeUnsettled batch={batch} under={under} counts={summary.data.total} />}
            </div>
            <Matrix
              summary={summary.data}
              batch={batch}
              links={asOf === today}
              onUnder={by === 'unit' ? (code) => narrow({ under: code }) : undefined}
            />
          </section>
        </>
      )}
    </>
  );
}
