import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, memo, useCallback, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { ReportRow, Tier } from '../../api/contract';
import { stepName } from '../../report/step-name';
import { Moment } from '../../time/moment';
import styles from './completion-table.module.css';
import { GroupRow } from './group-row';
import { ReportLine } from './report-line';
import type { Column } from './track';
import type { Group } from './use-completion';

/** Of the columns that are no review step; those share what is left. */
const widths = { author: styles.authorColumn, step: undefined, publish: styles.publishColumn };

export type TableItem =
  | { kind: 'group'; group: Group; open: boolean }
  | { kind: 'report'; report: ReportRow; under: string | null };

const virtualFrom = 100;
const rowHeight = 35;

const Head = memo(function Head({ columns, tier, zone }: { columns: Column[]; tier: Tier; zone: string }) {
  const { t } = useTranslation('completion');
  return (
    <thead>
      <tr>
        <th className={styles.unit}>{t('table.unit')}</th>
        <th>{t('table.state')}</th>
        {columns.map((column) => (
          <th key={column.key}>
            {column.kind === 'author' && (
              <>
                {t(`table.author.${tier.kind}`)}
                <small>
                  <Moment at={tier.dueAt} zone={zone} />
                  {t('table.due')}
                </small>
              </>
            )}
            {column.kind === 'step' && column.step && (
              <>
                {stepName(t, column.step)}
                {column.step.workingDays && (
                  <small>{t('common:waiting.allowed', { count: column.step.workingDays })}</small>
                )}
              </>
            )}
            {column.kind === 'publish' && t('table.publish')}
          </th>
        ))}
        <th>
          <span className="spoken-only">{t('table.acts')}</span>
        </th>
      </tr>
    </thead>
  );
});

/** Follows a row's link without a new page load; a click that asks for another tab is left to the browser. */
function useFollow() {
  const navigate = useNavigate();
  return useCallback(
    (event: MouseEvent<HTMLAnchorElement>) => {
      const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
      if (!plain) return;
      event.preventDefault();
      void navigate(event.currentTarget.pathname);
    },
    [navigate],
  );
}

/** Every unit with its track across the route; over a hundred rows only those in view are drawn. */
export function CompletionTable({
  items,
  columns,
  tier,
  zone,
  openedAt,
  now,
  onToggle,
  onUrge,
}: {
  items: TableItem[];
  columns: Column[];
  tier: Tier;
  zone: string;
  openedAt: string | null;
  now: number;
  onToggle: (code: string) => void;
  onUrge: (report: ReportRow) => void;
}) {
  const { t } = useTranslation('completion');
  const follow = useFollow();
  const body = useRef<HTMLTableSectionElement>(null);
  const [offset, setOffset] = useState(0);
  useLayoutEffect(
    () => setOffset(body.current ? body.current.getBoundingClientRect().top + window.scrollY : 0),
    [],
  );
  const virtual = items.length > virtualFrom;
  const rows = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => rowHeight,
    overscan: 10,
    scrollMargin: offset,
    enabled: virtual,
    useFlushSync: false,
  });
  const shown = virtual ? rows.getVirtualItems().map((row) => row.index) : items.map((_, index) => index);
  const first = rows.getVirtualItems()[0];
  const last = rows.getVirtualItems().at(-1);
  const before = virtual && first ? first.start - offset : 0;
  const after = virtual && last ? rows.getTotalSize() - (last.end - offset) : 0;
  const span = columns.length + 3;

  return (
    <table className={virtual ? `${styles.table} ${styles.many}` : styles.table}>
      <colgroup>
        <col className={styles.unitColumn} />
        <col className={styles.stateColumn} />
        {columns.map((column) => (
          <col key={column.key} className={widths[column.kind]} />
        ))}
        <col className={styles.actsColumn} />
      </colgroup>
      <Head columns={columns} tier={tier} zone={zone} />
      <tbody ref={body}>
        {before > 0 && (
          <tr className={styles.gap}>
            <td colSpan={span} style={{ height: before }} />
          </tr>
        )}
        {shown.map((index) => {
          const item = items[index];
          if (!item) return null;
          return item.kind === 'group' ? (
            <GroupRow
              key={`g${item.group.code}`}
              group={item.group}
              tier={tier.kind}
              open={item.open}
              span={span}
              now={now}
              onToggle={onToggle}
            />
          ) : (
            <ReportLine
              key={item.report.id}
              t={t}
              report={item.report}
              under={item.under}
              columns={columns}
              openedAt={openedAt}
              now={now}
              onFollow={follow}
              onUrge={onUrge}
            />
          );
        })}
        {after > 0 && (
          <tr className={styles.gap}>
            <td colSpan={span} style={{ height: after }} />
          </tr>
        )}
      </tbody>
    </table>
  );
}
