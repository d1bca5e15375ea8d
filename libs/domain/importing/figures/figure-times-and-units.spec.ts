import { branchAnnualTemplate } from '../../cycle/branch-annual-template';
import { proposeImport } from '../propose-import';

/** The figures taken of a text whose section is work done, in the cycle of 2026. */
function taken(prose: string): Record<string, number> {
  const { indicators } = proposeImport(`一、主要工作完成情况\n${prose}`, branchAnnualTemplate, {
    year: 2026,
  });
  return Object.fromEntries(indicators.flatMap(({ key, value }) => (key === null ? [] : [[key, value]])));
}

type Case = [prose: string, expected: Record<string, number>];

const kinds: Record<string, Case[]> = {
  'a head or a name gives the unit of its figures': [
    [
      '| 项目 | 数值 |\n| 阵地建设经费（元） | 23400 |\n| 主题党日（次） | 13 |',
      { funds: 2.34, theme_days: 13 },
    ],
    ['项目\t金额（元）\n阵地建设投入\t8600\n阵地建设资金\t8600', { funds: 0.86 }],
    ['主题党日\t阵地建设投入(单位：元)\n11\t45000', { theme_days: 11, funds: 4.5 }],
    ['（单位：元）\n项目\t2026年\n阵地建设投入\t27000', { funds: 2.7 }],
    ['单位：次、元\n项目\t2026年\n阵地建设投入\t27000\n支委会\t12', { funds: 2.7, branch_meetings: 12 }],
    ['项目\t完成\n阵地建设投入（万元）\t3.2\n支委会（次）\t14', { funds: 3.2, branch_meetings: 14 }],
  ],
  'a head set by blanks leaves the first column without a word': [
    [
      '            上半年    下半年    全年\n党员大会      2         3         5\n主题党日      6         7         13',
      { member_meetings: 5, theme_days: 13 },
    ],
    [
      '            上年    本年\n支委会        9     12\n书记党课      3      5',
      { branch_meetings: 12, lectures: 5 },
    ],
    ['            一季度    二季度\n支委会        3     4\n书记党课      1      2', {}],
  ],
  'what was reached counts, not what it started from': [
    ['书记党课由7次调整为5次，支委会由16次压减到12次。', { lectures: 5, branch_meetings: 12 }],
    ['书记党课从6次调减为4次。', { lectures: 4 }],
    ['入党积极分子由年初的6人减少到年底的5人。', { activists: 5 }],
    ['支委会与去年持平，仍为12次。', { branch_meetings: 12 }],
    ['年初有入党积极分子4名，年内新增3名，年末共有7名。', { activists: 7 }],
    ['年初有积极分子5人，年底8人。', { activists: 8 }],
    ['年初收到入党申请书2份，全年共收到5份。', { applications: 5 }],
  ],
  'sums of several years stay out where this year stands beside them': [
    ['两年共有6名预备党员转正，今年3名。', { full_members: 3 }],
    ['四年累计开展主题党日47次，今年12次。', { theme_days: 12 }],
    ['三年共收到入党申请书11份。', {}],
    ['2026年共收到入党申请书4份。', { applications: 4 }],
  ],
  'a sum behind its parts beats them': [
    ['入党申请书：东校区收到2份，西校区收到4份，共6份。', { applications: 6 }],
    ['阵地建设：小学部投入0.8万元，初中部投入1.15万元，合计1.95万元。', { funds: 1.95 }],
    ['积极分子东校区3名、西校区1名、本部2名，一共6名。', { activists: 6 }],
    ['支委会东校区6次，西校区7次，党员大会共4次。', { member_meetings: 4 }],
  ],
  'what is done for outsiders, found in another year or still to be verified is left open': [
    ['选派骨干为社区居民举办专题讲座5场。', {}],
    ['应邀到周边乡镇作专题讲座3场。', {}],
    ['支部举办专题讲座4场。', { special_talks: 4 }],
    ['上一年度组织生活会查摆问题6个，均已销号。', {}],
    ['去年考核反馈的4个问题全部整改。', {}],
    ['今年查摆问题7个。', { problems_found: 7 }],
    ['改造党员活动室投入1.3万元（金额待核实）。', {}],
    ['主题党日12次，专题讲座5次（次数待确认）。', { theme_days: 12 }],
    ['阵地建设投入暂按2万元计。', {}],
    ['阵地建设投入约2万元，具体数以审计为准。', {}],
    ['主题党日11次（？），支委会13次。', { branch_meetings: 13 }],
    ['所属4个党支部共召开支委会50次。', {}],
    ['面向家长举办讲座2场。', {}],
    ['投入6.4万元改善各支部阵地建设。', { funds: 6.4 }],
    ['投入阵地建设2.6万元。（此数待财务核对）', {}],
  ],
};

describe.each(Object.entries(kinds))('%s', (_, cases) => {
  it.each(cases)('%s', (prose, expected) => {
    expect(taken(prose)).toEqual(expected);
  });
});

describe('a report of one quarter', () => {
  const ofQuarter = (title: string, prose: string) => {
    const text = `${title}\n一、主要工作完成情况\n${prose}`;
    const { indicators } = proposeImport(text, branchAnnualTemplate, { year: 2026 });
    return Object.fromEntries(indicators.flatMap(({ key, value }) => (key === null ? [] : [[key, value]])));
  };
  const title = '石桥小学党支部2026年第二季度工作总结';

  it.each<Case>([
    [
      '二季度召开支委会4次（1—6月累计7次），党员大会2次（累计3次）。',
      { branch_meetings: 4, member_meetings: 2 },
    ],
    ['4月至6月开展主题党日3次，今年以来累计6次。', { theme_days: 3 }],
    ['本季度收到入党申请书2份。', { applications: 2 }],
    ['本季度书记讲党课共2次。', { lectures: 2 }],
    ['5月召开支委会1次。', {}],
  ])('gives the quarter, not the sum since January: %s', (prose, expected) => {
    expect(ofQuarter(title, prose)).toEqual(expected);
  });

  it('is none where the title names the year', () => {
    const prose = '第二季度召开支委会4次（全年累计13次）。';
    expect(ofQuarter('石桥小学党支部2026年工作总结', prose)).toEqual({ branch_meetings: 13 });
  });
});
