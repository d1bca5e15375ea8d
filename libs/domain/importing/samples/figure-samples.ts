import type { ImportSample } from './sample';

function figures(
  name: string,
  prose: string,
  indicators: Record<string, number>,
  others?: string[],
): ImportSample {
  return {
    name,
    text: `一、主要工作完成情况\n${prose}`,
    sections: [['work', prose.slice(0, 4)]],
    indicators,
    ...(others ? { others } : {}),
  };
}

/** Sentences with figures: which are results, which are not, and what they count. */
export const figureSamples: ImportSample[] = [
  figures('name before value', '全年召开党员大会4次、支部会议11次，安排书记党课5次，主题党日活动12次。', {
    theme_days: 12,
    lectures: 5,
    branch_meetings: 11,
    member_meetings: 4,
  }),
  figures('value before name', '先后开展了13次主题党日活动，上了6节党员示范课，收到9份入党申请书。', {
    theme_days: 13,
    demo_lessons: 6,
    applications: 9,
  }),
  figures(
    'Chinese digits',
    '开展主题党日十二次，召开党员大会四次，举办专题讲座二十余次，培养入党积极分子两名。',
    {
      theme_days: 12,
      member_meetings: 4,
      special_talks: 20,
      activists: 2,
    },
  ),
  figures('full-width digits', '开展主题党日１２次，投入阵地建设资金７．５万元。', {
    theme_days: 12,
    funds: 7.5,
  }),
  figures('one number for several names', '主题党日、支部会议各12次，书记党课和专题讲座各6次。', {
    theme_days: 12,
    branch_meetings: 12,
    lectures: 6,
    special_talks: 6,
  }),
  figures('several numbers in turn', '主题党日、书记党课、支委会分别开展12次、5次、10次。', {
    theme_days: 12,
    lectures: 5,
    branch_meetings: 10,
  }),
  figures(
    'rules are no figures',
    '坚持每月召开一次支部会议，每季度召开1次党员大会，每年至少上2次书记党课，主题党日每月1次。',
    {},
  ),
  figures(
    'a rule and the figure beside it',
    '主题党日每月开展1次，全年共12次；党员大会每季度一次，全年召开4次。',
    {
      theme_days: 12,
      member_meetings: 4,
    },
  ),
  figures(
    'masked values are no figures',
    '开展主题党日XX次，党员大会××次，书记党课__次，发展党员某名，投入xx万元。',
    {},
    [],
  ),
  figures(
    'years, dates, ordinals and names',
    '2025年3月15日，第3次党员大会学习了二十大精神和“三会一课”制度，落实第69条要求。',
    {},
    [],
  ),
  figures('money in other units', '投入120000元用于党建阵地建设。', { funds: 12 }),
  figures('money before its purpose', '争取资金36.25万元，其中投入20.5万元改造阵地建设。', { funds: 20.5 }, [
    '36.25万元',
  ]),
  figures('qualifiers', '收到入党申请书近30份，梳理问题清单20余个，制定整改措施不少于40条。', {
    applications: 30,
    problems_found: 20,
    measures_total: 40,
  }),
  figures('a range is shown with both ends', '全年开展主题党日10至12次。', { theme_days: 10 }),
  figures(
    'last year and changes',
    '去年召开党员大会6次，今年召开5次；书记党课比上年增加2次，入党申请书增加了3份。',
    {
      member_meetings: 5,
    },
  ),
  figures(
    'people who did something',
    '年内18名教师向支部递交入党申请书，6名预备党员如期转为正式党员，另有4名同志列为发展对象。',
    {
      applications: 18,
      full_members: 6,
    },
  ),
  figures('labels and tables', '主题党日（次）：12\n书记党课\t5\t次\n党员大会：4次', {
    theme_days: 12,
    lectures: 5,
    member_meetings: 4,
  }),
  figures('thousands and large numbers', '发放宣传单1,200份，服务群众3万多人次，慰问金合计5000余元。', {}, [
    '1200份',
    '30000人次',
    '5000元',
  ]),
  figures('malformed numbers and estimates', '录取率增长23.3.1%，走访七八次，开展活动数十次。', {}, []),
  figures('the whole year beats a part of it', '上半年开展主题党日6次，全年共开展主题党日12次。', {
    theme_days: 12,
  }),
  figures('problems, measures and what is done', '查摆问题15个，制定整改措施28条，已完成整改26条。', {
    problems_found: 15,
    measures_total: 28,
    measures_done: 26,
  }),
  {
    name: 'plans are no results, facts inside a plan are',
    text: '一、工作情况\n召开支部会议12次。\n二、下一步打算\n计划开展主题党日12次，力争发展党员3名。目前已有8人递交入党申请书。',
    sections: [
      ['work', '召开支部会议'],
      ['plan', '计划开展'],
    ],
    indicators: { branch_meetings: 12, applications: 8 },
  },
];
