import type { Readable } from 'node:stream';
import type { IndicatorDefinition } from '@domain/cycle/template-definition';
import { renderWorkbook, type SheetColumn, type SheetValue } from './workbook';

/** A node's aggregated indicators in one tier; decimals as text, null where nothing contributed. */
export interface RollupNodeRow {
  code: string;
  name: string;
  depth: number;
  contributing: number;
  indicators: Record<string, { value: string | null; contributing: number }>;
}

export interface RollupBook {
  cycleTitle: string;
  tierName: string;
  /** Wall-clock text of the count. */
  asOfText: string;
  indicators: ReadonlyArray<Pick<IndicatorDefinition, 'key' | 'name' | 'unit' | 'scale' | 'aggregate'>>;
  nodes: RollupNodeRow[];
}

const aggregateNames = {
  sum: '合计',
  average: '平均',
  min: '最小',
  max: '最大',
  none: '',
  rate: '比率',
} as const;

/**
 * The indicators of a subtree: a row a node, and beside each value the number of units that it comes
 * from, since a sum says little without it (design 1.5).
 */
export function renderRollupWorkbook(book: RollupBook): Readable {
  const shown = book.indicators.filter((indicator) => indicator.aggregate.kind !== 'none');
  const columns: SheetColumn[] = [
    { title: '编码', width: 12, format: 'text' },
    { title: '党组织', width: 36, format: 'text' },
    { title: '上报单位数', width: 11, format: 'count' },
    ...shown.flatMap((indicator): SheetColumn[] => [
      {
        title: headOf(indicator),
        width: 16,
        format: formatOf(indicator),
      },
      { title: '单位数', width: 8, format: 'count' },
    ]),
  ];
  const rows = book.nodes.map((node): SheetValue[] => [
    node.code,
    `${'　'.repeat(node.depth)}${node.name}`,
    node.contributing,
    ...shown.flatMap((indicator): SheetValue[] => {
      const figure = node.indicators[indicator.key];
      return [figure?.value ?? null, figure?.contributing ?? 0];
    }),
  ]);
  return renderWorkbook([
    {
      name: `${book.tierName}指标汇总`,
      caption: `${book.cycleTitle}　统计时间：${book.asOfText}`,
      columns,
      rows,
      frozenColumns: 2,
    },
  ]);
}

/** A rate is shown as a percentage and needs no unit. */
function headOf({ name, unit, aggregate }: RollupBook['indicators'][number]): string {
  const shown = unit === '' || aggregate.kind === 'rate' ? '' : `（${unit}）`;
  return `${name}${shown}${aggregateNames[aggregate.kind]}`;
}

function formatOf(indicator: RollupBook['indicators'][number]): SheetColumn['format'] {
  if (indicator.aggregate.kind === 'rate') return 'percent';
  return indicator.scale === 0 && indicator.aggregate.kind !== 'average' ? 'count' : 'decimal';
}
