import type { IndicatorComparison } from '@domain/comparison';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { IndicatorDefinition, Report, Rollup, TemplateDefinition } from '../../api/contract';
import { answer, client } from '../../api/http';
import { Button } from '../../kit/button';
import commentColumn from './comment-column.module.css';
import { compareIndicators, type IndicatorLine } from './indicator-comparison';
import styles from './indicator-table.module.css';
import { MarkNumbers, type Remark, remarked } from './numbered-marks';

/** The values of the sibling units in the same tier, from the rollup of the unit above. */
export function useSiblings(report: Report | undefined) {
  const above = report?.route[0]?.org.code;
  return useQuery({
    queryKey: ['siblings', report?.cycle.id, above, report?.tier],
    enabled: Boolean(report && above && above !== report.org.code),
    staleTime: 5 * 60_000,
    retry: false,
    queryFn: () =>
      answer<Rollup>(
        client.GET('/api/v1/cycles/{id}/rollup', {
          params: { path: { id: report?.cycle.id ?? '' }, query: { under: above, tier: report?.tier } },
        }),
      ),
  });
}

export function useIndicatorLines(
  report: Report | undefined,
  template: TemplateDefinition | undefined,
  lastYear: Record<string, number> | null | undefined,
) {
  const siblings = useSiblings(report);
  // A node with several contributors is a sum over units below it and no sibling of one unit.
  const others = (siblings.data?.children ?? []).filter(
    (child) => child.code !== report?.org.code && child.contributing === 1,
  );
  const lines =
    report?.content && !report.nil && template
      ? compareIndicators(template.indicators, report.content.indicators, lastYear ?? null, others)
      : [];
  return { lines, siblings: others.length };
}

const shown = (line: IndicatorLine, value: number | null, definition: IndicatorDefinition): string =>
  value === null
    ? '—'
    : line.percent
      ? `${(value * 100).toFixed(1)}%`
      : value.toLocaleString('zh-CN', { maximumFractionDigits: definition.scale });

/** This year, last year, the siblings' median; ▼ where it lies below both, and the former value where it changed. */
export function IndicatorTable({
  lines,
  siblings,
  changed,
  remarksOf,
  onOpen,
  onComment,
}: {
  lines: IndicatorLine[];
  siblings: number;
  /** Figures that are not the same in the version it is compared with. */
  changed: IndicatorComparison[];
  remarksOf: (key: string) => Remark[];
  onOpen: (id: string) => void;
  onComment?: (key: string) => void;
}) {
  const { t } = useTranslation('review');
  if (lines.length === 0) return null;
  return (
    <section>
      <h2>
        {t('indicators.title')} {siblings > 0 && <span>{t('indicators.median', { count: siblings })}</span>}
      </h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th>{t('indicators.name')}</th>
            <th>{t('indicators.thisYear')}</th>
            <th>{t('indicators.lastYear')}</th>
            {siblings > 0 && <th>{t('indicators.siblings')}</th>}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => {
            const { key, name } = line.definition;
            const remarks = remarksOf(key);
            const change = changed.find((one) => one.key === key);
            const value = shown(line, line.value, line.definition);
            return (
              <tr
                key={key}
                className={line.low ? styles.low : undefined}
                {...remarked(remarks)}
                {...(change ? { 'data-change': '', tabIndex: -1 } : {})}
              >
                <td>
                  {name}
                  <MarkNumbers marks={remarks} onOpen={onOpen} />
                  {onComment && (
                    <Button
                      small
                      text
                      className={commentColumn.comment}
                      aria-label={t('comment.onIndicatorRow', { name })}
                      onClick={() => onComment(key)}
                    >
                      {t('comment.add')}
                    </Button>
                  )}
                </td>
                <td>
                  {line.low && <span title={t('indicators.low')}>▼ </span>}
                  {change ? (
                    <>
                      <del>{shown(line, change.before, line.definition)}</del> <ins>{value}</ins>
                    </>
                  ) : (
                    value
                  )}
                </td>
                <td>{shown(line, line.lastYear, line.definition)}</td>
                {siblings > 0 && <td>{shown(line, line.median, line.definition)}</td>}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
