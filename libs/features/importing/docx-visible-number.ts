import { toChinese } from './docx-number-format';
import { DocxNumbering, inherited, type ParagraphStyle, readStyles } from './docx-numbering';
import { attribute, wordPrefix, wordTags } from './docx-xml';

interface Paragraph {
  /** Where a number can be put in: after the properties. */
  at: number;
  style?: string;
  numbering?: string;
  level?: number;
  outline?: number;
  text: string;
}

const headingStyle = /^(?:heading|标题) ?([1-9])$/i;
const ownNumber =
  /^\s*(?:第[一二三四五六七八九十\d]{1,3}[部章编、,，篇]|[一二三四五六七八九十]{1,3}[、.．\s是]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}(?:\.\d{1,2})*[.．、)）\s]|[\u2460-\u249B])/;

/**
 * Writes the numbers that Word shows and does not store (lists, numbered headings) into the text of
 * word/document.xml. Headings by style that have no number at all get 一、 （一） 1. by their rank, so
 * that they are found as headings.
 */
export function writeVisibleNumbers(document: string, stylesXml: string, numberingXml: string): string {
  const prefix = wordPrefix(document);
  if (prefix === null) return document;
  const styles = readStylesOf(stylesXml);
  const numbering = new DocxNumbering(numberingXml, styles);
  const paragraphs = readParagraphs(document, prefix).sort((a, b) => a.at - b.at);
  const automatic = paragraphs.map((paragraph) => automaticNumber(paragraph, styles, numbering));
  const headings = headingNumbers(paragraphs, automatic, styles);
  let result = '';
  let done = 0;
  paragraphs.forEach((paragraph, index) => {
    const number = automatic[index] || headings[index] || '';
    if (number === '' || paragraph.text.trim() === '') return;
    const run = `<${prefix}r><${prefix}t xml:space="preserve">${escapeXml(number)}</${prefix}t></${prefix}r>`;
    result += document.slice(done, paragraph.at) + run;
    done = paragraph.at;
  });
  return result + document.slice(done);
}

function readStylesOf(xml: string): Map<string, ParagraphStyle> {
  return xml === '' ? new Map<string, ParagraphStyle>() : readStyles(xml);
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function readParagraphs(document: string, prefix: string): Paragraph[] {
  const open: Paragraph[] = [];
  const all: Paragraph[] = [];
  let earlier = 0;
  let textFrom = -1;
  for (const tag of wordTags(document, prefix)) {
    // What stood before a tracked change is no property of the paragraph.
    if (tag.name === 'pPrChange') earlier += tag.empty ? 0 : tag.closing ? -1 : 1;
    const current = open.at(-1);
    if (tag.name === 'p') {
      if (tag.closing) open.pop();
      else if (!tag.empty) {
        open.push({ at: tag.to, text: '' });
        all.push(open.at(-1)!);
      }
    } else if (current === undefined || earlier > 0) continue;
    else if (tag.name === 'pPr' && (tag.closing || tag.empty)) current.at = tag.to;
    else if (tag.name === 't' && !tag.empty) {
      if (!tag.closing) textFrom = tag.to;
      else if (current.text.length < 60) current.text += document.slice(textFrom, tag.from);
    } else if (!tag.closing) {
      const value = attribute(tag, 'val');
      if (tag.name === 'pStyle') current.style = value;
      else if (tag.name === 'numId') current.numbering = value;
      else if (tag.name === 'ilvl') current.level = Number(value);
      else if (tag.name === 'outlineLvl') current.outline = Number(value);
    }
  }
  return all;
}

function automaticNumber(
  paragraph: Paragraph,
  styles: Map<string, ParagraphStyle>,
  numbering: DocxNumbering,
): string {
  const id = paragraph.numbering ?? inherited(styles, paragraph.style, 'numbering');
  if (id === undefined || id === '0') return '';
  const level =
    paragraph.level ??
    numbering.levelOfStyle(id, paragraph.style) ??
    inherited(styles, paragraph.style, 'level') ??
    0;
  return numbering.next(id, level);
}

/** Numbers for headings by style, rank by rank, where no heading of that rank shows one. */
function headingNumbers(
  paragraphs: Paragraph[],
  automatic: string[],
  styles: Map<string, ParagraphStyle>,
): string[] {
  const ranks = paragraphs.map((paragraph) => {
    const named = headingStyle.exec(inherited(styles, paragraph.style, 'name') ?? paragraph.style ?? '');
    const outline = paragraph.outline ?? inherited(styles, paragraph.style, 'outline');
    const rank = named !== null ? Number(named[1]) : outline !== undefined && outline < 9 ? outline + 1 : 0;
    return paragraph.text.trim() === '' ? 0 : rank;
  });
  let used = [...new Set(ranks.filter((rank) => rank > 0))].sort((a, b) => a - b);
  // One single heading above all others is the document's title.
  if (used.length > 1 && ranks.filter((rank) => rank === used[0]).length === 1) used = used.slice(1);
  const numbered = new Set(
    ranks.filter((_, index) => automatic[index] !== '' || ownNumber.test(paragraphs[index]!.text)),
  );
  const counters: number[] = [];
  return ranks.map((rank) => {
    const place = used.indexOf(rank);
    if (place < 0) return '';
    counters[place] = (counters[place] ?? 0) + 1;
    counters.length = place + 1;
    return numbered.has(rank) ? '' : headingMarker(place, counters[place]!);
  });
}

function headingMarker(place: number, number: number): string {
  if (place === 0) return `${toChinese(number)}、`;
  if (place === 1) return `（${toChinese(number)}）`;
  return place === 2 ? `${number}.` : `（${number}）`;
}
