import { type Line, mostTitleLines, type TableColumn, type TableShape } from './table';

/** What is longer is no heading, and not worth its comparison. */
const longestHeading = 60;

export interface Headings {
  /** The last line that they stand in. */
  at: number;
  columns: Map<number, TableColumn>;
  /** The words of every column's heading, also of those that are not read. */
  texts: Map<number, string>;
  /** Headings that mean what another one means, which is read in their place. */
  passedOver: string[];
}

/** Why lines have no headings: what is missing from the line that comes closest, or what stands twice. */
export interface HeadingFault {
  known: number;
  reason: string;
}

/** Words that headings use for one another; the right ones are those of the shapes' names. */
const sameWord = new Map([
  ['代码', '编码'],
  ['全称', '名称'],
  ['隶属', '上级'],
  ['组织机构', '组织'],
  ['机构', '组织'],
  ['帐号', '账号'],
  ['账户', '账号'],
  ['登录账号', '账号'],
  ['用户账号', '账号'],
]);
const otherWords = new RegExp([...sameWord.keys()].sort((a, b) => b.length - a.length).join('|'), 'g');

/** As people write them: 编码 *编码 “编码（必填）” 编 码, 存在的问题, 所属党组织. */
export function bareHeading(heading: string): string {
  return heading
    .normalize('NFKC')
    .replace(/[\s\u200B-\u200F\u2060\uFEFF]/g, '')
    .replace(/^\*+|\*+$/g, '')
    .replace(/\([^)]*\)$/, '')
    .replace(/[*:：]+$/, '')
    .replace(/^(?:所属|所在)(?=.{2})/, '')
    .replaceAll('的', '')
    .replace(otherWords, (word) => sameWord.get(word) ?? word)
    .toLowerCase();
}

/** The line of headings, or the two lines of which the lower one divides the upper one's; or what is wrong with the line that comes closest. */
export function findHeadings(lines: readonly Line[], shape: TableShape): Headings | HeadingFault {
  let closest: HeadingFault = { known: 0, reason: `没有找到表头，${wanted(shape)}` };
  for (let at = 0; at < Math.min(lines.length, mostTitleLines); at += 1) {
    const line = lines[at]!;
    const below = dividing(line, lines[at + 1], shape);
    const found = headingsOf(below === null ? [line] : [line, below], shape);
    if ('columns' in found && found.missing.length === 0)
      return { ...found, at: below === null ? at : at + 1 };
    // A row of data may hold a heading's word; a row of headings holds several.
    if (found.known <= closest.known) continue;
    const reason =
      'columns' in found
        ? `第${line.line}行的表头缺少${found.missing.map((name) => `“${name}”`).join('、')}一列；读到的是：${read(line)}。`
        : `第${line.line}行的表头“${found.twice}”在${found.where}都有，不知道读哪一列；${found.advice}`;
    closest = { known: found.known, reason };
  }
  return closest;
}

interface FoundColumns extends Omit<Headings, 'at'> {
  known: number;
  missing: string[];
}

interface Ambiguous {
  known: number;
  twice: string;
  where: string;
  advice: string;
}

