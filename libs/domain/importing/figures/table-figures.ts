import type { IndicatorDefinition } from '../../cycle/template-definition';
import type { ShortPeriod } from '../structure/title-period';
import type { Claim } from './claim';
import { readFigures } from './figure';
import {
  type IndicatorNames,
  isUnlikelyMoney,
  type NamedPlace,
  roundedMoney,
  valueInUnit,
} from './indicator-name';
import type { Cell, TableRow } from './table';

type Column = 'this' | 'done' | 'whole' | 'value' | 'unsaid' | 'former' | 'plan' | 'part' | 'none';

/** From the surest on; what stands behind `unsaid` is never this year's result. */
const order: Column[] = ['this', 'done', 'whole', 'value', 'unsaid'];
const sureHead: ReadonlySet<Column> = new Set(['this', 'done', 'whole', 'value']);

/** What a column's or a row's head says about the figures under or behind it. */
export function columnOf(head: string, year: number | undefined, short?: ShortPeriod): Column {
  // What is counted to November or through all months is the year's.
  const words = head
    .replace(/[\s()（）]/g, '')
    .replace(/截[至止到](?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|底|末)?|0?1月?(?:-|—+|–|~|至|到)12月/, '');
  if (short !== undefined) {
    // 三季度, 2026年三季度, 本月完成: the time that the report is about; all longer times are not.
    const time = words.replace(year === undefined ? '' : `${year}年`, '');
    if (/上个?[月季期]/.test(time)) return 'former';
    const named = time.replace(/(?:完成|实际|开展|数[量据]?|次数|情况)+$/, '');
    if (short.own.test(named)) return 'this';
    if (/累计|合计|总计|全年|年初|今年|本年|年度|以来/.test(time)) return 'part';
  }
  if (
    /序号|编号|单位|备注|说明|责任|时间|日期|增减|增幅|增长|同比|[率%]$|占比|比例|差额|差距|排名|名次|得分|分值|权重|满分|[自测考]评|评分|扣分|^分数?$/.test(
      words,
    )
  )
    return 'none';
  if (/计划|目标|任务|应(?:开|召|完|到|有|上)|要求|标准|规定|预计|预期|拟/.test(words)) return 'plan';
  if (/上年|去年|上一年|同期|往年|前年|上期|上学年/.test(words)) return 'former';
  const named = /(20\d\d)/.exec(words)?.[1];
  if (named !== undefined && year !== undefined) {
    if (Number(named) !== year) return 'former';
    return /[上下]半年|季度|月/.test(words) ? 'part' : 'this';
  }
  if (/[上下]半年|季度|(?:^|[^全])月|学期|^[一二三四]季/.test(words)) return 'part';
  if (/今年|本年|当年|本期|本学年|年内/.test(words)) return 'this';
  if (/完成|实际|实绩|落实|已/.test(words)) return 'done';
  if (/全年|合计|总计|累计|总数|总和|年度/.test(words)) return 'whole';
  if (/数值|数量|次数|人数|数据|^值$|结果|情况|场次|节数|份数|开展|金额/.test(words)) return 'value';
  return 'unsaid';
}

interface Candidate {
  definition: IndicatorDefinition;
  column: Column;
  value: number;
  named: Cell;
  cell: Cell;
}

/** A number alone with its unit. */
function plainValue(
  normal: string,
  cell: Cell | undefined,
  definition: IndicatorDefinition,
  unit: string | undefined,
): number | null {
  if (cell === undefined || cell.text === '' || cell.text.length > 16) return null;
  const figures = readFigures(normal, cell.from, cell.to);
  const [figure] = figures;
  if (figure === undefined || figures.length > 1 || figure.upper !== undefined) return null;
  const rest = cell.text.replace(/[\s()]/g, '').length - (figure.to - figure.from);
  if (rest > 1) return null;
  const said = figure.unit === '' ? unit : figure.unit;
  if (said === undefined && isUnlikelyMoney(figure.value, definition, '')) return null;
  const value = valueInUnit(figure.value, said ?? definition.unit, definition.unit);
  if (value === null || (definition.scale === 0 && !Number.isInteger(value))) return null;
  return roundedMoney(value, definition);
}

