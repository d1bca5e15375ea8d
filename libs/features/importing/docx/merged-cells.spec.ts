import { archiveOf, documentParts, paragraph } from '../archive-fixture';
import { readDocument } from '../read-document';

type Cell = string | [text: string, columns: number];

/** The text of a document that is one table; a cell may take several columns. */
async function textOf(rows: Cell[][]): Promise<string> {
  const cell = (given: Cell) => {
    const [text, columns] = typeof given === 'string' ? [given, 1] : given;
    return `<w:tc><w:tcPr><w:gridSpan w:val="${columns}"/></w:tcPr>${paragraph(text)}</w:tc>`;
  };
  const table = `<w:tbl>${rows.map((cells) => `<w:tr>${cells.map(cell).join('')}</w:tr>`).join('')}</w:tbl>`;
  return (
    await readDocument({ filename: '总结.docx', bytes: archiveOf(documentParts(paragraph('表') + table)) })
  ).text;
}

describe('cells that take several columns', () => {
  it('leave the columns that they stand over to those below them', async () => {
    expect(
      await textOf([
        ['内容', ['2026年', 2], ['2025年', 2]],
        ['', '计划', '完成', '计划', '完成'],
        ['党员大会', '4', '5', '4', '6'],
      ]),
    ).toBe('表\n内容\t2026年\t\t2025年\n\t计划\t完成\t计划\t完成\n党员大会\t4\t5\t4\t6');
  });

  it('are a line of their own where they take the whole row', async () => {
    expect(await textOf([[['附表', 3]], ['甲', '乙', '丙']])).toBe('表\n附表\n甲\t乙\t丙');
  });

  it('take no more columns than a table has', async () => {
    const text = await textOf([[['甲', 1_000_000], '乙', ['丙', -3], '丁']]);
    expect(text.length).toBeLessThan(100);
  });
});
