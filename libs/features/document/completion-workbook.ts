import type { Readable } from 'node:stream';
import { type ReportState, reportStateNames, reportStates } from '@domain/review/states';
import type { Counts } from '@domain/rollup';
import { wallClock, wallClockText } from './wall-clock';
import { renderWorkbook, type Sheet, type SheetColumn, type SheetValue } from './workbook';

/** A node of the tree with the counts of its whole subtree in one tier. */
export interface CompletionNode {
  code: string;
  name: string;
  /** 0 is the root asked for; children are indented under it. */
  depth: number;
  counts: Counts;
  returnsPerReport: number;
  medianReviewHours: number | null;
}

/** One unit's report in a tier, for the list that names who has not reported. */
export interface CompletionReport {
  code: string;
  name: string;
  superior: string;
  state: ReportState;
  late: boolean;
  /** Past due and with its unit, be it to hand in or to mend: as the counts of the other sheet have it. */
  overdue: boolean;
  dueAt: Date;
  firstSubmittedAt: Date | null;
  /** Who holds it up, as the page says it. */
  waitingOn: string;
}

export interface CompletionBook {
  cycleTitle: string;
  asOf: Date;
  timeZone: string;
  tiers: Array<{ name: string; nodes: CompletionNode[]; reports: CompletionReport[] }>;
}

const countColumns: Array<{ title: string; key: keyof Counts }> = [
  { title: '应报', key: 'expected' },
  ...reportStates
    .filter((state): state is Exclude<ReportState, 'waived'> => state !== 'waived')
    .map((state) => ({ title: reportStateNames[state], key: state })),
  { title: '免报', key: 'waived' },
  { title: '逾期', key: 'overdue' },
  { title: '迟报', key: 'late' },
  { title: '延期', key: 'extended' },
];

/**
 * The completion of a cycle: per tier one sheet with the tree and its counts, one that lists every report.
 * Tiers stay apart, they are never added up (design 1.5). Instants are shown in the cycle's zone.
 */
export function renderCompletionWorkbook(book: CompletionBook): Readable {
  const asOf = `${book.cycleTitle}　统计时间：${wallClockText(book.asOf, book.timeZone)}`;
  return renderWorkbook(
    book.tiers.flatMap((tier): Sheet[] => [
      {
        name: `${tier.name}完成情况`,
        caption: asOf,
        columns: nodeColumns(),
        rows: tier.nodes.map(nodeRow),
        frozenColumns: 2,
      },
      {
        name: `${tier.name}明细`,
        caption: asOf,
        columns: reportColumns,
        rows: tier.reports.map((report) => reportRow(report, book.timeZone)),
        frozenColumns: 2,
      },
    ]),
  );
}

function nodeColumns(): SheetColumn[] {
  return [
    { title: '编码', width: 12, format: 'text' },
    { title: '党组织', width: 36, format: 'text' },
    ...countColumns.map(({ title }): SheetColumn => ({ title, width: 9, format: 'count' })),
    { title: '报送率', width: 10, format: 'percent' },
    { title: '审定率', width: 10, format: 'percent' },
    { title: '每份退回次数', width: 12, format: 'decimal' },
    { title: '审核时长中位数（小时）', width: 14, format: 'decimal' },
  ];
}

function nodeRow(node: CompletionNode): SheetValue[] {
  const { counts } = node;
  const approved = counts.approved + counts.published;
  return [
    node.code,
    `${'　'.repeat(node.depth)}${node.name}`,
    ...countColumns.map(({ key }) => counts[key]),
    share(approved + counts.in_review + counts.returned, counts.expected),
    share(approved, counts.expected),
    node.returnsPerReport,
    node.medianReviewHours,
  ];
}

/** Of nothing there is no share: an empty cell, not 0 %. */
function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

const reportColumns: SheetColumn[] = [
  { title: '编码', width: 12, format: 'text' },
  { title: '党组织', width: 36, format: 'text' },
  { title: '上级', width: 28, format: 'text' },
  { title: '状态', width: 10, format: 'text' },
  { title: '逾期', width: 8, format: 'text' },
  { title: '迟报', width: 8, format: 'text' },
  { title: '截止时间', width: 18, format: 'instant' },
  { title: '首次报送', width: 18, format: 'instant' },
  { title: '卡在谁', width: 28, format: 'text' },
];

function reportRow(report: CompletionReport, timeZone: string): SheetValue[] {
  return [
    report.code,
    report.name,
    report.superior,
    reportStateNames[report.state],
    report.overdue ? '是' : '',
    report.late ? '是' : '',
    wallClock(report.dueAt, timeZone),
    report.firstSubmittedAt && wallClock(report.firstSubmittedAt, timeZone),
    report.waitingOn,
  ];
}