/** The indicator that a cell names and says little else than. */
function nameIn(cell: Cell, places: readonly NamedPlace[]): NamedPlace | null {
  const place = places.find(({ from, to }) => from >= cell.from && to <= cell.to);
  if (place === undefined) return null;
  const rest = cell.text
    .replace(/^[\d一二三四五六七八九十]{1,2}[.、)]/, '')
    .replace(/\([^)]*\)|[\s:]|次数|人数|数量|情况|活动|会议|开展|召开/g, '');
  return place.to - place.from >= rest.length * 0.5 ? place : null;
}

/** The figures of one table for the indicators that its rows or its head name; null where it has none of theirs. */
export function readTableFigures(
  normal: string,
  rows: readonly TableRow[],
  names: IndicatorNames,
  { year, report, short }: { year?: number; report: number; short?: ShortPeriod },
): Claim[] | null {
  const found = rows.map(({ cells, from, to }) => {
    const places = names.find(normal, from, to);
    return cells.map((cell) => nameIn(cell, places));
  });
  const [first] = found;
  const across =
    first !== undefined && first.filter((place) => place !== null).length >= 2 && rows.length > 1;
  const valuesInHead = rows[0]!.cells.some(
    (cell) => /^\d+(?:\.\d+)?\D{0,2}$/.test(cell.text) && !/^20\d\d/.test(cell.text),
  );
  const money = captionUnit(normal, rows[0]!.from);
  const candidates =
    across && !valuesInHead
      ? downColumns(normal, rows, first, (head) => columnOf(head, year, short), money)
      : alongRows(normal, rows, found, (head) => columnOf(head, year, short), money);
  if (candidates.length === 0) return null;
  const byKey = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const { key } = candidate.definition;
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, [candidate]);
    else known.push(candidate);
  }
  return [...byKey.values()].flatMap((group) => settle(group, report));
}

/** Indicators head the columns; rows are years, quarters, plans. */
function downColumns(
  normal: string,
  rows: readonly TableRow[],
  heads: ReadonlyArray<NamedPlace | null>,
  columnUnder: (head: string) => Column,
  money: string | undefined,
): Candidate[] {
  const divided = dividesColumns(rows[1]!);
  // Which number stands under which name is lost where the divided head has other columns.
  if (divided && !standsUnder(rows[1]!, rows[0]!)) return [];
  const body = rows.slice(divided ? 2 : 1);
  const under = divided ? rows[1]!.cells.map(({ text }) => columnUnder(text)) : [];
  const over = (at: number): number =>
    divided && at > 0 && (rows[0]!.cells[at]?.text ?? '') === '' ? over(at - 1) : at;
  return body.flatMap(({ cells }) => {
    const label = cells[0]!;
    const labelled = heads[0] === null;
    const column = labelled ? columnUnder(label.text) : body.length === 1 ? 'value' : 'unsaid';
    return cells.flatMap((cell, at): Candidate[] => {
      const place = heads[over(at)] ?? null;
      if (place === null) return [];
      const head = rows[0]!.cells[over(at)]!;
      const value = plainValue(
        normal,
        cell,
        place.definition,
        unitIn(head.text) ?? unitOf(place.definition, money),
      );
      if (value === null) return [];
      const told = divided && (column === 'unsaid' || column === 'value') ? (under[at] ?? column) : column;
      return [{ definition: place.definition, column: told, value, named: head, cell }];
    });
  });
}

/** Indicators begin the rows; the first row may head the columns. */
function alongRows(
  normal: string,
  rows: readonly TableRow[],
  found: ReadonlyArray<ReadonlyArray<NamedPlace | null>>,
  columnUnder: (head: string) => Column,
  money: string | undefined,
): Candidate[] {
  const headed = found[0]!.every((place) => place === null);
  const head = headed ? headOver(rows, found[1]) : [];
  const heads = head.map(columnUnder);
  const unitAt = head.findIndex((text) => /^(?:计量)?单位$/.test(text));
  return rows.flatMap(({ cells }, row) =>
    found[row]!.flatMap((place, at): Candidate[] => {
      if (place === null) return [];
      const { definition } = place;
      const until = found[row]!.findIndex((other, index) => index > at && other !== null);
      const rowUnit = (unitAt >= 0 ? cells[unitAt]?.text : undefined) ?? unitIn(cells[at]!.text) ?? '';
      return cells.slice(at + 1, until < 0 ? cells.length : until).flatMap((cell, index): Candidate[] => {
        const unit = rowUnit === '' ? unitIn(head[at + 1 + index]) : rowUnit;
        const value = plainValue(normal, cell, definition, unit ?? unitOf(definition, money));
        const column = heads[at + 1 + index] ?? 'unsaid';
        return value === null ? [] : [{ definition, column, value, named: cells[at]!, cell }];
      });
    }),
  );
}

