import { branchAnnualTemplate } from '../../cycle/branch-annual-template';
import { proposeImport } from '../propose-import';

const doing = '全年主题党日12次，书记讲党课4次，党员大会4次，支委会12次，志愿服务里做了不少实事。';

function rowsOf(text: string) {
  return proposeImport(`一、主要工作\n${doing}\n${text}`, branchAnnualTemplate, { year: 2026 }).problems.map(
    ({ problem, cause, measure, person, dueOn }) => ({
      problem,
      ...(cause === undefined ? {} : { cause }),
      ...(measure === undefined ? {} : { measure }),
      ...(person === undefined ? {} : { person }),
      ...(dueOn === undefined ? {} : { dueOn }),
    }),
  );
}

describe('rows of problems', () => {
  it('are the entries below headings that only sort them', () => {
    const list = '（一）学习方面\n1.读书不深入。\n2.学用脱节。\n（二）组织方面\n1.发展党员慢。';
    expect(rowsOf(`二、存在的问题\n${list}\n三、展望\n来年再进一步。`).map(({ problem }) => problem)).toEqual(
      ['读书不深入。', '学用脱节。', '发展党员慢。'],
    );
    // A heading of a kind with nothing below it is an entry itself.
    const mixed = '（一）学习方面\n读书不深入。\n（二）组织方面\n1.发展党员慢。';
    expect(rowsOf(`二、存在的问题\n${mixed}\n三、展望\n来年再进一步。`)).toHaveLength(2);
  });

  it('keep each label of a block whose long lines look wrapped', () => {
    const block = (index: string, problem: string, measure: string, person: string) =>
      `问题${index}：${problem}\n原因：事情多的时候只顾着眼前，回头看的安排一直没有排进日程里\n措施：${measure}\n责任人：${person}\n完成时限：2027年4月30日\n`;
    expect(
      rowsOf(
        `二、问题清单\n${block('一', '家访不经常', '每学期每户走访一遍并且把走访的情况记进家访手册里', '何静')}\n${block('二', '读书会人少', '每月一次把书目提前发到每位同志手里再约时间地点', '方明')}三、展望\n来年再进一步。`,
      ),
    ).toEqual([
      expect.objectContaining({
        problem: '家访不经常',
        measure: '每学期每户走访一遍并且把走访的情况记进家访手册里',
        person: '何静',
        dueOn: '2027-04-30',
      }),
      expect.objectContaining({
        problem: '读书会人少',
        measure: '每月一次把书目提前发到每位同志手里再约时间地点',
        person: '方明',
        dueOn: '2027-04-30',
      }),
    ]);
  });

  it('are completed from measures in another order', () => {
    expect(
      rowsOf(
        '二、存在的问题\n（一）板报更新慢。常常一季才换。\n（二）图书角少人管理。书散落各处。\n（三）家访不均衡。远处去得少。\n三、下一步打算\n（一）家访均衡安排。抽签决定，由德育主任何静排班。\n（二）图书角专人管理。由图书教师方明登记。\n（三）按月换一版宣传栏。由宣传委员罗平撰稿。',
      ).map(({ problem, person }) => [problem.slice(0, 2), person]),
    ).toEqual([
      ['板报', '罗平'],
      ['图书', '方明'],
      ['家访', '何静'],
    ]);
  });

  it.each([
    ['◆', '◆'],
    ['(A)', '(B)'],
    ['（甲）', '（乙）'],
    ['1—', '2—'],
  ])('begin with the mark %s and keep the lines below', (one, two) => {
    expect(
      rowsOf(
        `二、存在的问题\n${one}家访不经常\n远处去得少。\n${two}台账记录不全\n有的只有签到。\n三、原因分析\n${one}事务安排过满\n周末都占了。\n${two}缺少专人\n谁有空谁记。\n四、下一步打算\n${one}每学期走访一遍\n由副书记何静排班。\n${two}台账按月归档\n由组织委员方明检查。`,
      ),
    ).toEqual([
      {
        problem: '家访不经常\n远处去得少。',
        cause: '事务安排过满\n周末都占了。',
        measure: '每学期走访一遍\n由副书记何静排班。',
        person: '何静',
      },
      {
        problem: '台账记录不全\n有的只有签到。',
        cause: '缺少专人\n谁有空谁记。',
        measure: '台账按月归档\n由组织委员方明检查。',
        person: '方明',
      },
    ]);
  });

  it('are lists of marked lines under a heading in brackets', () => {
    const text =
      '【主要工作】\n' +
      `${doing}\n【存在的问题】\n■家访次数不多，远处去得少。\n■台账记录不全，有的只有签到。\n【原因分析】\n■事务安排过满。\n■缺少专人管理。\n【下一步打算】\n■每学期走访一遍，责任人：何静。\n■按月归档台账，责任人：方明。`;
    const { problems } = proposeImport(text, branchAnnualTemplate, { year: 2026 });
    expect(problems.map(({ problem, person }) => [problem.slice(0, 2), person])).toEqual([
      ['家访', '何静'],
      ['台账', '方明'],
    ]);
  });

  it('of a table take their causes from the list above it', () => {
    expect(
      rowsOf(
        '二、存在的问题\n（一）家访不经常\n远处去得少。\n（二）台账记录不全\n有的只有签到。\n三、原因分析\n（一）事务安排过满\n周末都占了。\n（二）缺少专人管理\n谁有空谁记。\n四、整改措施\n问题    措施    责任人    完成时间\n家访不经常    每学期走访一遍    何静    2027年4月30日\n台账记录不全    按月归档    方明    2027年5月31日',
      ),
    ).toEqual([
      {
        problem: '家访不经常',
        cause: '事务安排过满\n周末都占了。',
        measure: '每学期走访一遍',
        person: '何静',
        dueOn: '2027-04-30',
      },
      {
        problem: '台账记录不全',
        cause: '缺少专人管理\n谁有空谁记。',
        measure: '按月归档',
        person: '方明',
        dueOn: '2027-05-31',
      },
    ]);
  });

  it('share a cause that names two of them, and are not paired by place against their topics', () => {
    expect(
      rowsOf(
        '二、存在的问题\n1.板报更新慢。\n2.图书角没人管。\n3.家访不均衡。\n三、原因分析\n1.对板报和家访都没有定人。\n2.图书角轮流看管。\n四、下一步打算\n1.抽签排家访，由副书记何静排班。\n2.图书角设专人，由方明登记。\n3.板报按月换，由罗平撰稿。',
      ).map(({ problem, cause, person }) => [problem.slice(0, 2), cause?.slice(0, 3), person]),
    ).toEqual([
      ['板报', '对板报', '罗平'],
      ['图书', '图书角', '方明'],
      ['家访', '对板报', '何静'],
    ]);
  });

  it('stay in their places where one word in common is chance', () => {
    expect(
      rowsOf(
        '二、存在的问题\n1.家长会时间难定，常有人缺席。\n2.经费分头列支。\n三、原因分析\n1.作息差异大。\n2.家长会与支部各有账户。\n四、下一步打算\n1.月末商定日子，由何静协调。\n2.设一本台账，由方明登记。',
      ).map(({ cause, person }) => [cause, person]),
    ).toEqual([
      ['作息差异大。', '何静'],
      ['家长会与支部各有账户。', '方明'],
    ]);
  });

  it('hold their measure behind 下一步 in the same entry', () => {
    expect(
      rowsOf(
        '二、存在的问题\n1.家访不经常。主要原因是周末事多。下一步，每学期走访一遍，由副书记何静排班，2027年4月底前完成。\n2.台账记录不全。今后，按月归档。',
      ),
    ).toEqual([
      {
        problem: '家访不经常。',
        cause: '周末事多。',
        measure: '每学期走访一遍，由副书记何静排班，2027年4月底前完成。',
        person: '何静',
        dueOn: '2027-04-30',
      },
      { problem: '台账记录不全。', measure: '按月归档。' },
    ]);
  });

  it('are none where the section says that there are none', () => {
    for (const none of ['暂无。', '经自查，未发现明显问题。', '无'])
      expect(rowsOf(`二、存在的问题\n${none}\n三、展望\n来年再进一步。`)).toEqual([]);
  });

  it('part a measure that is aimed at a quoted problem, or that the paragraph turns to behind the cause', () => {
    const text =
      '（一）针对“家访走过场”问题，制定家访清单，每学期走完一遍。\n（二）档案归集慢。原因在于没有专柜。下一步将添置专柜，由何静负责。\n（三）骨干偏少。究其原因，是培养滞后。拟结对培养四名骨干。';
    expect(rowsOf(`二、存在的问题\n${text}\n三、展望\n来年再进一步。`)).toEqual([
      { problem: '针对“家访走过场”问题', measure: '制定家访清单，每学期走完一遍。' },
      {
        problem: '档案归集慢。',
        cause: '没有专柜。',
        measure: expect.stringContaining('添置专柜'),
        person: '何静',
      },
      { problem: '骨干偏少。', cause: '培养滞后。', measure: '拟结对培养四名骨干。' },
    ]);
  });
});
