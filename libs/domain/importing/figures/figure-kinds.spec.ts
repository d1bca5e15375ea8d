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

/** Kinds of issue 10: each with subjects, units, numerals and orders that vary. */
const kinds: Record<string, Case[]> = {
  'tables are read with their head': [
    ['名称\t上年数\t本年数\n入党申请书\t3份\t5份\n入党积极分子\t1\t4', { applications: 5, activists: 4 }],
    [
      '| 项目 | 目标 | 实际完成 |\n|:--|--:|--:|\n| 党员大会 | 4 | 6 |\n| 专题讲座 | 5 | 7 |',
      { member_meetings: 6, special_talks: 7 },
    ],
    [
      '工作内容      2025年      2026年\n党员示范课    12节        16节\n主题党日      11次        12次',
      { demo_lessons: 16, theme_days: 12 },
    ],
    ['指标｜单位｜一季度｜二季度｜三季度｜四季度｜全年\n支委会｜次｜3｜4｜3｜4｜14', { branch_meetings: 14 }],
    [
      '年度\t主题党日\t党员大会\n2024年\t10\t4\n2025年\t11\t4\n2026年\t13\t5',
      { theme_days: 13, member_meetings: 5 },
    ],
    ['项目\t2026年计划\t2026年完成\n书记党课\t4\t7', { lectures: 7 }],
    ['项目\t单位\t数值\n阵地建设投入\t元\t36000', { funds: 3.6 }],
    ['项目\t第一组\t第二组\n主题党日\t5\t8', {}],
    ['项目\t2025年\n主题党日\t9', {}],
  ],
  'sums of several years are nobody’s year': [
    ['自2021年以来，支部累计开展主题党日58次，收到入党申请书9份。', {}],
    ['近四年来共举办专题讲座２６场，其中今年７场。', { special_talks: 7 }],
    ['换届以来，召开支委会三十五次。', {}],
    ['五年间先后召开党员大会22次，今年召开5次。', { member_meetings: 5 }],
    ['2026年以来，召开党员大会五次。', { member_meetings: 5 }],
    ['今年以来，开展主题党日11次。', { theme_days: 11 }],
  ],
  'plans and floors are not done': [
    ['党员大会不低于4次。', {}],
    ['明年拟开展主题党日12次，力争收到入党申请书5份。', {}],
    ['按计划召开党员大会4次。', { member_meetings: 4 }],
    ['阵地建设原定投入9万元，实际到位7.5万元。', { funds: 7.5 }],
    ['主题党日要达到12次。', {}],
  ],
  'whose figure it is': [
    ['领导班子讲党课９次，其中书记讲党课四次。', { lectures: 4 }],
    ['党员教师轮流上党课12次，书记先后主讲5次。', { lectures: 5 }],
    ['邀请专家讲党课2次。', {}],
    ['副书记讲授党课2次，书记讲授党课3次。', { lectures: 3 }],
    ['书记给青年教师讲党课3次。', { lectures: 3 }],
  ],
  'a total behind an ellipsis beats its parts': [
    ['近三个月召开党员大会2次，全年累计5次。', { member_meetings: 5 }],
    ['上半年举办专题讲座4场，下半年3场，共7场。', { special_talks: 7 }],
    ['二季度开展主题党日3次，本年度合计十二次。', { theme_days: 12 }],
    ['8月召开支委会1次。', {}],
  ],
  'from A to B gives B': [
    ['入党申请书由去年的2份增至6份。', { applications: 6 }],
    ['支委会从上年的10次增加到今年的13次。', { branch_meetings: 13 }],
    ['党员示范课从2025年的9节扩大到14节。', { demo_lessons: 14 }],
    ['阵地建设投入由1.5万元提高至2.8万元。', { funds: 2.8 }],
    ['书记党课比去年增加2次。', {}],
  ],
  'each of several': [
    ['5月、10月书记上党课各1次，年底再上1次，共计3次。', { lectures: 3 }],
    ['3月和9月召开党员大会各1次。', {}],
    ['党员大会、专题讲座各5次。', { member_meetings: 5, special_talks: 5 }],
  ],
  'names of attachments are no figures': [
    ['各项任务按时完成。\n附件：1.支委会会议记录（9次）\n2.党员示范课照片（11节）', {}],
    ['各项任务按时完成。\n附件\n指标\t完成\n主题党日\t12', { theme_days: 12 }],
  ],
  'traditional characters, letter spacing, broken lines, Markdown': [
    [
      '全年召開黨員大會5次，開展黨員示範課20節，投入陣地建設資金2.5萬元。',
      { member_meetings: 5, demo_lessons: 20, funds: 2.5 },
    ],
    ['全 年 召 开 党 员 大 会 5 次 ， 主 题 党 日 1 2 次 。', { member_meetings: 5, theme_days: 12 }],
    ['开展主题党日\n12次，召开党员大会5\n次。', { theme_days: 12, member_meetings: 5 }],
    ['开展主题党日**12**次，收到入党申请书`3`份。', { theme_days: 12, applications: 3 }],
    ['全年召开⽀部会议12次，主题党⽇13次。', { branch_meetings: 12, theme_days: 13 }],
  ],
  'done behind total': [
    ['制定整改措施15条，目前已完成12条。', { measures_total: 15, measures_done: 12 }],
    ['提出整改措施18条，其中已落实16条。', { measures_total: 18, measures_done: 16 }],
    ['整改措施完成率90%（18/20）。', { measures_total: 20, measures_done: 18 }],
    ['查摆问题13个，已整改11个。', { problems_found: 13 }],
  ],
  'what stands nearer is meant': [
    ['支部使用党费0.9万元，其中0.4万元用于党员活动室。', { funds: 0.4 }],
    ['对照制定的16条整改措施，目前完成14条。', { measures_total: 16, measures_done: 14 }],
    ['按期转正预备党员3名。', { full_members: 3 }],
    ['主题党日由读文件改为走社区，专题讲座全年5场。', { special_talks: 5 }],
  ],
  'duties, rhythms and single occasions are no totals': [
    ['应召开党员大会5次，实际召开6次。', { member_meetings: 6 }],
    ['支委会应开11次实开11次。', { branch_meetings: 11 }],
    ['党员大会4次/年，支委会1次/月。', {}],
    ['举办“五四”专题讲座1场。', {}],
    ['2月、5月、8月、11月各召开党员大会1次。', {}],
    ['各教研组上党课10次。', {}],
    ['书记和园长上党课共8次。', {}],
    ['党课7次：书记4次，副书记3次。', { lectures: 4 }],
    ['举办党课11次，其中书记5次、支委6次。', { lectures: 5 }],
    ['24条整改措施已完成21条。', { measures_total: 24, measures_done: 21 }],
    ['积极分子培养联系人8名，培养积极分子4名。', { activists: 4 }],
    ['入党积极分子从去年底的2人发展为6人。', { activists: 6 }],
  ],
  'years and names in turn': [
    ['2024年、2025年、2026年书记讲党课分别为4次、5次、6次。', { lectures: 6 }],
    ['2025年和2026年分别开展主题党日11次和13次。', { theme_days: 13 }],
    ['2024年、2025年专题讲座依次为3场、5场。', {}],
    [
      '开展主题党日12次，支委会、党员大会分别召开14次、4次。',
      { theme_days: 12, branch_meetings: 14, member_meetings: 4 },
    ],
  ],
  'parts of the year that make it up': [
    ['上半年开展主题党日6次，下半年7次；书记讲党课上半年2次，下半年2次。', { theme_days: 13, lectures: 4 }],
    ['主题党日1—6月6次、7—12月5次。', { theme_days: 11 }],
    ['一季度召开支委会3次，二季度4次，三季度3次，四季度4次。', { branch_meetings: 14 }],
    ['一季度召开支委会3次，二季度4次，三季度3次。', {}],
    ['上半年开展主题党日6次，四季度3次。', {}],
  ],
  'what stands in brackets is a part': [
    ['书记讲党课5次（含专题党课2次）。', { lectures: 5 }],
    ['全年书记讲党课6次（其中专题党课3次），主题党日12次。', { lectures: 6, theme_days: 12 }],
  ],
  'sums and deeds of several people': [
    ['书记上党课2节、副书记上党课3节、组织委员上党课1节，共计6节。', { lectures: 2 }],
    ['书记讲党课6次，其中在联系支部讲2次；班子其他同志讲党课10次。', { lectures: 6 }],
    ['阵地建设年初预算1.8万元，实际投入2.4万元。', { funds: 2.4 }],
  ],
  'numerals of older writing and of forms': [
    ['召开支委会廿四次，党员大会四次。', { branch_meetings: 24, member_meetings: 4 }],
    ['全年主题党日（ 12 ）次，支委会（14）次。', { theme_days: 12, branch_meetings: 14 }],
    ['书记讲党课__5__次，党员大会__次。', { lectures: 5 }],
  ],
  'a table whose cells each stand on a line': [
    ['指标\n计划数\n完成数\n主题党日（次）\n12\n14\n书记党课（次）\n4\n5', { theme_days: 14, lectures: 5 }],
    [
      '项目\n数量\n主题党日\n12次\n党员大会\n4次\n以上各项均按时完成。',
      { theme_days: 12, member_meetings: 4 },
    ],
    ['项目\n2025年\n2026年\n主题党日\n11\n13\n支委会\n12\n14', { theme_days: 13, branch_meetings: 14 }],
    // One row is chance.
    ['项目\n甲组\n乙组\n主题党日\n5\n8', {}],
  ],
  'an empty cell keeps its column': [
    ['项目\t计划\t完成\n主题党日\t\t12\n支委会\t12\t14', { theme_days: 12, branch_meetings: 14 }],
    ['项目\t计划\t完成\n主题党日\t12\t\n支委会\t12\t14', { branch_meetings: 14 }],
    ['\t2025年\t2026年\n主题党日\t11\t12\n支委会\t\t14', { theme_days: 12, branch_meetings: 14 }],
    // Tabs that only align are no cells.
    ['主题党日\t\t12次\n党员大会次数\t4次', { theme_days: 12, member_meetings: 4 }],
  ],
  'what was listened to, and sums of something else as well': [
    ['党员示范课听课32节、开课18节；专题讲座听了6场，举办2场。', { demo_lessons: 18, special_talks: 2 }],
    ['书记上“开学第一课”1次，讲专题党课4次，共计5次。', { lectures: 4 }],
    ['上半年讲党课2次，下半年讲党课3次，共5次。', { lectures: 5 }],
  ],
  'a number of several things is nobody’s': [
    ['主题党日和志愿服务共20次。', {}],
    ['开展主题党日、党课等活动30余次。', {}],
    [
      '支委会(12次)党员大会(4次)党小组会(24次)党课(4次)。',
      { branch_meetings: 12, member_meetings: 4, lectures: 4 },
    ],
    ['主题党日和党员大会各12次。', { theme_days: 12, member_meetings: 12 }],
    ['新增入党积极分子2名，现有4名。', {}],
  ],
  'planned and real behind one name, and money in formal numerals': [
    ['主题党日：计划12次，实际11次。书记讲党课：应召开4次，实际5次。', { theme_days: 11, lectures: 5 }],
    ['投入阵地建设经费壹万贰仟元。', { funds: 1.2 }],
  ],
  'problems by other words': [
    ['自查发现问题８个。', { problems_found: 8 }],
    ['对照检查出7个方面的问题。', {}],
    ['剖析出6个突出问题。', { problems_found: 6 }],
    ['帮助群众解决问题30个。', {}],
  ],
  'years side by side, ratios, titles between': [
    ['主题党日2025年11次、2026年13次。', { theme_days: 13 }],
    ['支委会12/12次，党员大会5/4次。', { branch_meetings: 12, member_meetings: 5 }],
    ['书记上了2次以“铸师魂”为主题的党课。', { lectures: 2 }],
    ['投入2万余元改造党建文化墙。', { funds: 2 }],
  ],
};

describe.each(Object.entries(kinds))('%s', (_, cases) => {
  it.each(cases)('%s', (prose, expected) => {
    expect(taken(prose)).toEqual(expected);
  });
});

describe('where the text leaves a value open', () => {
  it('proposes none and lists what was found, with quotations', () => {
    const text = '一、主要工作\n项目\t甲列\t乙列\n主题党日\t5\t8';
    const found = proposeImport(text, branchAnnualTemplate).indicators.find(
      ({ suggests }) => suggests === 'theme_days',
    );
    expect(found).toMatchObject({ key: null, name: '主题党日', value: 5, alternatives: [{ value: 8 }] });
    const quotes = [found, ...(found?.alternatives ?? [])].map((entry) => entry!);
    for (const { quote, offset } of quotes) expect(text.slice(offset, offset + quote.length)).toBe(quote);
  });

  it('reads no machines out of a number in one cell and 台账 in the next', () => {
    const { indicators } = proposeImport('序号\t内容\n3\t台账齐全\n4\t场地整洁', branchAnnualTemplate);
    expect(indicators).toEqual([]);
  });

  it('takes neither of two sentences that contradict each other', () => {
    expect(taken('支部开展主题党日12次。\n主题党日开展了10次。')).toEqual({});
  });
});
