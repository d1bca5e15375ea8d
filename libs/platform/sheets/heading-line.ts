import { type Line, mostTitleLines, type TableColumn, type TableShape } from './table';

/** What is longer is no heading, and not worth its comparison. */
const longestHeading = 60;

export interface Headings {
  /** Where in the lines they stand. */
  at: number;
  columns: Map<number, TableColumn>;
}

/** Why lines have no headings: what is missing from the line that comes closest, or what stands twice. */
export interface HeadingFault {
  known: number;
  reason: string;
}

/** As people write them: 编码 *编码 “编码（必填）” 编 码. */
function bare(heading: string): string {
  return heading
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/^\*+|\*+$/g, '')
    .replace(/\([^)]*\)$/, '')
    .replace(/[*:：]+$/, '')
    .toLowerCase();
}

/** The line of headings, below whatever titles and notes; or what is wrong with the line that comes closest. */
export function findHeadings(lines: readonly Line[], shape: TableShape): Headings | HeadingFault {
  let closest: HeadingFault = { known: 0, reason: `没有找到表头，${wanted(shape)}` };
  for (let at = 0; at < Math.min(lines.length, mostTitleLines); at += 1) {
    const line = lines[at]!;
    const columns = columnsOf(line, shape);
    const keys = [...columns.values()].map(({ key }) => key);
    const known = new Set(keys).size;
    const missing = shape.columns.filter(({ key, required }) => required && !keys.includes(key));
    const twice = shape.columns.find(({ key }) => keys.filter((other) => other === key).length > 1);
    if (missing.length === 0 && twice === undefined) return { at, columns };
    // A row of data may hold a heading's word; a row of headings holds several.
    if (known <= closest.known) continue;
    const names = missing.map(({ names: [first = ''] }) => `“${first}”`).join('、');
    const reason =
      missing.length === 0
        ? `第${line.line}行的表头“${twice?.names[0] ?? ''}”出现了两次，请删去多余的一列。`
        : `第${line.line}行的表头缺少${names}一列；读到的是：${read(line)}。`;
    closest = { known, reason };
  }
  return closest;
}

function columnsOf(line: Line, shape: TableShape): Map<number, TableColumn> {
  const found = new Map<number, TableColumn>();
  for (const [column, { text }] of [...line.cells].sort(([a], [b]) => a - b)) {
    if (text.length > longestHeading) continue;
    const heading = bare(text);
    const known = shape.columns.find(({ names }) => names.some((name) => bare(name) === heading));
    if (known !== undefined) found.set(column, known);
  }
  return found;
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
