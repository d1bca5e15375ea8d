import { branchAnnualTemplate } from '../../cycle/branch-annual-template';
import { coverageFaults } from '../coverage';
import { proposeImport } from '../propose-import';

function read(text: string) {
  const proposal = proposeImport(text, branchAnnualTemplate, { year: 2026 });
  expect(coverageFaults(text, proposal)).toEqual({ lost: [], doubled: [] });
  return {
    sections: proposal.sections.map(({ key, body }) => [key, body]),
    unplaced: proposal.unplaced.map(({ kind, text: words }) => [kind, words]),
    problems: proposal.problems.map(({ problem, cause, measure }) => [problem, cause, measure]),
  };
}

describe('sections that a text names without lines or numbers of their own', () => {
  it('by names in brackets on one line', () => {
    const { sections } = read(
      '【主要工作】全年按月学习，常去社区。【存在问题】读书少，走访也少。【原因分析】时间排得散。【整改措施】每月排定一天。',
    );
    expect(sections).toEqual([
      ['work', '全年按月学习，常去社区。'],
      ['issues', '读书少，走访也少。'],
      ['causes', '时间排得散。'],
      ['plan', '每月排定一天。'],
    ]);
  });

  it('in the left cells of a form', () => {
    const { sections, unplaced } = read(
      '填报单位\t第九小学党支部\n主要工作完成情况\t全年按月学习，常去社区。\n存在的问题\t读书少，走访也不经常。\n原因剖析\t时间排得散，没有专人。\n下一步工作打算\t每月排定一天，专人来管。',
    );
    expect(sections.map(([key]) => key)).toEqual(['work', 'issues', 'causes', 'plan']);
    expect(sections[0]).toEqual(['work', '全年按月学习，常去社区。']);
    expect(unplaced).toEqual([['title', '填报单位\t第九小学党支部']]);
  });

  it('and reads the entries of a cell, which stand in one line', () => {
    const { problems } = read(
      '主要工作完成情况\t全年按月学习，常去社区。\n存在的问题\t一是读书不深入。 二是联系群众少。\n原因剖析\t一是时间散。 二是没有专人。',
    );
    expect(problems).toEqual([
      ['读书不深入。', '时间散。', undefined],
      ['联系群众少。', '没有专人。', undefined],
    ]);
  });

  it('but not in one sentence that quotes a name', () => {
    const text = '一、主要工作\n按月学习。【存在问题】一栏由支部填写，不得空着。';
    expect(read(text).sections).toEqual([['work', '按月学习。【存在问题】一栏由支部填写，不得空着。']]);
  });

  it('by headings in the words of everyday speech', () => {
    const { sections } = read(
      '## 一、这一年我做了什么\n按月学习，常去社区。\n## 二、我哪里做得不好\n下班级少。\n## 三、为什么没做好\n时间排得散。\n## 四、明年我怎么改\n每月排定一天。',
    );
    expect(sections.map(([key]) => key)).toEqual(['work', 'issues', 'causes', 'plan']);
  });

  it('by numbers in two kinds of brackets, whichever stands above', () => {
    const { problems } = read(
      '1）主要工作\n按月学习。\n2）存在问题\n(1)读书不深入\n(2)联系少\n3）原因分析\n(1)重视不够\n(2)方法不多\n4）整改措施\n(1)每月一本\n(2)每月走访',
    );
    expect(problems).toEqual([
      ['读书不深入', '重视不够', '每月一本'],
      ['联系少', '方法不多', '每月走访'],
    ]);
  });
});

describe('the end of an official letter', () => {
  it('belongs to no section and to no measure', () => {
    const end =
      '特此报告。\n\n　　　　中共第九小学支部委员会\n　　　　2026年12月10日\n（联系人：何静，电话：88881234）\n抄送：区委组织部、各党总支';
    const { sections, unplaced, problems } = read(
      `一、主要做法\n按月学习。\n二、存在不足\n（一）读书不深入\n三、下步打算\n（一）加强领读\n${end}`,
    );
    expect(sections.at(-1)).toEqual(['plan', '（一）加强领读']);
    expect(unplaced).toEqual([['closing', end]]);
    expect(problems).toEqual([['读书不深入', undefined, '加强领读']]);
  });
});
