import { archiveOf, documentParts, type FixturePart } from '@features/importing/archive-fixture';
import { encode } from 'iconv-lite';

export interface HeavyFile {
  name: string;
  filename: string;
  /** Made when it is asked for: all of them together would fill the memory. */
  bytes: () => Buffer;
}

const mebibyte = 1024 * 1024;
const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const sheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`;

const docx = (name: string, body: () => string, more: () => FixturePart[] = () => []): HeavyFile => ({
  name: `DOCX: ${name}`,
  filename: '总结.docx',
  bytes: () => archiveOf(documentParts(body(), more())),
});

const relations = (list: Array<[type: string, target: string]>): FixturePart => ({
  name: 'word/_rels/document.xml.rels',
  data: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list
    .map(([type, target], at) => `<Relationship Id="r${at}" Type="${office}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`,
});
const comments = (characters: number): FixturePart => ({
  name: 'word/comments.xml',
  data: `<w:comments xmlns:w="${word}">${`<w:comment w:id="1"><w:p>${run('请核对这句。')}</w:p></w:comment>`.repeat(
    Math.floor(characters / 70),
  )}</w:comments>`,
});
const field = (type: string) => `<w:fldChar w:fldCharType="${type}"/>`;

/** Documents that are small to send and costly to read. */
export const heavyDocuments: HeavyFile[] = [
  docx('one sign, eleven million times', () => '<'.repeat(11_000_000)),
  docx('three million beginnings', () => '<w:p'.repeat(3_000_000)),
  docx('elements without end', () => '<w:p/>'.repeat(499_000)),
  docx(
    'nested as deep as may be',
    () => `${'<w:sdt>'.repeat(190)}${run('甲').repeat(100_000)}${'</w:sdt>'.repeat(190)}`,
  ),
  docx(
    'fields that never end',
    () => `<w:p>${field('begin').repeat(100_000)}${run('甲').repeat(120_000)}</w:p>`,
  ),
  docx(
    'fields that never end and show what they hold',
    () => `<w:p>${(field('begin') + field('separate')).repeat(100_000)}${run('甲').repeat(100_000)}</w:p>`,
  ),
  docx(
    'comments of 6 MB',
    () => `<w:p>${run('支部')}</w:p>`,
    () => [comments(6_000_000), relations([['comments', 'comments.xml']])],
  ),
  docx(
    'one header, ten thousand times',
    () => `<w:p>${run('支部')}</w:p>${headerReferences(10_000)}`,
    () => [
      {
        name: 'word/header1.xml',
        data: `<w:hdr xmlns:w="${word}">${`<w:p>${run('页眉')}</w:p>`.repeat(50_000)}</w:hdr>`,
      },
      relations(Array.from({ length: 10_000 }, () => ['header', 'header1.xml'])),
    ],
  ),
  docx('branches in branches', () => {
    const open =
      '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="w">';
    const other = `</mc:Choice><mc:Fallback>${run(`乙${'甲'.repeat(4000)}`)}</mc:Fallback></mc:AlternateContent>`;
    return `<w:p>${open.repeat(90)}${run('甲'.repeat(900_000))}${other.repeat(90)}</w:p>`;
  }),
  docx(
    'numbers longer than the text',
    () =>
      `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>${run('甲')}</w:p>`.repeat(
        60_000,
      ),
    () => [
      {
        name: 'word/numbering.xml',
        data: `<w:numbering xmlns:w="${word}"><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="${'第%1条'.repeat(1_200_000)}"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>`,
      },
    ],
  ),
  docx(
    'a table of ten thousand rows',
    () =>
      `<w:tbl>${`<w:tr><w:tc><w:p>${run('甲')}</w:p></w:tc><w:tc><w:p>${run('乙')}</w:p></w:tc></w:tr>`.repeat(30_000)}</w:tbl>`,
  ),
  docx(
    'styles by the hundred thousand',
    () => `<w:p><w:pPr><w:pStyle w:val="s99999"/></w:pPr>${run('甲')}</w:p>`.repeat(60_000),
    () => [
      {
        name: 'word/styles.xml',
        data: `<w:styles xmlns:w="${word}">${Array.from(
          { length: 100_000 },
          (_, at) => `<w:style w:styleId="s${at}"><w:basedOn w:val="s${at - 1}"/></w:style>`,
        ).join('')}</w:styles>`,
      },
    ],
  ),
  {
    name: 'TXT: half a million lines',
    filename: '总结.txt',
    bytes: () => Buffer.from('甲\n'.repeat(499_000)),
  },
  {
    name: 'TXT: 10 MB of no encoding',
    filename: '总结.txt',
    bytes: () => Buffer.alloc(10 * mebibyte - 1, Buffer.from([0xb5, 0xb3, 0xd6, 0xa7, 0xff])),
  },
];

