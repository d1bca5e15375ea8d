import { sectionHeading } from './heading';
import { paragraphsOf, printableLine } from './printable-text';
import { itemListTitle, type ReportDocument } from './report-document';

const indicatorHead = ['指标', '数值', '单位'];
const problemHead = ['序号', '问题', '原因', '措施', '责任领导', '责任单位', '责任人', '完成时限'];

const itemHead = ['编号', '问题', '措施', '状态', '时限'];

/**
 * The report as plain text, UTF-8 with \n: title, number, unit and date in a line each, 一、 headings
 * with their text, then indicators and problems as 附件 with tables whose cells a tab divides. The
 * importer reads all of it back (design 1.7). Blank sections, and indicators not filled in, are left out.
 */
export function renderText(report: ReportDocument): string {
  const head = [report.title, report.number ?? '', report.orgName, report.dateText]
    .map(printableLine)
    .filter((line) => line !== '');
  const sections = report.sections
    .map((section) => ({ title: printableLine(section.title), paragraphs: paragraphsOf(section.body) }))
    .filter((section) => section.paragraphs.length > 0)
    .flatMap((section, index) => ['', sectionHeading(index + 1, section.title), ...section.paragraphs]);
  const attachments = [
    { title: '主要指标', rows: indicatorRows(report) },
    { title: '问题清单', rows: problemRows(report) },
    { title: itemListTitle, rows: itemRows(report) },
  ].filter(({ rows }) => rows.length > 1);
  const tables = attachments.flatMap(({ title, rows }, index) => [
    '',
    `附件${attachments.length > 1 ? index + 1 : ''}　${title}`,
    ...rows.map((cells) => cells.map(printableLine).join('\t')),
  ]);
  return `${[...head, ...sections, ...tables].join('\n')}\n`;
}

function indicatorRows(report: ReportDocument): string[][] {
  const filled = report.indicators.filter((indicator) => indicator.value !== null);
  return [indicatorHead, ...filled.map(({ name, value, unit }) => [name, String(value), unit])];
}

function itemRows(report: ReportDocument): string[][] {
  return [
    itemHead,
    ...(report.items ?? []).map((item) => [
      item.number,
      item.problem,
      item.measures,
      item.state,
      item.closedOn ?? item.dueOn,
    ]),
  ];
}

function problemRows(report: ReportDocument): string[][] {
  return [
    problemHead,
    ...report.problems.map((item, index) => [
      String(index + 1),
      item.problem,
      item.cause ?? '',
      item.measure ?? '',
      item.leader ?? '',
      item.unit ?? '',
      item.person ?? '',
      item.dueOn ?? '',
    ]),
  ];
}
