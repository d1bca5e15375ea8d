import fc from 'fast-check';
import { archiveOf, documentParts, type FixturePart } from '../archive-fixture';

/** XML of a document, and what a reader of it must show: in the line it stands in, and below that line. */
export interface Piece {
  xml: string;
  shown: string;
  below: string;
  /** Text that Word does not show. */
  aside: string;
  /** Notes that it refers to. */
  notes: Array<{ id: number; xml: string; shown: string }>;
}

const namespaces = [
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
  'xmlns:f="http://example.org/future"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
].join(' ');

/** A document around a body that may use all namespaces of the fixtures. */
export function wordFile(body: string, more: FixturePart[] = []): Buffer {
  const parts = documentParts(body, more).map((part) =>
    part.name === 'word/document.xml'
      ? { ...part, data: String(part.data).replace('<w:document ', `<w:document ${namespaces} `) }
      : part,
  );
  return archiveOf(parts);
}

export const notesPart = (list: string) => ({
  name: 'word/footnotes.xml',
  data: `<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ${namespaces}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>分隔</w:t></w:r></w:p></w:footnote>${list}</w:footnotes>`,
});

export const run = (text: string, properties = '') =>
  `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
export const box = {
  drawing: (blocks: string) =>
    `<w:r><w:drawing><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>${blocks}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></w:drawing></w:r>`,
  vml: (blocks: string) =>
    `<w:r><w:pict><v:shape><v:textbox><w:txbxContent>${blocks}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>`,
};
const inside = (xml: string) => xml.replace(/^<w:r>|<\/w:r>$/g, '');
/** Both forms of a text box, as Word writes them. */
export const bothBoxes = (blocks: string) =>
  `<w:r><mc:AlternateContent><mc:Choice Requires="wps">${inside(box.drawing(blocks))}</mc:Choice><mc:Fallback>${inside(box.vml(blocks))}</mc:Fallback></mc:AlternateContent></w:r>`;

const nothing: Piece = { xml: '', shown: '', below: '', aside: '', notes: [] };
const words = fc
  .array(fc.constantFrom(...'党支部全年开展主题日次学习党员7、12。龘𠮷'), { minLength: 1, maxLength: 6 })
  .map((characters) => characters.join(''));

function joined(pieces: Piece[]): Piece {
  return pieces.reduce(
    (all, piece) => ({
      xml: all.xml + piece.xml,
      shown: all.shown + piece.shown,
      below: all.below + piece.below,
      aside: all.aside + piece.aside,
      notes: [...all.notes, ...piece.notes],
    }),
    nothing,
  );
}

const plain = words.map((text): Piece => ({ ...nothing, xml: run(text), shown: text }));
const wrappers: Array<(xml: string) => string> = [
  (xml) => `<w:hyperlink>${xml}</w:hyperlink>`,
  (xml) => `<w:smartTag w:element="a"><w:smartTagPr/>${xml}</w:smartTag>`,
  (xml) => `<w:ins w:id="1">${xml}</w:ins>`,
  (xml) => `<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>${xml}</w:sdtContent></w:sdt>`,
  (xml) => `<w:dir w:val="ltr">${xml}</w:dir>`,
  (xml) => `<w:bdo w:val="ltr">${xml}</w:bdo>`,
  (xml) => `<w:customXml w:element="a">${xml}</w:customXml>`,
  (xml) => `<f:anything f:at="1">${xml}</f:anything>`,
  (xml) => `<w:fldSimple w:instr=" AUTHOR ">${xml}</w:fldSimple>`,
  (xml) =>
    `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${xml}<w:r><w:fldChar w:fldCharType="end"/></w:r>`,
  (xml) =>
    `<mc:AlternateContent><mc:Choice Requires="f">${run('将来')}</mc:Choice><mc:Fallback>${xml}</mc:Fallback></mc:AlternateContent>`,
];
const unseen: Array<(text: string) => Piece> = [
  (text) => ({ ...nothing, xml: run(text, '<w:vanish/>'), aside: text }),
  (text) => ({
    ...nothing,
    xml: `<w:del w:id="2"><w:r><w:delText>${text}</w:delText></w:r></w:del>`,
    aside: text,
  }),
];
const seen: Array<(text: string) => Piece> = [
  (text) => ({
    ...nothing,
    xml: `<w:r><w:ruby><w:rubyPr/><w:rt>${run('pīn')}</w:rt><w:rubyBase>${run(text)}</w:rubyBase></w:ruby></w:r>`,
    shown: text,
    aside: 'pīn',
  }),
  (text) => ({ ...nothing, xml: run(text, '<w:vanish w:val="0"/>'), shown: text }),
  (text) => ({
    ...nothing,
    xml: `<m:oMath><m:f><m:num><m:r><m:t>${text}</m:t></m:r></m:num><m:den><m:r><m:t>9</m:t></m:r></m:den></m:f></m:oMath>`,
    shown: `${text}9`,
  }),
  (text) => ({
    ...nothing,
    xml: `<w:r><w:tab/><w:t>${text}</w:t><w:cr/><w:noBreakHyphen/></w:r>`,
    shown: `${text}‑`,
  }),
];
let notes = 0;

const { block } = fc.letrec<{ inline: Piece; paragraph: Piece; block: Piece }>((tie) => ({
  inline: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    plain,
    fc.tuple(fc.constantFrom(...unseen, ...seen), words).map(([make, text]) => make(text)),
    fc
      .tuple(fc.constantFrom(...wrappers), fc.array(tie('inline'), { minLength: 1, maxLength: 3 }))
      .map(([wrap, pieces]) => {
        const all = joined(pieces);
        const xml = wrap(all.xml);
        const future = xml.split('将来').length - all.xml.split('将来').length;
        return { ...all, xml, aside: all.aside + '将来'.repeat(future) };
      }),
    fc
      .tuple(
        fc.constantFrom(box.drawing, box.vml, bothBoxes),
        fc.array(tie('paragraph'), { minLength: 1, maxLength: 2 }),
      )
      .map(([make, pieces]) => {
        const all = joined(pieces);
        return { ...all, xml: make(all.xml), shown: '', below: all.shown + all.below };
      }),
    words.map((text): Piece => {
      notes += 1;
      const note = { id: notes, xml: `<w:p>${run(text)}</w:p>`, shown: text };
      return { ...nothing, xml: `<w:r><w:footnoteReference w:id="${notes}"/></w:r>`, notes: [note] };
    }),
  ),
  paragraph: fc.array(tie('inline'), { maxLength: 4 }).map((pieces) => {
    const all = joined(pieces);
    return { ...all, xml: `<w:p>${all.xml}</w:p>`, shown: all.shown + all.below, below: '' };
  }),
  block: fc.oneof(
    { maxDepth: 3 },
    tie('paragraph'),
    fc
      .tuple(
        fc.constantFrom(
          (xml: string) => `<w:sdt><w:sdtContent>${xml}</w:sdtContent></w:sdt>`,
          (xml: string) => `<w:customXml>${xml}</w:customXml>`,
          (xml: string) => `<f:block>${xml}</f:block>`,
        ),
        tie('block'),
      )
      .map(([wrap, piece]) => ({ ...piece, xml: wrap(piece.xml) })),
    fc
      .array(fc.array(tie('block'), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 2 })
      .map((rows) => {
        const all = joined(rows.flat());
        const xml = rows.map(
          (cells) => `<w:tr>${cells.map((cell) => `<w:tc>${cell.xml}</w:tc>`).join('')}</w:tr>`,
        );
        return { ...all, xml: `<w:tbl><w:tblPr/>${xml.join('')}</w:tbl>` };
      }),
  ),
}));

/** Documents of everything that the reader knows, nested in each other at random. */
export const anyDocument: fc.Arbitrary<Piece> = fc.array(block, { minLength: 1, maxLength: 5 }).map(joined);