function headerReferences(count: number): string {
  const all = Array.from(
    { length: count },
    (_, at) => `<w:headerReference xmlns:r="${office}" r:id="r${at}"/>`,
  );
  return `<w:sectPr>${all.join('')}</w:sectPr>`;
}

/** A workbook of one sheet as raw XML. */
const xlsx = (name: string, rows: () => string, more = '', shared?: () => string): HeavyFile => ({
  name: `XLSX: ${name}`,
  filename: '名单.xlsx',
  bytes: () =>
    archiveOf([
      {
        name: '[Content_Types].xml',
        data: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
      },
      {
        name: 'xl/workbook.xml',
        data: `<workbook xmlns="${sheet}" xmlns:r="${office}"><sheets><sheet name="名单" r:id="r0"/></sheets></workbook>`,
      },
      {
        name: 'xl/_rels/workbook.xml.rels',
        data: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r0" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
      },
      ...(shared ? [{ name: 'xl/sharedStrings.xml', data: `<sst xmlns="${sheet}">${shared()}</sst>` }] : []),
      {
        name: 'xl/worksheets/sheet1.xml',
        data: `<worksheet xmlns="${sheet}"><sheetData>${rows()}</sheetData>${more}</worksheet>`,
      },
    ]),
});
const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
const row = (cells: string[]) => `<row>${cells.map(cell).join('')}</row>`;

/** Lists of units, people or items, by the headings that their reader looks for. */
export function heavyTables(heading: string[], example: (at: number) => string[]): HeavyFile[] {
  const rows = (count: number) =>
    [heading, ...Array.from({ length: count }, (_, at) => example(at))].map(row).join('');
  const merges = (list: string[]) =>
    `<mergeCells>${list.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
  return [
    xlsx('merged over the whole sheet', () => rows(400), merges(['A1:XFD1048576', 'A2:A1048576'])),
    xlsx(
      'ten thousand merges',
      () => rows(400),
      merges(Array.from({ length: 10_000 }, (_, at) => `B${at + 2}:B1048576`)),
    ),
    xlsx('as many rows as are read', () => rows(10_000)),
    xlsx('a million cells', () => row(heading) + `<row>${'<c/>'.repeat(100)}</row>`.repeat(10_000)),
    xlsx(
      'rich texts without end',
      () => row(heading),
      '',
      () => `<si>${'<r><t>甲</t></r>'.repeat(1_200_000)}</si>`,
    ),
    {
      name: 'CSV: 10 MB of short lines',
      filename: '名单.csv',
      bytes: () => Buffer.from(`${heading.join(',')}\n${'甲,乙\n'.repeat(1_000_000)}`),
    },
    {
      name: 'CSV: quotes without end',
      filename: '名单.csv',
      bytes: () => Buffer.from(`${heading.join(',')}\n${'"甲""'.repeat(1_200_000)}`),
    },
    {
      name: 'CSV: 10 MB of separators',
      filename: '名单.csv',
      bytes: () => Buffer.from(`${heading.join(',')}\n${',;\t，'.repeat(1_500_000)}`),
    },
  ];
}

/** Files that are kept as they are, and looked at only for what they are. */
export const heavyAttachments: HeavyFile[] = [
  {
    name: 'a text of 10 MB',
    filename: '签到.txt',
    bytes: () => Buffer.alloc(10 * mebibyte - 1, Buffer.from('党支部签到表\n')),
  },
  {
    name: 'a text of 10 MB that is nearly UTF-8',
    filename: '签到.txt',
    bytes: () =>
      Buffer.concat([
        Buffer.alloc(10 * mebibyte - 100, Buffer.from('党支部签到表\n')),
        Buffer.from([0xb5, 0xff]),
      ]),
  },
  {
    name: 'a text of 10 MB of GBK',
    filename: '签到.txt',
    bytes: () => Buffer.alloc(10 * mebibyte - 1, encode('党支部签到表\n', 'gb18030')),
  },
  {
    name: 'an archive of many parts',
    filename: '附件.docx',
    bytes: () =>
      archiveOf([
        ...documentParts('<w:p/>'),
        ...Array.from({ length: 4900 }, (_, at) => ({
          name: `word/media/image${at}.png`,
          data: 'x',
          stored: true,
        })),
      ]),
  },
  {
    name: 'a picture of 10 MB',
    filename: '扫描.png',
    bytes: () =>
      Buffer.concat([
        Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'),
        Buffer.alloc(10 * mebibyte - 64, 1),
      ]),
  },
  {
    name: 'an old document of 10 MB',
    filename: '总结.doc',
    bytes: () =>
      Buffer.concat([
        Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1'),
        Buffer.alloc(10 * mebibyte - 64, 1),
      ]),
  },
];
