import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { IndicatorDefinition, OrgKind, Rollup, RollupNode, RollupValue } from '../../api/contract';
import { listAllReports } from '../../api/report';
import styles from './rollup-table.module.css';

function shown(value: RollupValue | undefined): string {
  if (!value || value.value === null) return '—';
  const number = Number(value.value);
  return value.aggregate === 'rate'
    ? `${(number * 100).toFixed(1)}%`
    : number.toLocaleString('zh-CN', { maximumFractionDigits: 4 });
}

/** A unit's own report: where its figures come from, and whether its own sources changed since. */
interface Source {
  id: string;
  stale: number;
}

/** Units of the tier that report themselves: their name leads to the report. */
function useSources(cycle: string, tier: OrgKind, codes: string[]) {
  const reports = useQuery({
    queryKey: ['reports', 'rollup', cycle, tier, codes.length],
    enabled: codes.length > 0 && codes.length <= 200,
    queryFn: () => listAllReports({ cycle, tier, state: 'approved,published' }, 2_000),
  });
  return new Map(
    (reports.data ?? []).map(({ org, id, stale }): [string, Source] => [
      org.code,
      { id, stale: stale.length },
    ]),
  );
}

function Name({
  node,
  source,
  onOpen,
}: {
  node: RollupNode;
  source: Source | undefined;
  onOpen: () => void;
}) {
  const { t } = useTranslation('rollup');
  if (source) {
    return (
      <>
        <Link className="link" to={`/review/${source.id}`}>
          {node.name}
        </Link>
        {source.stale > 0 && <span className={styles.stale}>{t('stale', { count: source.stale })}</span>}
      </>
    );
  }
  return (
    <button type="button" className="link plain" onClick={onOpen}>
      {node.name}
    </button>
  );
}

/** A figure, and from how many where not all that count state it: what is missing is no zero. */
function Figure({ node, indicator }: { node: RollupNode; indicator: string }) {
  const { t } = useTranslation('rollup');
  const value = node.indicators[indicator];
  const count = value?.contributing ?? 0;
  return (
    <td className={styles.amount} title={t('from', { count })}>
      {shown(value)}
      {count > 0 && count < node.contributing && <small>{t('from', { count })}</small>}
    </td>
  );
}

/** One row per unit below, one column per indicator, the totals on top. */
export function RollupTable({
  cycle,
  tier,
  rollup,
  indicators,
  onOpen,
}: {
  cycle: string;
  tier: OrgKind;
  rollup: Rollup;
  indicators: IndicatorDefinition[];
  onOpen: (code: string) => void;
}) {
  const { t } = useTranslation('rollup');
  const sources = useSources(
    cycle,
    tier,
    rollup.children.map((child) => child.code),
  );
  return (
    <div className={styles.frame}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('unit')}</th>
            <th scope="col" className={styles.amount}>
              {t('units')}
            </th>
            {indicators.map((indicator) => (
              <th key={indicator.key} scope="col" className={styles.amount}>
                {indicator.name}
                <small>{t(`aggregate.${indicator.aggregate.kind}`, { unit: indicator.unit })}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr className={styles.total}>
            <th scope="row">{rollup.node.name ?? t('total')}</th>
            <td className={styles.amount}>{rollup.node.contributing}</td>
            {indicators.map((indicator) => (
              <Figure key={indicator.key} node={rollup.node} indicator={indicator.key} />
            ))}
          </tr>
          {rollup.children.map((child) => (
            <tr key={child.code}>
              <th scope="row">
                <Name node={child} source={sources.get(child.code)} onOpen={() => onOpen(child.code)} />
              </th>
              <td className={styles.amount}>{child.contributing}</td>
              {indicators.map((indicator) => (
                <Figure key={indicator.key} node={child} indicator={indicator.key} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
