import { isProblem, type Problem, problem } from '@domain/problems';
import { decodeText, fileKind, fileKinds, XmlFault, ZipFault } from '@platform/files';
import { declaredSeparator, QuoteFault, readCsv, separators } from './csv-reader';
import { bareHeading, findHeadings, type HeadingFault, type Headings } from './heading-line';
import { reasonHeading } from './rest-file';
import { type Line, mostTitleLines, type Table, type TableShape, TooMuch } from './table';
import { tableRows } from './table-rows';
import { type SheetName, WorkbookReader } from './workbook-reader';

/** Sheets that are looked through for the headings. */
const mostSheets = 30;

interface Found {
  lines: Line[];
  headings: Headings;
  notes: string[];
}

/**
 * A table out of a CSV in any usual encoding and with any usual separator, or out of an XLSX, told apart by content:
 * the first visible sheet, and in it the first line, that has the headings.
 * @throws unreadable_file (422) with the reason, too_large (413), import_ambiguous_encoding (422)
 */
export async function readTable(content: Buffer | string, shape: TableShape): Promise<Table> {
  try {
    const kind = typeof content === 'string' ? 'text' : await fileKind(content);
    if (content.length === 0) throw unreadable('文件是空的。');
    const isBook = kind === 'xlsx' || kind === 'zip' || kind === 'damaged';
    if (!isBook && kind !== 'text')
      throw unreadable(`这是${fileKinds[kind]}，请另存为 .xlsx 或 CSV 后再导入。`);
    const found = isBook
      ? await fromWorkbook(content as Buffer, shape)
      : fromText(typeof content === 'string' ? content : textOf(content), shape);
    return tableOf(found, shape);
  } catch (error) {
    throw refusalOf(error, shape);
  }
}

function refusalOf(error: unknown, shape: TableShape): unknown {
  if (isProblem(error)) return error;
  if (error instanceof TooMuch) return problem('too_large', { limit: `${shape.mostRows}行` });
  if (error instanceof QuoteFault) return unreadable(`第${error.line}行附近的引号不成对。`);
  if (error instanceof ZipFault && error.kind === 'encrypted')
    return unreadable('文件加了密码，请取消密码后再导入。');
  if (error instanceof ZipFault || error instanceof XmlFault) {
    return error.kind === 'expands'
      ? problem('too_large', { limit: '64 MiB（解压后）' })
      : unreadable('文件已损坏，请用 Excel 或 WPS 打开并另存后再导入。');
  }
  return error;
}

function unreadable(reason: string): Problem {
  return problem('unreadable_file', { reason });
}

function textOf(content: Buffer): string {
  try {
    return decodeText(content).text;
  } catch (error) {
    if (!isProblem(error) || error.code === 'import_ambiguous_encoding') throw error;
    throw unreadable('文件的文本编码不能识别或已损坏，请在 Excel 中另存为“CSV UTF-8”或 .xlsx 后再导入。');
  }
}

function fromText(text: string, shape: TableShape): Found {
  const { separator, rest } = declaredSeparator(text);
  const tried = separator === null ? separators : [separator];
  let closest: HeadingFault | null = null;
  let quotes: QuoteFault | undefined;
  for (const one of tried) {
    try {
      const headings = findHeadings(readCsv(rest, one, mostTitleLines, true), shape);
      if ('columns' in headings) {
        const lines = readCsv(rest, one, headings.at + 1 + shape.mostRows);
        return { lines, headings, notes: [] };
      }
      if (closest === null || headings.known > closest.known) closest = headings;
    } catch (error) {
      if (!(error instanceof QuoteFault)) throw error;
      quotes ??= error;
    }
  }
  if ((closest?.known ?? 0) === 0 && quotes !== undefined) throw quotes;
  throw unreadable(closest?.reason ?? '');
}

