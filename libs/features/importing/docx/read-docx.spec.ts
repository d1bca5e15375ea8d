import { encode } from 'iconv-lite';
import {
  archiveOf,
  documentParts,
  type FixturePart,
  numberingPart,
  paragraph,
  stylesPart,
} from '../archive-fixture';
import { bothBoxes, box, notesPart, run, wordFile } from './construct-fixture';
import { formatNumber } from './number-format';
import { readDocx } from './read-docx';

const line = (...runs: string[]) => `<w:p>${runs.join('')}</w:p>`;
const items = numberingPart([['chineseCountingThousand', '%1、']]);
const item = (text: string, mark = '') =>
  `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>${mark === '' ? '' : `<w:rPr>${mark}</w:rPr>`}</w:pPr>${text}</w:p>`;
const relations = (list: string): FixturePart => ({
  name: 'word/_rels/document.xml.rels',
  data: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list}</Relationships>`,
});
const relation = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
const story = (root: string, body: string) =>
  `<w:${root} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml">${body}</w:${root}>`;
const field = (type: string, inside = '') =>
  `<w:r><w:fldChar w:fldCharType="${type}">${inside}</w:fldChar></w:r>`;
const math = (inside: string) => `<m:oMath>${inside}</m:oMath>`;
const sign = (text: string) => `<m:r><m:t>${text}</m:t></m:r>`;

const linesOf = async (body: string, more: FixturePart[] = []) =>
  (await readDocx(wordFile(body, more))).text.split('\n');
const lossesOf = async (body: string, more: FixturePart[] = []) =>
  Object.fromEntries((await readDocx(wordFile(body, more))).losses.map(({ code, text }) => [code, text]));

describe('visible text of a document', () => {
  it.each<[string, string, string[]]>([
    [
      'a text box of DrawingML, below its paragraph',
      line(run('前'), box.drawing(line(run('框')))),
      ['前', '框'],
    ],
    ['a text box of VML', line(box.vml(line(run('框')))), ['框']],
    ['a text box in both forms once', line(bothBoxes(line(run('框')))), ['框']],
    [
      'a choice alone',
      line(
        `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:t>甲</w:t></mc:Choice></mc:AlternateContent></w:r>`,
      ),
      ['甲'],
    ],
    [
      'word art',
      line('<w:r><w:pict><v:shape><v:textpath string="艺术字"/></v:shape></w:pict></w:r>'),
      ['艺术字'],
    ],
    [
      'a simple field',
      line(run('共'), `<w:fldSimple w:instr="x">${run('12')}</w:fldSimple>`, run('次')),
      ['共12次'],
    ],
    [
      'the result of fields in each other, without their codes',
      line(
        field('begin'),
        '<w:r><w:instrText>IF </w:instrText></w:r>',
        field('begin'),
        '<w:r><w:instrText>REF a</w:instrText></w:r>',
        field('separate'),
        run('码'),
        field('end'),
        field('separate'),
        run('果'),
        field('end'),
      ),
      ['果'],
    ],
    [
      'form fields',
      line(
        field('begin', '<w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>'),
        field('end'),
        run('是'),
        field(
          'begin',
          '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="好"/><w:listEntry w:val="较好"/></w:ddList></w:ffData>',
        ),
        field('end'),
      ),
      ['☑是较好'],
    ],
    [
      'the base of ruby',
      line(
        run('党员'),
        `<w:r><w:ruby><w:rt>${run('wēn')}</w:rt><w:rubyBase>${run('昷')}</w:rubyBase></w:ruby></w:r>`,
      ),
      ['党员昷'],
    ],
    [
      'symbols of every font',
      line(
        '<w:r><w:sym w:font="宋体" w:char="25A1"/><w:sym w:font="Wingdings 2" w:char="F052"/><w:sym w:font="Symbol" w:char="F0B3"/></w:r>',
        run('\uF0FE', '<w:rFonts w:ascii="Wingdings"/>'),
      ),
      ['□☑≥☑'],
    ],
    [
      'breaks, tabs and hyphens',
      line(
        '<w:r><w:t>甲</w:t><w:ptab/><w:t>乙</w:t><w:cr/><w:t>丙</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>丁</w:t></w:r>',
      ),
      ['甲\t乙', '丙‑丁'],
    ],
    [
      'a page break as the end of a line',
      line('<w:r><w:t>甲</w:t><w:br w:type="page"/><w:t>乙</w:t></w:r>'),
      ['甲', '乙'],
    ],
    [
      'formulas in a line',
      line(
        math(`<m:f><m:num>${sign('a+b')}</m:num><m:den>${sign('2')}</m:den></m:f>`),
        run('，'),
        math(
          `<m:sSup><m:e>${sign('x')}</m:e><m:sup>${sign('2')}</m:sup></m:sSup><m:rad><m:deg/><m:e>${sign('y')}</m:e></m:rad>`,
        ),
        run('，'),
        math(`<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e>${sign('1')}</m:e></m:d>`),
      ),
      ['(a+b)/2，x^2√(y)，[1]'],
    ],
    [
      'what a container that nobody knows holds',
      `<f:outer><w:p><f:inner>${run('甲')}</f:inner></w:p></f:outer>`,
      ['甲'],
    ],
    [
      'text without a paragraph',
      `<w:sdt><w:sdtContent>${run('散')}</w:sdtContent></w:sdt>${line(run('段'))}`,
      ['散段'],
    ],
    [
      'layout tables line by line, others by rows',
      `<w:tbl><w:tr><w:tc>${line(run('指标'))}</w:tc><w:tc>${line(run('次数'))}</w:tc></w:tr></w:tbl><w:tbl><w:tr><w:tc>${['一', '二', '三', '四'].map((text) => line(run(text))).join('')}</w:tc><w:tc>${line(run('五'))}</w:tc></w:tr></w:tbl>`,
      ['指标\t次数', '一', '二', '三', '四', '五'],
    ],
    [
      'a deleted row not at all',
      `<w:tbl><w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr><w:tr><w:tc>${line(run('甲'))}</w:tc></w:tr></w:tbl>`,
      ['甲'],
    ],
    [
      'paragraphs joined where the mark between them is deleted',
      `<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>${run('前半')}</w:p>${line(run('后半'))}`,
      ['前半后半'],
    ],
  ])('reads %s', async (_, body, lines) => {
    expect(await linesOf(body)).toEqual(lines);
  });

  it('counts no paragraph that is deleted, moved away or hidden, and a text box once', async () => {
    const deleted = '<w:del w:id="1"/>';
    const body = [
      item(run('甲')),
      item('<w:del w:id="2"><w:r><w:delText>乙</w:delText></w:r></w:del>', deleted),
      item(`<w:moveFrom w:id="3">${run('丁')}</w:moveFrom>`, '<w:moveFrom w:id="4"/>'),
      item(run('戊', '<w:vanish/>'), '<w:vanish/>'),
      line(bothBoxes(item(run('丙')))),
      item(`<w:moveTo w:id="5">${run('丁')}</w:moveTo>`),
    ].join('');
    expect(await linesOf(body, [items])).toEqual(['一、甲', '二、丙', '三、丁']);
    expect(await lossesOf(body, [items])).toEqual({ deleted: '乙', hidden: '戊' });
  });

  it('puts notes below the text, in the order of their references', async () => {
    const note = (id: number, text: string) => `<w:footnote w:id="${id}">${line(run(text))}</w:footnote>`;
    const reference = (id: number) => `<w:r><w:footnoteReference w:id="${id}"/></w:r>`;
    const body = line(run('甲'), reference(2), run('乙'), reference(1));
    const part = notesPart(note(1, '注一') + note(2, '注二') + note(3, '没有引用'));
    expect(await linesOf(body, [part])).toEqual(['甲乙', '注二', '注一']);
  });

  it.each([
    ['chineseCounting', 99, '九十九'],
    ['chineseCounting', 100, '一百'],
    ['chineseCountingThousand', 101, '一百零一'],
    ['chineseCountingThousand', 110, '一百一十'],
    ['chineseCountingThousand', 1010, '一千零一十'],
    ['japaneseCounting', 20_305, '二万零三百零五'],
    ['chineseLegalSimplified', 12, '壹拾贰'],
    ['ideographDigital', 105, '一〇五'],
    ['decimalEnclosedCircleChinese', 21, '㉑'],
    ['decimalEnclosedCircle', 50, '㊿'],
    ['decimalZero', 7, '07'],
    ['upperRoman', 1994, 'MCMXCIV'],
    ['ideographZodiac', 3, '寅'],
    ['bullet', 3, ''],
  ])('writes numbers of %s: %d', (format, value, shown) => {
    expect(formatNumber(value, format)).toBe(shown);
  });

  it('numbers headings by style only where they have no number', async () => {
    const styles = stylesPart({ a: 'heading 1', b: 'heading 2' });
    const body = [
      paragraph('某支部总结', { style: 'a' }),
      paragraph('工作', { style: 'b' }),
      paragraph('不足', { style: 'b' }),
    ];
    expect(await linesOf(body.join(''), [styles])).toEqual(['某支部总结', '一、工作', '二、不足']);
  });
});

describe('what is not in the text is told', () => {
  it('hidden text, by itself, by its style and by both cancelling each other out', async () => {
    const hidden = '<w:rPr><w:vanish/></w:rPr>';
    const styles = {
      name: 'word/styles.xml',
      data: story(
        'styles',
        `<w:style w:type="character" w:styleId="C"><w:name w:val="C"/>${hidden}</w:style><w:style w:type="paragraph" w:styleId="P"><w:name w:val="P"/>${hidden}</w:style><w:style w:type="paragraph" w:styleId="Q"><w:basedOn w:val="P"/></w:style>`,
      ),
    };
    const styled = (style: string, ...runs: string[]) =>
      `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${runs.join('')}</w:p>`;
    const body = [
      line(
        run('见甲'),
        run('藏乙', '<w:vanish/>'),
        run('藏丙', '<w:rStyle w:val="C"/>'),
        run('见丁', '<w:vanish w:val="false"/>'),
      ),
      styled('Q', run('藏戊'), run('见己', '<w:rStyle w:val="C"/>')),
      line(run('庚')),
    ].join('');
    expect(await linesOf(body, [styles])).toEqual(['见甲见丁', '见己庚']);
    expect(await lossesOf(body, [styles])).toEqual({ hidden: '藏乙藏丙藏戊' });
  });

  it('headers and footers, comments, SmartArt, charts, pictures, objects and embedded documents', async () => {
    const dgm = 'http://schemas.openxmlformats.org/drawingml/2006/diagram';
    const chart = 'http://schemas.openxmlformats.org/drawingml/2006/chart';
    const picture = 'http://schemas.openxmlformats.org/drawingml/2006/picture';
    const body = [
      line(run('正文')),
      line(
        `<w:r><w:drawing><dgm:relIds xmlns:dgm="${dgm}" r:dm="d"/></w:drawing></w:r>`,
        `<w:r><w:drawing><c:chart xmlns:c="${chart}" r:id="c"/></w:drawing></w:r>`,
        `<w:r><w:drawing><pic:pic xmlns:pic="${picture}"/></w:drawing></w:r>`,
        '<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office"/></w:object></w:r>',
      ),
      '<w:altChunk r:id="x"/>',
      '<w:sectPr><w:headerReference r:id="h"/><w:footerReference r:id="f"/></w:sectPr>',
    ].join('');
    const more = [
      relations(
        relation('h', 'header', 'header1.xml') +
          relation('f', 'footer', 'footer1.xml') +
          relation('k', 'comments', 'comments.xml') +
          relation('d', 'diagramData', 'diagrams/data1.xml'),
      ),
      { name: 'word/header1.xml', data: story('hdr', line(run('内部资料'))) },
      { name: 'word/footer1.xml', data: story('ftr', line(run('第1页')) + line(run('示范区教育局'))) },
      {
        name: 'word/comments.xml',
        data: story('comments', `<w:comment w:id="1">${line(run('请核对'))}</w:comment>`),
      },
      {
        name: 'word/diagrams/data1.xml',
        data: `<dgm:dataModel xmlns:dgm="${dgm}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:p><a:r><a:t>流程</a:t></a:r></a:p></dgm:dataModel>`,
      },
    ];
    expect(await lossesOf(body, more)).toEqual({
      header: '内部资料',
      footer: '第1页\n示范区教育局',
      comment: '请核对',
      smart_art: '流程',
      chart: '',
      picture: '',
      object: '',
      embedded_document: '',
    });
  });

  it('nothing of page numbers', async () => {
    const more = [
      relations(relation('f', 'footer', 'footer1.xml')),
      { name: 'word/footer1.xml', data: story('ftr', line(run('— '), run('2'), run(' —'))) },
    ];
    const body = `${line(run('正文'))}<w:sectPr><w:footerReference r:id="f"/></w:sectPr>`;
    expect(await lossesOf(body, more)).toEqual({});
  });

  it('branches that Word does not show, symbols that nobody knows, and text that is none of Word’s', async () => {
    const body = line(
      `<mc:AlternateContent><mc:Choice Requires="wps">${run('新')}</mc:Choice><mc:Fallback>${run('旧')}</mc:Fallback></mc:AlternateContent>`,
      '<w:r><w:sym w:font="Wingdings" w:char="F0"/><w:sym w:font="没有的" w:char="zz"/></w:r>',
      '<f:note>别的</f:note>',
    );
    expect(await linesOf(body)).toEqual([expect.stringMatching(/^新.?□$/u)]);
    expect(await lossesOf(body)).toMatchObject({ alternative: '旧', other: '别的', symbol: '' });
  });
});

describe('parts', () => {
  const body = line(run('正文'));
  it.each<[string, FixturePart]>([
    ['a DTD in one', { name: 'customXml/item1.xml', data: '<!DOCTYPE a><a/>' }],
    ['UTF-16 in one', { name: 'customXml/item1.xml', data: Buffer.from('\uFEFF<a/>', 'utf16le') }],
    ['no XML in one', { name: 'customXml/item1.xml', data: 'x' }],
    ['bytes that are nothing', { name: '[trash]/0000.dat', data: Buffer.alloc(10) }],
  ])('that are not read may hold what they like: %s', async (_, part) => {
    expect(await linesOf(body, [part])).toEqual(['正文']);
  });

  it.each<[string, (xml: string) => Buffer]>([
    ['UTF-16 with its mark', (xml) => Buffer.from(`\uFEFF${xml}`, 'utf16le')],
    ['UTF-16 big-endian without one', (xml) => Buffer.from(xml, 'utf16le').swap16()],
    ['UTF-8 that calls itself UTF-16', (xml) => Buffer.from(`<?xml version="1.0" encoding="utf-16"?>${xml}`)],
    ['GB18030 that says so', (xml) => encode(`<?xml version="1.0" encoding="gb18030"?>${xml}`, 'gb18030')],
  ])('are read in %s', async (_, encoded) => {
    const data = encoded(
      `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}${line(run('x'))}</w:body></w:document>`,
    );
    const parts = documentParts('').map((part) =>
      part.name === 'word/document.xml' ? { ...part, data } : part,
    );
    const { text } = await readDocx(archiveOf(parts));
    expect(text.split('\n')).toEqual(['正文', 'x']);
  });
});
