import { branchAnnualTemplate } from '@domain/cycle/branch-annual-template';
import { proposeImport } from '@domain/importing';
import { isProblem } from '@domain/problems';
import {
  AlignmentType,
  Document,
  HeadingLevel,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
} from 'docx';
import { encode } from 'iconv-lite';
import {
  archiveOf,
  documentParts,
  type FixturePart,
  numberingPart,
  paragraph,
  stylesPart,
} from './archive-fixture';
import { maxImportBytes, readDocument, soundText } from './read-document';

const sample =
  '一、主要工作完成情况\n全年开展主题党日12次，党员大会5次。\n二、存在的问题\n（一）学习安排得不够紧凑，讨论不够充分。\n';

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'accepted';
  } catch (error) {
    return isProblem(error) ? error.code : `unexpected: ${String(error)}`;
  }
}

const readText = async (bytes: Buffer) => (await readDocument({ filename: '总结.txt', bytes })).text;
const readWord = async (parts: FixturePart[]) =>
  (await readDocument({ filename: '总结.docx', bytes: archiveOf(parts) })).text;

describe('text files', () => {
  it.each([
    ['UTF-8', Buffer.from(sample, 'utf8')],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${sample}`, 'utf8')],
    ['UTF-16 little-endian', Buffer.from(`\uFEFF${sample}`, 'utf16le')],
    ['UTF-16 big-endian', Buffer.from(`\uFEFF${sample}`, 'utf16le').swap16()],
    ['UTF-16 without a mark', Buffer.from(sample, 'utf16le')],
    ['GB18030', encode(sample, 'gb18030')],
    ['GB18030, one short line', encode('本年度党建工作总结：共开展主题党日12次。', 'gb18030')],
  ])('reads %s', async (_, bytes) => {
    const text = await readText(bytes);
    expect(text.replace('本年度党建工作总结：共开展主题党日12次。', sample)).toBe(sample);
  });

  it('keeps rare characters, emoji and right-to-left marks (case 38)', async () => {
    const rare = '𠮷田老师\u200F主讲😀，龘、㐂、〇。';
    expect(await readText(Buffer.from(rare))).toBe(rare);
    expect(await readText(encode('𠮷田老师主讲示范课，听课的同志都说好。龘、㐂。', 'gb18030'))).toContain(
      '𠮷田',
    );
  });

  it.each([
    [
      'broken UTF-8',
      Buffer.concat([Buffer.from(sample), Buffer.from([0xe4, 0xb8])]),
      'import_broken_encoding',
    ],
    [
      'a byte cut out of the middle',
      Buffer.concat([Buffer.from(sample).subarray(0, 31), Buffer.from(sample).subarray(32)]),
      'import_broken_encoding',
    ],
    [
      'half a UTF-16 unit',
      Buffer.from(`\uFEFF${sample}`, 'utf16le').subarray(0, -1),
      'import_broken_encoding',
    ],
    ['NUL', Buffer.from('开展\0学习'), 'import_unreadable_character'],
    [
      'half a surrogate pair',
      Buffer.from([0xff, 0xfe, 0x42, 0xd8, 0x41, 0x00]),
      'import_unreadable_character',
    ],
    ['noise', Buffer.alloc(999, Buffer.from([0x80, 0xff])), 'import_unknown_encoding'],
    ['nothing', Buffer.alloc(0), 'import_empty'],
    ['blanks', Buffer.from(' \n\u3000\n'), 'import_empty'],
    ['a ZIP archive', archiveOf(documentParts(paragraph('正文'))), 'import_wrong_extension'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'import_wrong_extension'],
    ['an old Word document', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'import_wrong_extension'],
  ])('refuses %s', async (_, bytes, code) => {
    expect(await codeOf(readDocument({ filename: '总结.txt', bytes }))).toBe(code);
  });

  it('refuses too much text and too large a file', async () => {
    expect(
      await codeOf(readDocument({ filename: 'a.txt', bytes: Buffer.alloc(maxImportBytes + 1, 'a') })),
    ).toBe('import_too_large');
    expect(await codeOf(readDocument({ filename: 'a.docx', bytes: Buffer.alloc(100 * 1024 * 1024) }))).toBe(
      'import_too_large',
    );
    expect(await codeOf(Promise.resolve().then(() => soundText('字'.repeat(1_000_001))))).toBe(
      'import_too_long',
    );
  });

  it.each(['总结.doc', '总结.docm', '总结.pdf', '总结', '总结.docx.exe'])(
    'refuses %s by its name',
    async (filename) => {
      const code = await codeOf(readDocument({ filename, bytes: Buffer.from(sample) }));
      expect(['import_legacy_document', 'import_macros', 'import_unsupported_type']).toContain(code);
    },
  );
});

describe('documents', () => {
  it('writes out the numbers of lists', async () => {
    const text = await readWord(
      documentParts(
        [
          paragraph('主要工作完成情况', { list: ['1', 0] }),
          paragraph('抓学习', { list: ['1', 1] }),
          paragraph('抓阵地', { list: ['1', 1] }),
          paragraph('存在的问题', { list: ['1', 0] }),
          paragraph('学习不够深入', { list: ['1', 1] }),
        ].join(''),
        [
          numberingPart([
            ['chineseCountingThousand', '%1、'],
            ['chineseCounting', '（%2）'],
          ]),
        ],
      ),
    );
    expect(text.split('\n')).toEqual([
      '一、主要工作完成情况',
      '（一）抓学习',
      '（二）抓阵地',
      '二、存在的问题',
      '（一）学习不够深入',
    ]);
  });

  it('numbers headings by style only where they have no number', async () => {
    const styles = stylesPart({ a: 'heading 1', b: 'heading 2', c: 'heading 3' });
    const unnumbered = [
      paragraph('某支部年度总结', { style: 'a' }),
      paragraph('工作回顾', { style: 'b' }),
      paragraph('夯实阵地', { style: 'c' }),
      paragraph('不足之处', { style: 'b' }),
    ].join('');
    expect(await readWord(documentParts(unnumbered, [styles]))).toBe(
      '某支部年度总结\n一、工作回顾\n（一）夯实阵地\n二、不足之处',
    );
    const numbered = paragraph('一、工作回顾', { style: 'a' }) + paragraph('二、不足之处', { style: 'a' });
    expect(await readWord(documentParts(numbered, [styles]))).toBe('一、工作回顾\n二、不足之处');
  });

  it('reads what a word processor writes: headings, lists, tables, line breaks', async () => {
    const level = (text: string, format: (typeof LevelFormat)[keyof typeof LevelFormat], at: number) => ({
      level: at,
      format,
      text,
      alignment: AlignmentType.START,
    });
    const row = (...cells: string[]) =>
      new TableRow({ children: cells.map((cell) => new TableCell({ children: [new Paragraph(cell)] })) });
    const document = new Document({
      numbering: { config: [{ reference: 'items', levels: [level('（%1）', LevelFormat.DECIMAL, 0)] }] },
      sections: [
        {
          children: [
            new Paragraph({ text: '主要工作完成情况', heading: HeadingLevel.HEADING_1 }),
            new Paragraph('全年召开支部会议12次，党员大会4次。'),
            new Paragraph({ text: '存在的问题', heading: HeadingLevel.HEADING_1 }),
            new Paragraph({
              text: '党课形式不够丰富，互动偏少。',
              numbering: { reference: 'items', level: 0 },
            }),
            new Paragraph({
              text: '结对共建不够经常，成效不明显。',
              numbering: { reference: 'items', level: 0 },
            }),
            new Table({ rows: [row('指标', '次数'), row('书记党课', '5次')] }),
          ],
        },
      ],
    });
    const bytes = Buffer.from(await Packer.toBuffer(document));
    const { text } = await readDocument({ filename: '总结.docx', bytes });
    expect(text).toContain('（2）结对共建不够经常');
    expect(text).toContain('书记党课\t5次');
    const proposal = proposeImport(text, branchAnnualTemplate);
    expect(proposal.sections.map((section) => section.key)).toEqual(['work', 'issues']);
    expect(proposal.problems).toHaveLength(2);
    const values = proposal.indicators.map(({ key, value }) => [key, value]);
    expect(values).toEqual(
      expect.arrayContaining([
        ['branch_meetings', 12],
        ['lectures', 5],
      ]),
    );
  });
});

describe('hostile documents (case 39)', () => {
  const zeros = Buffer.alloc(30 * 1024 * 1024);
  const bombs = Array.from({ length: 4 }, (_, at) => ({ name: `word/media/${at}.bin`, data: zeros }));
  const entity = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>';
  const laughs = `<!DOCTYPE x [<!ENTITY a "哈哈"><!ENTITY b "&a;&a;">]>`;
  const body = paragraph('正文');
  const overlapping = () => {
    const bytes = archiveOf(
      documentParts(body, [
        { name: 'a.bin', data: 'a' },
        { name: 'b.bin', data: 'b' },
      ]),
    );
    const end = bytes.length - 22;
    const entry = bytes.lastIndexOf('PK\x01\x02', end, 'latin1');
    const before = bytes.lastIndexOf('PK\x01\x02', entry - 1, 'latin1');
    bytes.writeUInt32LE(bytes.readUInt32LE(before + 42), entry + 42);
    return bytes;
  };
  it.each<[string, Buffer, string]>([
    ['a bomb that says so', archiveOf(documentParts(body, bombs)), 'import_expands_too_far'],
    [
      'a bomb that lies',
      archiveOf(documentParts(body, [{ name: 'word/media/a.bin', data: zeros, declared: 1000 }])),
      'import_expands_too_far',
    ],
    [
      'a body far too large',
      archiveOf(documentParts(`${body}${' '.repeat(13 * 1024 * 1024)}`)),
      'import_expands_too_far',
    ],
    ['overlapping parts', overlapping(), 'import_expands_too_far'],
    [
      'endless nesting',
      archiveOf(documentParts(`${'<w:sdt>'.repeat(5000)}${body}`)),
      'import_expands_too_far',
    ],
    ['millions of elements', archiveOf(documentParts('<w:r/>'.repeat(600_000))), 'import_expands_too_far'],
    ['one bracket, eleven million times', archiveOf(documentParts('<'.repeat(11_000_000))), 'import_damaged'],
    ['paragraphs that never end', archiveOf(documentParts('<w:p'.repeat(3_000_000))), 'import_damaged'],
    [
      'attributes without end',
      archiveOf(documentParts(`<w:p ${Array.from({ length: 100_000 }, (_, at) => `a${at}=""`).join(' ')}/>`)),
      'import_expands_too_far',
    ],
    [
      'an external entity',
      archiveOf([
        ...documentParts(body).filter(({ name }) => name !== 'word/document.xml'),
        { name: 'word/document.xml', data: entity },
      ]),
      'import_external_entity',
    ],
    [
      'entities that multiply',
      archiveOf([
        ...documentParts(`<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>`),
        { name: 'word/footnotes.xml', data: laughs },
      ]),
      'import_external_entity',
    ],
    ['macros', archiveOf(documentParts(body, [{ name: 'word/vbaProject.bin', data: 'x' }])), 'import_macros'],
    [
      'controls',
      archiveOf(documentParts(body, [{ name: 'word/activeX/activeX1.xml', data: '<x/>' }])),
      'import_controls',
    ],
    ['a password', archiveOf([{ name: 'word/document.xml', data: 'x', encrypted: true }]), 'import_password'],
    ['another archive', archiveOf([{ name: 'a.txt', data: 'x' }]), 'import_damaged'],
    ['an archive cut off', archiveOf(documentParts(body)).subarray(0, 400), 'import_damaged'],
    ['parts of one name', archiveOf([...documentParts(body), ...documentParts(body)]), 'import_damaged'],
    ['XML that is none', archiveOf(documentParts('<w:p><w:r></w:p>')), 'import_damaged'],
    [
      'bytes that are no UTF-8',
      archiveOf(documentParts(body, [{ name: 'word/styles.xml', data: Buffer.from([0x3c, 0xff, 0xfe]) }])),
      'import_damaged',
    ],
    ['plain text', Buffer.from(sample), 'import_wrong_extension'],
    ['an old document', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), 'import_legacy_document'],
    ['a document without text', archiveOf(documentParts('<w:p/>')), 'import_empty'],
  ])('refuses %s', async (_, bytes, code) => {
    const started = process.cpuUsage();
    const before = process.memoryUsage().rss;
    expect(await codeOf(readDocument({ filename: '总结.docx', bytes }))).toBe(code);
    // Not how fast, but that a bomb does not go off; the processor's time, for others may use it too.
    expect(process.cpuUsage(started).user).toBeLessThan(5_000_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
  });

  it('refuses macros named in the content types only', async () => {
    const types =
      '<Types xmlns="x"><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>';
    const parts = documentParts(body).filter(({ name }) => name !== '[Content_Types].xml');
    expect(await codeOf(readWord([{ name: '[Content_Types].xml', data: types }, ...parts]))).toBe(
      'import_macros',
    );
  });
});

describe('refusals name the cause and what to do', () => {
  const ole = (stream: string) =>
    Buffer.concat([
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      Buffer.from(stream, 'utf16le'),
    ]);
  const word = archiveOf(documentParts(paragraph('正文')));
  const sheet = archiveOf([{ name: 'xl/workbook.xml', data: '<workbook/>' }]);
  it.each<[string, string, Buffer, string, RegExp]>([
    ['a password', 'a.docx', ole('EncryptedPackage'), 'import_password', /取消密码/],
    ['an old document', 'a.docx', ole('WordDocument'), 'import_legacy_document', /另存为 \.docx/],
    ['an old document by its name', 'a.doc', ole('WordDocument'), 'import_legacy_document', /\.doc/],
    ['a document that is only called old', 'a.doc', word, 'import_legacy_document', /扩展名改为 \.docx/],
    ['a document of WPS', 'a.wps', ole('WordDocument'), 'import_legacy_document', /WPS/],
    ['a lock file', '~$总结.docx', Buffer.alloc(162), 'import_lock_file', /临时文件/],
    ['a lock file with its folder', 'C:\\x\\~$总结.docx', Buffer.alloc(162), 'import_lock_file', /~\$/],
    ['macros by the name', 'a.docm', word, 'import_macros', /宏/],
    [
      'a scan of OFD',
      'a.ofd',
      archiveOf([{ name: 'OFD.xml', data: '<x/>' }]),
      'import_unsupported_type',
      /OFD.*识别/,
    ],
    ['a PDF', 'a.pdf', Buffer.from('%PDF-1.7'), 'import_unsupported_type', /PDF.*识别/],
    ['a photo', 'a.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10]), 'import_unsupported_type', /识别/],
    ['a sheet', 'a.xlsx', sheet, 'import_unsupported_type', /复制/],
    [
      'a PDF that calls itself a document',
      'a.docx',
      Buffer.from('%PDF-1.7'),
      'import_wrong_extension',
      /PDF/,
    ],
    ['a sheet that calls itself a document', 'a.docx', sheet, 'import_wrong_extension', /Excel/],
    [
      'a web page that calls itself a document',
      'a.docx',
      Buffer.from('<html><body>x'),
      'import_wrong_extension',
      /网页/,
    ],
    [
      'a photo that calls itself a text',
      'a.txt',
      Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic'),
      'import_wrong_extension',
      /HEIC/,
    ],
    [
      'a document of pictures',
      'a.docx',
      archiveOf(
        documentParts(
          '<w:p><w:r><w:drawing><p:pic xmlns:p="http://schemas.openxmlformats.org/drawingml/2006/picture"/></w:drawing></w:r></w:p>',
        ),
      ),
      'import_scan',
      /识别/,
    ],
    [
      'a document of embedded HTML',
      'a.docx',
      archiveOf(documentParts('<w:altChunk w:id="c"/>')),
      'import_embedded_document',
      /另存/,
    ],
    ['GBK that is also UTF-8', 'a.txt', encode('医院', 'gb18030'), 'import_ambiguous_encoding', /医院/],
    ['nothing', 'a.docx', Buffer.alloc(0), 'import_empty', /没有文字/],
  ])('%s', async (_, filename, bytes, code, words) => {
    const refused: unknown = await readDocument({ filename, bytes }).catch((error: unknown) => error);
    if (!isProblem(refused)) throw new Error(`It was accepted, or failed: ${String(refused)}`);
    expect(refused.code).toBe(code);
    expect(refused.detail()).toMatch(words);
  });

  it('reads texts that begin as other files do, and tells of characters that were lost before', async () => {
    for (const text of ['BM党建', 'MZ党建', '<html>党建'])
      expect(await readText(Buffer.from(text))).toBe(text);
    const { losses } = await readDocument({ filename: 'a.txt', bytes: Buffer.from('二中\uFFFD支部\uFFFD') });
    expect(losses).toMatchObject([{ code: 'replacement', count: 2 }]);
  });

  it('reads UTF-8 with a letter or two of other scripts as UTF-8', async () => {
    for (const text of ['阿卜杜·热合曼', '5×3', 'café', 'naïve Ørsted'])
      expect(await readText(Buffer.from(text))).toBe(text);
  });
});