function headingsOf(lines: readonly Line[], shape: TableShape): FoundColumns | Ambiguous {
  const texts = new Map<number, string>();
  const found = new Map<TableColumn, Array<{ index: number; text: string; rank: number }>>();
  const cells = new Map(
    lines.flatMap(({ cells: own }) => [...own].map(([index, { text }]) => [index, text])),
  );
  for (const [index, text] of [...cells].sort(([a], [b]) => a - b)) {
    texts.set(index, text.trim().slice(0, longestHeading));
    const column = columnNamed(text, shape);
    if (column === undefined) continue;
    const rank = column.names.findIndex((name) => bareHeading(name) === bareHeading(text));
    found.set(column, [...(found.get(column) ?? []), { index, text: text.trim(), rank }]);
  }
  const columns = new Map<number, TableColumn>();
  const passedOver: string[] = [];
  for (const [column, places] of found) {
    const [first, second] = [...places].sort((a, b) => a.rank - b.rank || a.index - b.index);
    if (second !== undefined && second.rank === first!.rank) {
      const where = `${letter(first!.index)}列和${letter(second.index)}列`;
      const sides = [...found.values()].filter((each) => each.length > 1).length > 1;
      const advice = sides ? '左右并排的两份名单请上下排成一份。' : '请删去多余的一列。';
      return { known: found.size, twice: column.names[0]!, where, advice };
    }
    columns.set(first!.index, column);
    for (const { text, index } of places)
      if (index !== first!.index) passedOver.push(`“${text}”（已读“${first!.text}”）`);
  }
  const missing = shape.columns.filter((column) => column.required && !found.has(column));
  return { known: found.size, columns, texts, passedOver, missing: missing.map(({ names }) => names[0]!) };
}

const known = new WeakMap<TableShape, Map<string, TableColumn>>();

function columnNamed(text: string, shape: TableShape): TableColumn | undefined {
  if (text.length > longestHeading) return undefined;
  let columns = known.get(shape);
  if (columns === undefined) {
    const named = shape.columns.flatMap((column) =>
      column.names.map((name) => [bareHeading(name), column] as const),
    );
    // Of two columns that share a name the first has it.
    columns = new Map(named.reverse());
    known.set(shape, columns);
  }
  return columns.get(bareHeading(text));
}

/** The columns of a further line of headings, below which another list begins in the same sheet; null for any other line. */
export function furtherHeadings(line: Line, shape: TableShape): Map<number, TableColumn> | null {
  const [first] = [...line.cells].sort(([a], [b]) => a - b);
  if (first === undefined || columnNamed(first[1].text, shape) === undefined) {
    // 序号 may stand before the first that is read.
    const second = [...line.cells].sort(([a], [b]) => a - b)[1];
    if (second === undefined || columnNamed(second[1].text, shape) === undefined) return null;
  }
  const found = headingsOf([line], shape);
  return 'columns' in found && found.missing.length === 0 ? found.columns : null;
}

/**
 * The line below a line of headings where it divides some of them (整改情况 into 整改措施, 责任人): it names columns that the
 * upper one does not, and says nothing where the upper one names one.
 */
function dividing(upper: Line, lower: Line | undefined, shape: TableShape): Line | null {
  if (lower === undefined || lower.line !== upper.line + 1) return null;
  let further = 0;
  for (const [index, { text }] of lower.cells) {
    const above = upper.cells.get(index)?.text;
    if (above !== undefined && above.trim() === text.trim()) continue;
    if (above !== undefined && columnNamed(above, shape) !== undefined) return null;
    if (columnNamed(text, shape) !== undefined) further += 1;
    else if (/\d/.test(text) || text.length > longestHeading) return null;
  }
  return further > 0 && [...upper.cells.values()].some(({ text }) => columnNamed(text, shape) !== undefined)
    ? lower
    : null;
}

/** The letter that a spreadsheet shows over a column. */
function letter(index: number): string {
  const rest = String.fromCharCode(65 + (index % 26));
  return index < 26 ? rest : String.fromCharCode(64 + Math.floor(index / 26)) + rest;
}

function wanted(shape: TableShape): string {
  const list = (required: boolean) =>
    shape.columns.filter((column) => column.required === required).map(({ names: [first = ''] }) => first);
  const optional = list(false);
  return `须有一行写着“${list(true).join('、')}”${optional.length > 0 ? `，可以另有“${optional.join('、')}”` : ''}。`;
}

function read(line: Line): string {
  const texts = [...line.cells].sort(([a], [b]) => a - b).map(([, { text }]) => text.trim());
  return texts.filter((text) => text.length <= 20).join('、') || '没有能认出的内容';
}
