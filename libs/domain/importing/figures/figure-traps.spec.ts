import { branchAnnualTemplate } from '../../cycle/branch-annual-template';
import { proposeImport } from '../propose-import';

/** The figures taken of a text whose section is work done, in the cycle of 2026. */
function taken(prose: string): Record<string, number> {
  const { indicators } = proposeImport(`一、主要工作完成情况\n${prose}`, branchAnnualTemplate, {
    year: 2026,
    period: '2026',
  });
  return Object.fromEntries(indicators.flatMap(({ key, value }) => (key === null ? [] : [[key, value]])));
}

type Case = [prose: string, expected: Record<string, number>];

/** Sentences whose nearest number is not the value. */
const kinds: Record<string, Case[]> = {
  'what was not done': [
    ['示范课没有开过1节，党员大会开了3次。', { member_meetings: 3 }],
    ['排好的3场专题讲座一场也没有办成。', {}],
    ['支委会少开了3次。', {}],
    ['因封校取消主题党日2次。', {}],
    ['目前还有3条整改措施未完成。', {}],
    ['整改措施共15条，未完成整改4条。', { measures_total: 15 }],
    ['2名预备党员即将转正。', {}],
    ['申请阵地建设经费6万元，批复4万元。', {}],
  ],
  'a number that is corrected': [
    ['支委会原报11次，现更正为13次。', { branch_meetings: 13 }],
    ['更正：书记讲党课应为5次，不是6次。', { lectures: 5 }],
    ['入党申请书误填为8份，核实为6份。', { applications: 6 }],
  ],
  'a list with what is no indicator': [
    ['党小组会、支委会、党员大会分别召开30次、11次、4次。', { branch_meetings: 11, member_meetings: 4 }],
    ['党员大会、党小组会、支委会分别为5次、24次、13次。', { member_meetings: 5, branch_meetings: 13 }],
    ['主题党日、志愿服务、支委会分别为12次、13次。', {}],
    ['主题党日和支委会共25次。', {}],
    ['邀请律师、消防员、家长来校开展讲座各2场。', {}],
    ['召开党员大会和民主评议会各2次。', { member_meetings: 2 }],
    ['投入2.5万元、0.6万元分别用于党员活动室和图书角。', {}],
  ],
  'parts in brackets and of places': [
    ['党员示范课（含送教下乡4节）22节。', { demo_lessons: 22 }],
    ['专题讲座线上4场、线下6场。', {}],
    ['2026年上半年共召开支委会7次。', {}],
    ['上半年召开支委会7次，共13次。', { branch_meetings: 13 }],
    ['查摆问题4个方面11个。', { problems_found: 11 }],
  ],
  'the secretary of another unit': [
    ['区委书记讲党课1次，全体党员收看。', {}],
    ['镇党委书记到校讲党课1次，我校书记讲党课3次。', { lectures: 3 }],
    ['学校党委书记讲党课3次。', { lectures: 3 }],
  ],
  'what happened to the thing named': [
    ['主题党日被媒体报道2次。', {}],
    ['党员大会时间调整2次。', {}],
  ],
  'done beside all': [
    ['整改措施完成16条，完成率80%。', { measures_done: 16 }],
    ['制定整改措施14条，其中12条已完成、2条长期坚持。', { measures_total: 14, measures_done: 12 }],
    ['25条整改措施中有21条已落实。', { measures_total: 25, measures_done: 21 }],
  ],
  money: [
    ['阵地建设经费：￥15,000.00元。', { funds: 1.5 }],
    ['阵地建设经费：￥15,000.00。', { funds: 1.5 }],
    ['阵地建设投入：18000（元）', { funds: 1.8 }],
    ['阵地建设投入：18000', {}],
    ['项目\t数量\n阵地建设投入\t18000\n主题党日\t12', { theme_days: 12 }],
    ['阵地建设投入18,650.50元。', { funds: 1.87 }],
    ['阵地建设预算6万元，支出5.5万元。', { funds: 5.5 }],
  ],
  tables: [
    ['评价项目\t分值\t自评分\n主题党日\t10\t9\n书记党课\t6\t6', {}],
    [
      '内容\t2026年\t2026年\t2025年\t2025年\n内容\t计划\t完成\t计划\t完成\n党员大会\t4\t5\t4\t6',
      { member_meetings: 5 },
    ],
    [
      '\t党员大会\t\t支委会\t\n\t计划\t完成\t计划\t完成\n我支部\t4\t5\t12\t13',
      { member_meetings: 5, branch_meetings: 13 },
    ],
    ['内容\t2026年\t2025年\n\t计划\t完成\t计划\t完成\n党员大会\t4\t5\t4\t6', {}],
    ['内容\t2026年\n\t计划\t完成\n党员大会\t4\t5', { member_meetings: 5 }],
    ['党员大会\t支委会\n计划\t完成\t计划\t完成\n4\t5\t12\t13', {}],
    ['指标\t2026年1-12月完成\t完成率(%)\n党员大会\t5\t125', { member_meetings: 5 }],
    ['指标\t2025年\t2026年（截至11月）\n支委会\t10\t11', { branch_meetings: 11 }],
  ],
  'a change between a name and its number': [
    ['书记讲党课次数同比增长50%，共6次。', { lectures: 6 }],
    ['书记讲党课较上年增加25%，达到5次。', { lectures: 5 }],
  ],
};

describe.each(Object.entries(kinds))('figures that only look like the value: %s', (_, cases) => {
  it.each(cases)('%s', (prose, expected) => {
    expect(taken(prose)).toEqual(expected);
  });
});
