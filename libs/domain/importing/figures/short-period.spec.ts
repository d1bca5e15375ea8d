import { branchAnnualTemplate } from '../../cycle/branch-annual-template';
import { contentOfProposal } from '../proposal-content';
import { proposeImport } from '../propose-import';

/** The figures taken from a report with this title and these lines as its work. */
function figures(title: string, ...lines: string[]) {
  const text = [title, '一、主要工作完成情况', ...lines].join('\n');
  return contentOfProposal(proposeImport(text, branchAnnualTemplate, { year: 2026 }), branchAnnualTemplate, 1)
    .indicators;
}

describe('figures of a report about a quarter or a month', () => {
  it('takes the month, not the sum since January nor the month before', () => {
    const said = figures(
      '云杉小学党支部5月工作小结',
      '本月召开支委会2次，上月召开3次。1—5月，支委会累计召开9次。',
      '5月开展主题党日1次，今年以来共开展5次。',
    );
    expect(said).toEqual({ branch_meetings: 2, theme_days: 1 });
  });

  it('reads the month of a monthly report from a line of its own', () => {
    expect(figures('云杉小学党支部工作月报\n（2026年5月）', '5月份上党课1次，全年累计上党课3次。')).toEqual({
      lectures: 1,
    });
  });

  it('takes the quarter and no other quarter', () => {
    const said = figures(
      '云杉小学党支部第二季度工作总结',
      '二季度支委会3次，一季度支委会4次；上半年党员大会2次，前两季度主题党日6次，4—6月主题党日3次。',
    );
    expect(said).toEqual({ branch_meetings: 3, theme_days: 3 });
  });

  it('takes the total of the quarter where 共 or 累计 says so', () => {
    expect(
      figures('云杉小学党支部第二季度工作总结', '本季度，支部共召开支委会3次，累计召开支委会7次。'),
    ).toEqual({ branch_meetings: 3 });
  });

  it('takes the column of the quarter in a table', () => {
    const said = figures(
      '云杉小学党支部第二季度工作总结',
      '项目\t本季度\t1—6月累计',
      '支委会\t3次\t7次',
      '主题党日\t2次\t5次',
    );
    expect(said).toEqual({ branch_meetings: 3, theme_days: 2 });
  });

  it('knows the time from the cycle where the title is silent', () => {
    const text = '云杉小学党支部工作总结\n一、主要工作完成情况\n4—6月召开支委会3次。上半年主题党日6次。';
    const proposal = proposeImport(text, branchAnnualTemplate, { year: 2026, period: '2026Q2' });
    expect(contentOfProposal(proposal, branchAnnualTemplate, 1).indicators).toEqual({ branch_meetings: 3 });
  });

  it('still leaves a month open in the report of a year', () => {
    expect(figures('云杉小学党支部2026年工作总结', '5月开展主题党日1次。')).toEqual({});
  });
});

describe('figures that are no total of the branch', () => {
  it.each(['各支部主题党日平均9次。', '人均上党课3次。', '我缺席主题党日2次。', '请假未参加党员大会1次。'])(
    '%s',
    (line) => {
      expect(figures('云杉小学党总支2026年工作总结', line)).toEqual({});
    },
  );
});
