import { pastedTable, readTable } from './pasted-table';

const clipboard = (text: string, html = '') =>
  ({ getData: (type: string) => (type === 'text/html' ? html : text) }) as DataTransfer;

describe('a range of a spreadsheet', () => {
  it('comes as rows of cells', () => {
    expect(readTable('主题党日\t12次\r\n书记党课\t4\r\n')).toEqual([
      ['主题党日', '12次'],
      ['书记党课', '4'],
    ]);
  });

  it('keeps breaks, tabs and quotes within a cell, and empty cells between', () => {
    expect(readTable('"走访不够\n“不深”"\t\t"说""做到""了"\n')).toEqual([
      ['走访不够\n“不深”', '', '说"做到"了'],
    ]);
  });

  it('is told from text', () => {
    expect(pastedTable(clipboard('第一行\n第二行'))).toBeNull();
    expect(pastedTable(clipboard('12', '<table><tr><td>12</td></tr></table>'))).toBeNull();
    expect(pastedTable(clipboard('12\n13\n', '<table border="0">'))).toEqual([['12'], ['13']]);
    expect(pastedTable(clipboard('甲\t乙'))).toEqual([['甲', '乙']]);
  });
});
