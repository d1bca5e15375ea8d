import { isProblem, problem } from '@domain/problems';
import { convertToHtml } from 'mammoth';
import type { DocxPackage } from './docx-package';
import { writeVisibleNumbers } from './docx-visible-number';
import { refuseHostileXml } from './docx-xml';

/** What mammoth's document tree consists of, as far as text is concerned. */
interface DocxNode {
  type: string;
  children?: DocxNode[];
  value?: string;
  breakType?: string;
  checked?: boolean;
  /** Of the document: its footnotes and endnotes. */
  notes?: { resolve(reference: DocxNode): { body: DocxNode[] } | undefined };
}

const macroType = /macroEnabled|vbaProject/i;
const stylesPart = /(?:^|\/)styles\.xml$/;
const numberingPart = /(?:^|\/)numbering\.xml$/;
/** A cell with more paragraphs holds prose: the table only lays it out. */
const mostCellParagraphs = 3;

/**
 * The text of a document: a line per paragraph, table rows as cells with tabs between them, automatic
 * numbers written out. Throws the problems of `DocxPackage` and of hostile XML, else `import_damaged`.
 */
export async function readDocx(opened: DocxPackage): Promise<string> {
  const parts = new Map<string, string>();
  for (const name of opened.xmlNames()) {
    const xml = await opened.readXml(name);
    refuseHostileXml(xml);
    parts.set(name, xml);
  }
  if (macroType.test(parts.get('[Content_Types].xml') ?? '')) throw problem('import_macros');
  const partLike = (pattern: RegExp) => [...parts].find(([name]) => pattern.test(name))?.[1] ?? '';
  const [styles, numbering] = [partLike(stylesPart), partLike(numberingPart)];
  const read = (name: string) => {
    const xml = parts.get(name) ?? '';
    return /<(?:[\w.-]+:)?body[\s>]/.test(xml) ? writeVisibleNumbers(xml, styles, numbering) : xml;
  };
  return bodyText(await parse({ exists: (name) => parts.has(name), read: async (name) => read(name) }));
}

/** What mammoth asks of an archive; it takes one in place of bytes, so that it never unpacks any itself. */
interface PartReader {
  exists(name: string): boolean;
  read(name: string, encoding?: string): Promise<string>;
}

async function parse(file: PartReader): Promise<DocxNode> {
  let body: DocxNode | undefined;
  const input = { file } as unknown as { buffer: Buffer };
  try {
    await convertToHtml(input, {
      externalFileAccess: false,
      includeEmbeddedStyleMap: false,
      transformDocument: (document: DocxNode) => {
        body = document;
        return { ...document, children: [] };
      },
    });
  } catch (error) {
    throw isProblem(error) ? error : problem('import_damaged');
  }
  if (body === undefined) throw problem('import_damaged');
  return body;
}

/** The document's lines, and below them its notes, which belong to no line. */
function bodyText(body: DocxNode): string {
  const lines = (body.children ?? []).flatMap(blockLines);
  const notes = noteReferences(body).flatMap(
    (reference) => body.notes?.resolve(reference)?.body.flatMap(blockLines) ?? [],
  );
  return [...lines, ...notes.filter((line) => line.trim() !== '')].join('\n');
}

function noteReferences(node: DocxNode): DocxNode[] {
  if (node.type === 'noteReference') return [node];
  return (node.children ?? []).flatMap(noteReferences);
}

function blockLines(node: DocxNode): string[] {
  if (node.type === 'table') return (node.children ?? []).flatMap(rowLines);
  if (node.type === 'paragraph') return [inlineText(node)];
  return (node.children ?? []).flatMap(blockLines);
}

function rowLines(row: DocxNode): string[] {
  const cells = (row.children ?? []).map((cell) => blockLines(cell).filter((line) => line.trim() !== ''));
  if (cells.length <= 1 || cells.some((lines) => lines.length > mostCellParagraphs)) return cells.flat();
  return [cells.map((lines) => lines.join(' ').replace(/[\t\n]/g, ' ')).join('\t')];
}

function inlineText(node: DocxNode): string {
  if (node.type === 'text') return node.value ?? '';
  if (node.type === 'tab') return '\t';
  if (node.type === 'break') return node.breakType === 'line' ? '\n' : '';
  if (node.type === 'checkbox') return node.checked === true ? '☑' : '☐';
  return (node.children ?? []).map(inlineText).join('');
}