const dividing = /计划|目标|完成|实际|[上下]半年|季度|全年|合计|本年|今年|上年|去年|数量|次数/;

/** 计划 and 完成 below 2026年: whether a row without a number divides the columns of the row above it. */
function dividesColumns({ cells }: TableRow): boolean {
  return (
    cells.every(({ text }) => !/^\d+(?:\.\d+)?\D{0,2}$/.test(text)) &&
    cells.some(({ text }) => dividing.test(text))
  );
}

/** Whether each cell of a lower row has its own above it; the last one of a merged head may have been cut off. */
function standsUnder({ cells }: TableRow, { cells: upper }: TableRow): boolean {
  return (
    cells.length === upper.length ||
    (cells.length === upper.length + 1 && upper.slice(1).some(({ text }) => text === ''))
  );
}

/** The head's words over each column; a head set by blanks leaves the column of the names without a cell. A second row may divide it. */
function headOver(rows: readonly TableRow[], second: ReadonlyArray<NamedPlace | null> | undefined): string[] {
  const words = rows[0]!.cells.map(({ text }) => text);
  const divided =
    rows.length > 2 && second?.every((place) => place === null) === true && dividesColumns(rows[1]!);
  // Which columns a merged cell stood over is lost: the lower row's own words are left, where they stand in place.
  if (divided && !standsUnder(rows[1]!, rows[0]!)) {
    const lower = rows[1]!.cells.map(({ text }) => text);
    return rows.slice(2).every(({ cells }) => cells.length === lower.length) ? lower : [];
  }
  if (divided) {
    // A merged cell gives its words to the first of its columns, or to each.
    const above = words.map((text, at) => text || (words.slice(0, at).findLast((word) => word !== '') ?? ''));
    return rows[1]!.cells.map(({ text }, at) => (above[at] === text ? text : `${above[at] ?? ''}${text}`));
  }
  const narrow = rows.slice(1).every(({ cells }) => cells.length === words.length + 1);
  return narrow ? ['', ...words] : words;
}

/** 投入(元): the unit that a head or a name gives for its figures. */
function unitIn(words: string | undefined): string | undefined {
  return /[(（]\s*(?:单位:?\s*)?(元|千元|万元|亿元)\s*[)）]/.exec(words ?? '')?.[1];
}

/** 单位:元 in the line above a table. */
function captionUnit(normal: string, at: number): string | undefined {
  const above = normal.slice(Math.max(0, at - 40), at);
  return /单位 ?:[^\n]{0,10}?(万元|千元|亿元|元)[)\s]*$/.exec(above)?.[1];
}

function unitOf({ unit }: IndicatorDefinition, money: string | undefined): string | undefined {
  return unit.endsWith('元') ? money : unit;
}

/** The value of the surest column; several of one strength, or none that can be this year's, leave it open. */
function settle(group: Candidate[], report: number): Claim[] {
  const open = group.filter(({ column }) => order.includes(column));
  const best = order.find((column) => open.some((candidate) => candidate.column === column));
  const chosen = open.filter(({ column }) => column === best);
  const settled = new Set(chosen.map(({ value }) => value)).size === 1;
  return group
    .filter(({ column }) => column !== 'none')
    .map((candidate): Claim => {
      const { definition, value, named, cell, column } = candidate;
      const taken = settled && chosen.includes(candidate);
      const standing = taken ? 'result' : column === 'part' ? 'part' : 'doubt';
      return {
        definition,
        value,
        standing,
        confidence: taken ? (sureHead.has(column) ? 0.97 : 0.9) : 0.4,
        from: Math.min(named.from, cell.from),
        to: Math.max(named.to, cell.to),
        report,
        table: true,
      };
    });
}
