import { docxFont } from './docx-font-table';
import { linePitch, type Typeface, typeSize } from './official-format';

/** Twentieths of a point, the unit of WordprocessingML. */
export const twip = 20;

/** Rounded down, so that 22 lines fit in spite of the rounding. */
export const linePitchTwips = Math.floor(linePitch * twip);

/** 28 characters of 16 pt on 442 pt: each 0.3 pt closer (0.2 would do, but for rounding). */
const characterSpacing = -6;

/** Two characters, as they are spaced. */
const firstLine = `<w:ind w:firstLineChars="200" w:firstLine="${2 * (typeSize.no3 * twip + characterSpacing)}"/>`;

interface Style {
  id: string;
  name: string;
  face: Typeface;
  /** Points. */
  size: number;
  paragraph?: string;
  /** Outline level from 0, or none. */
  outline?: number;
  /** Extra space between characters in twips; 0 unless said. */
  spacing?: number;
  basedOn?: string;
}

const styles: readonly Style[] = [
  { id: 'Normal', name: 'Normal', face: 'fangsong', size: typeSize.no3, spacing: characterSpacing },
  {
    id: 'BodyText',
    name: 'Body Text',
    face: 'fangsong',
    size: typeSize.no3,
    spacing: characterSpacing,
    paragraph: `${firstLine}<w:jc w:val="both"/>`,
  },
  {
    id: 'Title',
    name: 'Title',
    face: 'xiaobiaosong',
    size: typeSize.no2,
    paragraph: '<w:keepNext/><w:jc w:val="center"/>',
  },
  {
    id: 'AttachmentTitle',
    name: '附件标题',
    face: 'xiaobiaosong',
    size: typeSize.no2,
    paragraph: '<w:keepNext/><w:jc w:val="center"/>',
    outline: 0,
  },
  { id: 'Heading1', name: 'heading 1', face: 'heiti', size: typeSize.no3, outline: 0 },
  { id: 'Heading2', name: 'heading 2', face: 'kaiti', size: typeSize.no3, outline: 1 },
  { id: 'Heading3', name: 'heading 3', face: 'fangsong', size: typeSize.no3, outline: 2 },
  {
    id: 'RedHead',
    name: '发文机关标志',
    face: 'xiaobiaosong',
    size: typeSize.no2,
    paragraph: '<w:spacing w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>',
  },
  {
    id: 'Footer',
    name: 'footer',
    face: 'songti',
    size: typeSize.no4,
    paragraph: `<w:spacing w:line="${typeSize.no4 * twip}" w:lineRule="exact"/>`,
  },
  {
    id: 'TableText',
    name: '表格文字',
    face: 'fangsong',
    size: typeSize.small4,
    paragraph: `<w:spacing w:line="${18 * twip}" w:lineRule="exact"/>`,
  },
];

/**
 * word/styles.xml. Line and character pitch stand here as exact spacing besides the section's grid, and
 * paragraphs do not snap to it: Word sets both alike, but LibreOffice gives a 16 pt character two cells
 * of a 15.79 pt grid. Widow control would end pages after 21 lines and hanging punctuation leave the
 * text area: both are off; the 首尾字符 rules (kinsoku) are on.
 */
export function stylesXml(): string {
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' +
    `<w:docDefaults><w:rPrDefault><w:rPr>${runProperties('fangsong', typeSize.no3)}` +
    '<w:lang w:val="zh-CN" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>' +
    '<w:pPrDefault><w:pPr><w:widowControl w:val="0"/><w:kinsoku w:val="1"/><w:overflowPunct w:val="0"/>' +
    '<w:snapToGrid w:val="0"/>' +
    `<w:spacing w:before="0" w:after="0" w:line="${linePitchTwips}" w:lineRule="exact"/></w:pPr></w:pPrDefault>` +
    `</w:docDefaults>${styles.map(styleXml).join('')}` +
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>' +
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style></w:styles>'
  );
}

function styleXml(style: Style): string {
  const normal = style.id === 'Normal';
  const heading = style.id.startsWith('Heading') ? `<w:keepNext/>${firstLine}` : '';
  const outline = style.outline === undefined ? '' : `<w:outlineLvl w:val="${style.outline}"/>`;
  const spacing = style.spacing ?? (heading === '' ? 0 : characterSpacing);
  return (
    `<w:style w:type="paragraph"${normal ? ' w:default="1"' : ''} w:styleId="${style.id}">` +
    `<w:name w:val="${style.name}"/>${normal ? '' : '<w:basedOn w:val="Normal"/>'}<w:qFormat/>` +
    `<w:pPr>${heading}${style.paragraph ?? ''}${outline}</w:pPr>` +
    `<w:rPr>${runProperties(style.face, style.size, spacing)}</w:rPr></w:style>`
  );
}

function runProperties(face: Typeface, size: number, spacing = 0): string {
  const { ascii, hAnsi, eastAsia, cs } = docxFont(face);
  return (
    `<w:rFonts w:ascii="${ascii}" w:hAnsi="${hAnsi}" w:eastAsia="${eastAsia}" w:cs="${cs}"/>` +
    `<w:spacing w:val="${spacing}"/><w:sz w:val="${size * 2}"/><w:szCs w:val="${size * 2}"/>`
  );
}