async function fromWorkbook(content: Buffer, shape: TableShape): Promise<Found> {
  const book = await WorkbookReader.open(content);
  const visible = book.sheets.filter(({ hidden }) => !hidden);
  if (visible.length === 0) throw unreadable('工作簿里没有可见的工作表。');
  let closest: (HeadingFault & { name: string }) | null = null;
  for (const sheet of visible.slice(0, mostSheets)) {
    const { lines, hiddenLines } = await book.lines(sheet, mostTitleLines + shape.mostRows);
    const headings = findHeadings(lines, shape);
    if ('columns' in headings) {
      const notes = [`读的是“${sheet.name}”表，表头在第${lines[headings.at]?.line}行。`];
      if (hiddenLines.length > 0) notes.push(`第${listed(hiddenLines)}行在表中是隐藏的，也会导入。`);
      const rest = visible.filter((other) => other !== sheet).map(({ name }) => `“${name}”`);
      if (rest.length > 0) notes.push(`其他工作表没有读：${rest.join('、')}。`);
      const hidden = book.sheets.filter((other) => other.hidden).map(({ name }) => `“${name}”`);
      if (hidden.length > 0) notes.push(`隐藏的工作表没有读：${hidden.join('、')}。`);
      const alike = await sameHeadings(book, visible.slice(visible.indexOf(sheet) + 1, mostSheets), shape);
      if (alike.length > 0)
        notes.push(
          `${alike.join('、')}表也有同样的表头，里面的行没有导入；要一起导入，请把各表的行合到一张表里。`,
        );
      return { lines, headings, notes };
    }
    if (closest === null || headings.known > closest.known) closest = { ...headings, name: sheet.name };
  }
  throw unreadable(`“${closest?.name}”表：${closest?.reason}`);
}

/** The other sheets that have the headings as well: a sheet for each unit is usual. */
async function sameHeadings(
  book: WorkbookReader,
  others: readonly SheetName[],
  shape: TableShape,
): Promise<string[]> {
  const found: string[] = [];
  for (const sheet of others) {
    // What is not read may be as large or as broken as it likes.
    const lines = await book.top(sheet, mostTitleLines + 1);
    const headings = findHeadings(lines, shape);
    if ('columns' in headings && lines.length > headings.at + 1) found.push(`“${sheet.name}”`);
  }
  return found;
}

function listed(lines: number[]): string {
  return lines.length > 10 ? `${lines.slice(0, 10).join('、')}等${lines.length}` : lines.join('、');
}

function tableOf({ lines, headings, notes }: Found, shape: TableShape): Table {
  const { rows, beside, dittos, further } = tableRows(lines, headings, shape);
  if (rows.length === 0) throw unreadable('表头下面没有数据行。');
  if (rows.length > shape.mostRows) throw new TooMuch();
  if (beside.length > 0) notes.push(`第${listed(beside)}行是合计、说明、示例、分组标题或落款，没有导入。`);
  if (dittos.length > 0) notes.push(`第${listed(dittos)}行的“同上”按上一行读。`);
  if (further.length > 0) notes.push(`第${listed(further)}行是另一份名单的表头，下面的行按它读。`);
  const unread = unreadColumns(lines, headings);
  if (unread.length > 0) notes.push(`没有读的列：${unread.join('、')}。`);
  const headingTexts = [...headings.texts].sort(([a], [b]) => a - b).map(([, text]) => text);
  return { headings: headingTexts, rows, notes };
}

const numbering = new RegExp(`^(?:序号|编号|行号|no\\.?|${reasonHeading})$`);

/** Columns with something in them that nobody asked for: what they say is not imported, and is said. */
function unreadColumns(lines: readonly Line[], { at, columns, texts, passedOver }: Headings): string[] {
  const filled = new Set(lines.slice(at + 1).flatMap(({ cells }) => [...cells.keys()]));
  const names = passedOver.map((text) => text.split('（')[0]);
  const unknown = [...texts].filter(
    ([index, text]) =>
      text !== '' &&
      !columns.has(index) &&
      filled.has(index) &&
      !numbering.test(bareHeading(text)) &&
      !names.includes(`“${text}”`),
  );
  return [...passedOver, ...unknown.sort(([a], [b]) => a - b).map(([, text]) => `“${text}”`)];
}
