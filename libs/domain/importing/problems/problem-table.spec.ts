import { branchAnnualTemplate } from '../../cycle/branch-annual-template';
import { proposeImport } from '../propose-import';

function rowsOf(table: string) {
  const text = `一、主要工作\n按月学习，常去社区。\n附件：问题清单\n${table}`;
  return proposeImport(text, branchAnnualTemplate, { year: 2026 }).problems.map(
    ({ spans: _spans, confidence: _confidence, report: _report, ...row }) => row,
  );
}
const heads = '序号\t问题\t原因\t整改措施\t责任人\t完成时限';

describe('a table of problems', () => {
  it('keeps what further rows of one problem say, as merged cells give them', () => {
    const rows = `1\t读书少\t排不出时间\t每月一本\t何静\t2027年3月底前\n2\t\t\t每季一评\t方明\t2027年6月底前`;
    expect(rowsOf(`${heads}\n${rows}`)).toEqual([
      {
        problem: '读书少',
        cause: '排不出时间',
        measure: '每月一本\n每季一评',
        person: '何静、方明',
        dueOn: '2027-06-30',
      },
    ]);
  });

  it.each(['长期坚持', '立行立改'])('keeps a time limit that is no day beside its measure: %s', (limit) => {
    const [row] = rowsOf(`${heads}\n1\t读书少\t排不出时间\t每月一本\t何静\t${limit}`);
    expect(row).toMatchObject({ measure: `每月一本（${limit}）`, person: '何静' });
    expect(row?.dueOn).toBeUndefined();
  });

  it('reads the problem beside its kind, and a further row whose first cells are empty', () => {
    const table = [
      '序号\t问题类别\t具体问题\t整改措施\t牵头领导\t完成时限\t完成情况',
      '1\t学习方面\t读书少\t每月一本\t何静\t9月底\t已完成',
      '\t\t\t每季一评\t何静\t12月底\t推进中',
    ].join('\n');
    expect(rowsOf(table)).toEqual([
      { problem: '读书少', measure: '每月一本\n每季一评', leader: '何静', dueOn: '2026-12-31' },
    ]);
  });

  it.each(['合计', '总 计', '小计'])('takes no problem out of its total: %s', (total) => {
    const rows = `1\t读书少\t排不出时间\t每月一本\t何静\t2027年3月\n${total}\t1\t\t\t\t`;
    expect(rowsOf(`${heads}\n${rows}`).map(({ problem }) => problem)).toEqual(['读书少']);
  });
});
