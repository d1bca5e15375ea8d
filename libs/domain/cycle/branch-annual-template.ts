import type {
  Aggregate,
  IndicatorDefinition,
  SectionDefinition,
  TemplateDefinition,
} from './template-definition';

const sum: Aggregate = { kind: 'sum' };

function section(key: string, title: string, guidance: string, aliases: string[]): SectionDefinition {
  return { key, title, guidance, required: true, minLength: 50, maxLength: 20_000, aliases };
}

function count(
  key: string,
  name: string,
  unit: string,
  aliases: string[],
  more: Partial<IndicatorDefinition> = {},
): IndicatorDefinition {
  return { key, name, unit, required: false, scale: 0, min: 0, aggregate: sum, aliases, ...more };
}

const sections: SectionDefinition[] = [
  section('work', '主要工作完成情况', '本年度抓党建的做法、成效和特色，用事实和数字说话。', [
    '履职尽责',
    '履职尽责情况',
    '履职工作特色和亮点',
    '主要工作情况',
    '工作开展情况',
  ]),
  section('issues', '存在的问题', '对照要求查摆问题，一条一个问题，写具体表现。', [
    '对标检视',
    '存在的主要问题',
    '存在的问题和不足',
    '主要问题',
    '问题查摆',
  ]),
  section('causes', '原因剖析', '逐条对应问题，从思想、能力、作风、制度上找原因。', [
    '原因分析',
    '根源剖析',
    '产生问题的原因',
    '存在问题的原因分析',
  ]),
  section('plan', '下一步工作打算', '逐条对应问题写措施，明确责任和时限。', [
    '精准施策',
    '下一步工作思路',
    '下一步工作思路和主要措施',
    '整改措施',
    '努力方向',
    '今后目标和设想',
  ]),
  {
    ...section('outlook', '展望', '可选：对来年工作的总体展望。', ['展望未来', '未来展望', '工作展望']),
    required: false,
    minLength: 0,
  },
];

const indicators: IndicatorDefinition[] = [
  count('theme_days', '主题党日', '次', ['主题党日活动', '党日活动', '支部主题党日'], {
    required: true,
    usual: 12,
  }),
  count(
    'lectures',
    '书记党课',
    '次',
    ['书记讲党课', '书记上党课', '书记讲授党课', '书记专题党课', '专题党课', '党课'],
    {
      required: true,
      usual: 4,
    },
  ),
  count(
    'branch_meetings',
    '支部会议',
    '次',
    ['支部委员会会议', '支部委员会', '支委会会议', '支委会议', '支委会'],
    {
      required: true,
      usual: 12,
    },
  ),
  count('member_meetings', '党员大会', '次', ['支部党员大会', '全体党员大会', '支部大会'], {
    required: true,
    usual: 4,
  }),
  count('demo_lessons', '党员示范课', '节', ['党员教师示范课', '党员公开示范课', '示范课']),
  count('special_talks', '专题讲座', '次', ['专题辅导讲座', '专题报告会', '讲座']),
  count('full_members', '转正预备党员', '人', [
    '预备党员转正',
    '预备党员按期转正',
    '转为正式党员',
    '成为正式党员',
    '转为中共正式党员',
    '按期转正',
    '转正党员',
    '转正',
  ]),
  count('applications', '入党申请书', '份', ['入党申请']),
  count('activists', '入党积极分子', '人', ['积极分子']),
  count('problems_found', '问题清单', '个', [
    '查摆问题',
    '查找问题',
    '梳理问题',
    '发现问题',
    '查摆出问题',
    '梳理出问题',
    '列出问题',
  ]),
  count('measures_total', '整改措施', '条', ['整改举措', '制定措施', '制定整改任务']),
  count('measures_done', '已完成整改', '条', ['完成整改', '已整改', '整改到位', '整改完成']),
  count('funds', '阵地建设投入', '万元', ['阵地建设资金', '阵地建设经费', '党建阵地', '阵地建设'], {
    scale: 2,
  }),
  {
    key: 'rectified_rate',
    name: '整改完成率',
    unit: '%',
    required: false,
    scale: 2,
    aggregate: { kind: 'rate', numerator: 'measures_done', denominator: 'measures_total' },
    aliases: [],
  },
];

/**
 * The demonstration template of a branch's annual report (design 2.5). `general-annual` and
 * `bureau-annual` use the same definition: they are compiled from it. `rectified_rate` is computed and
 * never typed; every other indicator is summed.
 */
export const branchAnnualTemplate: TemplateDefinition = {
  sections,
  indicators,
  rules: [
    {
      id: 'measures-done-within-total',
      left: 'measures_done',
      operator: '<=',
      right: 'measures_total',
      message: '已完成整改的条数不能超过整改措施的总条数。',
    },
  ],
  problems: { enabled: true, maxItems: 100 },
  // Whoever starts from a ledger of many years is reminded, not stopped.
  checks: { 'item-unaccounted': 'warning' },
  ledger: { adopt: true, days: 180, account: true, printed: 'editions' },
};
