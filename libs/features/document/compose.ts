import type { Block, Span, TableColumn } from './block';
import { headingOf, sectionHeading } from './heading';
import { paragraphsOf, printableLine, printableText } from './printable-text';
import {
  itemListTitle,
  type LayoutOptions,
  type PrintedProblem,
  type ReportDocument,
} from './report-document';

const indicatorColumns: TableColumn[] = [
  { title: '序号', share: 0.12, align: 'center' },
  { title: '指标', share: 0.5, align: 'left' },
  { title: '数值', share: 0.22, align: 'right' },
  { title: '单位', share: 0.16, align: 'center' },
];

const problemColumns: TableColumn[] = [
  { title: '序号', share: 0.08, align: 'center' },
  { title: '问题', share: 0.22, align: 'left' },
  { title: '原因', share: 0.17, align: 'left' },
  { title: '措施', share: 0.22, align: 'left' },
  { title: '责任', share: 0.17, align: 'left' },
  { title: '时限', share: 0.14, align: 'left' },
];

const itemColumns: TableColumn[] = [
  { title: '编号', share: 0.2, align: 'left' },
  { title: '问题', share: 0.4, align: 'left' },
  { title: '措施', share: 0.1, align: 'center' },
  { title: '状态', share: 0.14, align: 'center' },
  { title: '时限', share: 0.16, align: 'left' },
];

/**
 * Puts a report in the order of an official document: title, text, 附件说明, signature, then each
 * attachment on a page of its own (GB/T 9704-2012, 7.3). Sections without text are left out and the
 * others numbered through; indicators and problems are attachments, because the text area is too narrow
 * for their tables to stand between paragraphs.
 */
export function compose(report: ReportDocument, options: LayoutOptions = {}): Block[] {
  const blocks: Block[] = [];
  const title = printableLine(report.title);
  const number = printableLine(report.number ?? '') || null;
  if (options.redHead) blocks.push({ kind: 'red-head', text: printableLine(report.orgName), number });
  blocks.push({ kind: 'title', text: title });
  const below = [
    options.redHead ? null : number,
    title.includes(report.period) ? null : printableLine(report.period),
  ].filter((part): part is string => part !== null && part !== '');
  if (below.length > 0) blocks.push({ kind: 'subtitle', text: `（${below.join('　')}）` });
  blocks.push({ kind: 'blank' });

  report.sections
    .map((section) => ({ title: printableLine(section.title), paragraphs: paragraphsOf(section.body) }))
    .filter((section) => section.paragraphs.length > 0)
    .forEach((section, index) => {
      const text = sectionHeading(index + 1, section.title);
      blocks.push({ kind: 'heading', level: 1, text, face: 'heiti' });
      for (const paragraph of section.paragraphs) blocks.push(bodyBlock(paragraph));
    });

  const attachments = attachmentsOf(report);
  if (attachments.length > 0) {
    blocks.push({ kind: 'blank' }, ...attachmentNotes(attachments.map((attachment) => attachment.title)));
  }
  blocks.push({
    kind: 'signature',
    org: printableLine(report.orgName),
    date: printableLine(report.dateText),
  });
  attachments.forEach((attachment, index) => {
    const label = attachments.length === 1 ? '附件' : `附件${index + 1}`;
    blocks.push({ kind: 'attachment', label, title: attachment.title }, attachment.table);
  });
  return blocks;
}

function bodyBlock(paragraph: string): Block {
  const line = headingOf(paragraph);
  if (!line) return { kind: 'body', spans: [{ text: paragraph, face: 'fangsong' }] };
  if (line.rest === '' && line.level <= 3 && !/[。；]$/.test(line.heading)) {
    return { kind: 'heading', level: line.level as 1 | 2 | 3, text: line.heading, face: line.face };
  }
  const spans: Span[] = [{ text: line.heading, face: line.face }];
  if (line.rest !== '') spans.push({ text: line.rest, face: 'fangsong' });
  return { kind: 'body', spans };
}

interface Attachment {
  title: string;
  table: Extract<Block, { kind: 'table' }>;
}

function attachmentsOf(report: ReportDocument): Attachment[] {
  const attachments: Attachment[] = [];
  if (report.indicators.length > 0) {
    const rows = report.indicators.map((indicator, index) => [
      String(index + 1),
      printableLine(indicator.name),
      indicator.value === null ? '—' : String(indicator.value),
      printableLine(indicator.unit),
    ]);
    attachments.push({ title: '主要指标', table: { kind: 'table', columns: indicatorColumns, rows } });
  }
  if (report.problems.length > 0) {
    const rows = report.problems.map((problem, index) => [
      String(index + 1),
      cell(problem.problem),
      cell(problem.cause),
      accounted(problem),
      responsible(problem),
      dueText(problem.dueOn),
    ]);
    attachments.push({ title: '问题清单', table: { kind: 'table', columns: problemColumns, rows } });
  }
  if (report.items && report.items.length > 0) {
    const rows = report.items.map((item) => [
      printableLine(item.number),
      cell(item.problem),
      printableLine(item.measures),
      printableLine(item.state),
      dueText(item.closedOn ?? item.dueOn),
    ]);
    attachments.push({ title: itemListTitle, table: { kind: 'table', columns: itemColumns, rows } });
  }
  return attachments;
}

/** The measure, and below it what became of the item that the row continues. */
function accounted({ measure, account }: PrintedProblem): string {
  const told = cell(account);
  return [cell(measure), told && `整改情况：${told}`].filter((text) => text !== '').join('\n');
}

function cell(text: string | undefined): string {
  return printableText(text ?? '').trim();
}

/** Leader, unit and person in one cell, a line each, since three columns would be two characters wide. */
function responsible(problem: PrintedProblem): string {
  const lines: Array<[string, string | undefined]> = [
    ['领导', problem.leader],
    ['单位', problem.unit],
    ['责任人', problem.person],
  ];
  return lines
    .map(([label, name]): [string, string] => [label, printableLine(name ?? '')])
    .filter(([, name]) => name !== '')
    .map(([label, name]) => `${label}：${name}`)
    .join('\n');
}

/** 2026-03-31 → 2026年, 3月31日: in two lines, since the column holds four characters. */
function dueText(dueOn: string | undefined): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(dueOn ?? '');
  if (!parts) return printableLine(dueOn ?? '');
  return `${parts[1]}年\n${Number(parts[2])}月${Number(parts[3])}日`;
}

// 7.3.4: 附件说明 stands below the text after a blank line, its numbers aligned, no full stop.
function attachmentNotes(titles: string[]): Block[] {
  return titles.map((title, index) => {
    const number = titles.length === 1 ? '' : `${index + 1}.`;
    const lead = index === 0 ? '附件：' : '　　　';
    return { kind: 'body', spans: [{ text: `${lead}${number}${title}`, face: 'fangsong' }] };
  });
}
