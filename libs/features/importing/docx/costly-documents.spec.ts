import { isProblem } from '@domain/problems';
import { archiveOf, documentParts, type FixturePart, paragraph } from '../archive-fixture';
import { readDocument } from '../read-document';

const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const read = (body: string, more: FixturePart[] = []) =>
  readDocument({ filename: '总结.docx', bytes: archiveOf(documentParts(body, more)) });
const relations = (count: number, type: string, target: string): FixturePart => ({
  name: 'word/_rels/document.xml.rels',
  data: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${Array.from(
    { length: count },
    (_, at) => `<Relationship Id="r${at}" Type="${office}/${type}" Target="${target}"/>`,
  ).join('')}</Relationships>`,
});

describe('documents of any size', () => {
  const cost = async (body: (size: number) => string, size: number) => {
    const bytes = archiveOf(documentParts(body(size)));
    await readDocument({ filename: 'a.docx', bytes });
    const started = process.cpuUsage();
    await readDocument({ filename: 'a.docx', bytes });
    return process.cpuUsage(started).user;
  };
  const table = (rows: number) =>
    `<w:tbl>${`<w:tr><w:tc>${paragraph('甲')}</w:tc><w:tc>${paragraph('乙')}</w:tc></w:tr>`.repeat(rows)}</w:tbl>`;
  const endlessFields = (count: number) =>
    `<w:p>${'<w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/><w:t>甲</w:t></w:r>'.repeat(count)}</w:p>`;

  it.each([
    ['tables', table, 1000],
    ['fields in fields without an end', endlessFields, 12_000],
  ])('cost in proportion to it: %s', async (_, body, size) => {
    const [small, large] = [await cost(body, size), await cost(body, 10 * size)];
    // Ten times as much; with the square it would be a hundred times.
    expect(large).toBeLessThan(30 * small);
  });
});

describe('what stands beside the text of a document', () => {
  it('stops no import, however long it is', async () => {
    const comments = `<w:comments xmlns:w="${word}">${`<w:comment w:id="1">${paragraph('请核对这句。')}</w:comment>`.repeat(60_000)}</w:comments>`;
    const longer = comments.replace('请核对这句。', '长'.repeat(1_100_000));
    const { text, losses } = await read(paragraph('支部'), [
      { name: 'word/comments.xml', data: longer },
      relations(1, 'comments', 'comments.xml'),
    ]);
    expect([text, losses.map(({ code, count }) => [code, count])]).toEqual(['支部', [['comment', 60_000]]]);
  });

  it('is told once where thousands of relations point to it', async () => {
    const references = Array.from(
      { length: 5000 },
      (_, at) => `<w:headerReference xmlns:r="${office}" r:id="r${at}"/>`,
    );
    const { losses } = await read(`${paragraph('支部')}<w:sectPr>${references.join('')}</w:sectPr>`, [
      { name: 'word/header1.xml', data: `<w:hdr xmlns:w="${word}">${paragraph('页眉')}</w:hdr>` },
      relations(5000, 'header', 'header1.xml'),
    ]);
    expect(losses.map(({ code, count, text }) => [code, count, text])).toEqual([['header', 2, '页眉']]);
  });
});

it('numbers that make more text than a document may have are refused as such', async () => {
  const numbered = paragraph('甲', { list: ['1', 0] }).repeat(10_000);
  const level = `<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="${'第%1条'.repeat(100_000)}"/></w:lvl>`;
  const refused: unknown = await read(numbered, [
    {
      name: 'word/numbering.xml',
      data: `<w:numbering xmlns:w="${word}"><w:abstractNum w:abstractNumId="7">${level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>`,
    },
  ]).catch((error: unknown) => error);
  expect(isProblem(refused) && refused.code).toBe('import_too_long');
});
