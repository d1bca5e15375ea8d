import fc from 'fast-check';
import { branchAnnualTemplate } from '../cycle/branch-annual-template';
import type { ReportContent } from '../review/content';
import { checkDraft } from './check-draft';
import { applyEdits, applyFixes } from './fix';
import { mistypings } from './mistypings';
import { exampleReport, soundReport } from './sample-report';

function findings(text: string, content: Partial<ReportContent> = {}, lastYear?: Partial<ReportContent>) {
  const example = exampleReport({ text, content, ...(lastYear ? { lastYear } : {}) });
  return checkDraft({
    content: example.content,
    template: branchAnnualTemplate,
    context: { period: '2026', lastYear: example.lastYear },
  }).filter(({ rule }) => rule !== 'too-short');
}

const rules = (text: string, content?: Partial<ReportContent>) =>
  findings(text, content).map(({ rule }) => rule);

describe('no alarm', () => {
  it.each<[string, string, Record<string, number>]>([
    ['a sum of several years', '近四年共举办专题讲座26场，其中今年7场。', { special_talks: 7 }],
    ['a part before its total', '三季度召开支委会4次，全年共15次。', { branch_meetings: 15 }],
    [
      'a table of two years',
      '项目\t2025年\t2026年\n主题党日\t11次\t13次\n书记党课\t3次\t5次',
      { theme_days: 13, lectures: 5 },
    ],
    ['from A to B', '入党积极分子由3名增至6名。', { activists: 6 }],
    ['somebody else’s lectures', '支委讲党课9次，其中书记讲党课5次。', { lectures: 5 }],
    [
      'problems done beside measures done',
      '查摆问题12个，已整改10个。制定整改措施20条，完成18条。',
      { problems_found: 12, measures_total: 20, measures_done: 18 },
    ],
    ['a plan', '明年计划开展主题党日15次。', { theme_days: 12 }],
  ])('about figures: %s', (_, text, indicators) => {
    expect(rules(text, { indicators: { ...soundReport.indicators, ...indicators } })).not.toContain(
      'figure-mismatch',
    );
  });

  it.each([
    '年初总结了2025年度支部工作，查找了差距。',
    '党费由2025年的0.5万元增加到0.7万元，使用规范。',
    '2025年10月支部完成换届，班子更有活力。',
    '指标\t2025年\t2026年\n活动\t3\t5',
    '与2025年相比，今年的参与面更广。',
    '2025年查摆的问题今年已全部解决。',
  ])('about last year beside this year: %s', (text) => {
    expect(rules(text)).not.toContain('wrong-year');
  });

  it.each([
    '1.学习抓得紧。\n2.个别党员发言少。\n3.人手不足。\n4.名额偏少。',
    '措施：1.次数要够。2.万事俱备。',
  ])('about list numbers before units: %s', (text) => {
    expect(rules(text)).not.toContain('malformed-number');
  });

  it('about rows aligned by blanks', () => {
    const rows = [
      '党员志愿服务与结对帮扶        全年共计二十八次        覆盖三个社区',
      '主题党日活动与集中学习          全年共计十二次          全体党员参加',
    ];
    expect(rules(`本年度工作有序开展。\n${rows.join('\n')}`)).not.toContain('unfinished-text');
  });

  it.each([
    '查出问题20个，制定措施25条，完成18条，问题整改率90%。',
    '措施20条，完成18条，正在推进2条，完成率90%；问题12个，已整改10个，整改率83.3%。',
    '参赛131人，增长24.8%；获奖比去年增加15人，增长35.7%；缺席3人，下降40.0%。',
    '应到40人，实到38人，参学率95%以上。',
    '号召党员带头，尽最大努力，至少参加1次，其它设备以上级通知为准，感召有关各方。',
  ])('about shares that agree and words that are right: %s', (text) => {
    expect(rules(text).filter((rule) => rule === 'rate-mismatch' || rule === 'mistyping')).toEqual([]);
  });

  it.each(['是否公开：☑是　□否', '□全勤 √缺勤'])('about boxes of which one is ticked: %s', (text) => {
    expect(rules(text)).not.toContain('placeholder');
  });

  it('about a number meant for each of several times', () => {
    expect(rules('4月、8月党员大会各1次，年底又开1次，共3次。')).not.toContain('total-mismatch');
  });

  it.each([
    ['a span of years in brackets', '“十五五”（2026—2030年）规划开局，“十四五”（2021—2025年）收官。'],
    ['numbers filled into lines', '志愿服务____18____次，走访____25____户。'],
    ['a name that is kept back', '组织委员王某某、党员刘某某主动认领岗位。'],
    ['the day of a leap year', '学校建于2008年2月29日，2月28日和4月30日按期值守。'],
    [
      'formulas and their neighbours',
      '推进全面从严治校，坚持立德树人的根本任务，落实社会主义核心价值体系教育，不忘初心，牢记使命。',
    ],
    ['words said again on purpose', '学习学习再学习，实践实践再实践，一次次一次次走访，读好书、读好书。'],
  ])('about %s', (_, text) => {
    expect(rules(text)).toEqual(rules('党支部按月学习。'));
  });

  it('about bold type', () => {
    expect(rules('围绕**队伍建设**主线，支部按月学习。')).not.toContain('placeholder');
  });

  it('about a body that goes on counting after its section’s own heading', () => {
    const text =
      '（一）抓学习。按月领学。\n（二）抓服务。走进社区。\n二、整改落实情况\n（一）问题销号。逐条整改。\n（二）制度建设。修订两项。';
    expect(rules(text)).not.toContain('heading-number');
  });

  it('about bold numbers', () => {
    expect(rules('**一、抓学习**\n按月领学。\n**二、抓服务**\n走进社区。')).not.toContain('heading-number');
  });
});

describe('what is found', () => {
  it.each([
    ['placeholder', '开展志愿服务x次，慰问X名教师。', ['x', 'X']],
    ['placeholder', '书记讲党课单击或点击此处输入文字。次。', ['单击或点击此处输入文字']],
    ['placeholder', '走访慰问（）次，投入……万元，帮扶〇〇户。', ['（）', '……', '〇〇']],
    ['placeholder', '2026年  月  日召开会议。', ['2026年  月  日']],
    ['placeholder', '与某某社区共建。', ['某某']],
    [
      'malformed-number',
      '2026年2月29日、4月31日、11月31日开展活动，2026年14月完成。',
      ['2月29日', '4月31日', '11月31日', '14月'],
    ],
    [
      'mistyping',
      '学习习近平新时代中国特色社会主意思想，践行社会注义核心价值观，落实中央八规定精神精神。',
      ['习近平新时代中国特色社会主意思想', '社会注义核心价值观', '中央八规定精神', '精神精神'],
    ],
    [
      'repeated-text',
      '党员主动报名参加护学岗党员主动报名参加护学岗，家长点赞。',
      ['党员主动报名参加护学岗党员主动报名参加护学岗'],
    ],
    ['rate-mismatch', '查出问题20个，已整改17个，整改率95%。', ['20个，已整改17个，整改率95%']],
    ['rate-mismatch', '获奖教师19人，同比增长57.3%。', ['19人，同比增长57.3%']],
    ['mistyping', '每月至少学习1次以上，其它同志尽努力参加，会前通过召有关会议。', ['其它', '尽努力', '召']],
    ['masked-word', '认真开展X组织生活。', ['X组织']],
    ['malformed-number', '开设示范课2O节，举办讲座l2场，走访3l户。', ['2O', 'l2']],
    ['mistyping', '收到人党申请书2份，末完成的任务下年继续，培养入党积极份子。', ['人党', '末', '积极份子']],
    ['wrong-year', '2025年，支部按月组织学习。', ['2025']],
    ['wrong-year', '2025年度我校党支部坚持集中学习。', ['2025']],
    ['two-digit-year', '25年9月，支部组织党员外出学习。', ['25']],
    ['unusual-character', '⽀部组织党员学习。', ['⽀']],
    [
      'contents-mismatch',
      '一、学习\n（一）集中学\n（二）自己学\n二、服务\n（一）进社区\n一、学习\n（一）集中学。按月领学。\n（二）自己学。自订计划。',
      ['二、服务'],
    ],
  ])('%s: %s', (rule, text, quotes) => {
    const found = findings(text).filter((finding) => finding.rule === rule);
    expect(found.map(({ quote }) => quote)).toEqual(expect.arrayContaining(quotes));
  });

  it('a problem without a cause, and a value far from last year’s', () => {
    const content = {
      problems: [{ id: 'a', problem: '学习不够', measure: '每月学', person: '何静', dueOn: '2026-03-31' }],
      indicators: { ...soundReport.indicators, demo_lessons: 41 },
    };
    const found = findings(soundReport.sections[0]!.body, content, { indicators: { demo_lessons: 11 } });
    expect(found.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['problem-without-cause', 'figure-leap']),
    );
  });
});

describe('what mends itself', () => {
  const text =
    '本年度,党支部抓好D建工作;己经完成的的任务有⽀部换届。\n|\n召开会议１２次，走访12次，，示范课3O节。';

  it('mends punctuation, masked words, mistypings and widths, and leaves nothing to mend', () => {
    const { content } = exampleReport({ text });
    const check = (checked: ReportContent) =>
      checkDraft({ content: checked, template: branchAnnualTemplate, context: { period: '2026' } });
    const mended = applyFixes(content, check(content));
    expect(mended.sections[0]!.body).toBe(
      '本年度，党支部抓好党建工作；已经完成的任务有支部换届。\n\n召开会议12次，走访12次，示范课30节。',
    );
    expect(check(mended).filter(({ fix }) => fix !== undefined)).toEqual([]);
  });

  it('mends fields of the problem list by their own names', () => {
    const problems = [{ id: 'a', problem: '学习不够,D建不强', cause: '台帐不全', measure: '建台账' }];
    const { content } = exampleReport({ content: { problems } });
    const found = checkDraft({ content, template: branchAnnualTemplate, context: { period: '2026' } });
    expect(applyFixes(content, found).problems[0]).toEqual({
      id: 'a',
      problem: '学习不够，党建不强',
      cause: '台账不全',
      measure: '建台账',
    });
  });

  it('never overwrites what was typed since, nor what another edit changed', () => {
    expect(applyEdits('甲乙丙', [{ from: 0, to: 1, was: '子', text: '丑' }])).toBe('甲乙丙');
    expect(
      applyEdits('甲乙丙', [
        { from: 0, to: 2, was: '甲乙', text: '一' },
        { from: 1, to: 3, was: '乙丙', text: '二' },
      ]),
    ).toBe('一丙');
  });

  it('says of every edit what stands at its place', () => {
    const piece = fc.constantFrom(
      ...'D建|,|，，|己经|的的|⽀|１２次|3次|3O节|25年，|X组织|\n|。|学习|𠮷|**粗**|(2)是好|人党申请'.split(
        '|',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const body = pieces.join('');
        for (const { fix, anchor } of findings(body)) {
          if (fix === undefined || anchor.key !== 'work') continue;
          for (const { from, to, was } of fix.edits) expect(body.slice(from, to)).toBe(was);
        }
      }),
    );
  });
});

describe('mistypings', () => {
  it('names only letters that every wording of a pattern has', () => {
    for (const { pattern, letters } of mistypings)
      for (const wording of wordingsOf(pattern.source))
        for (const letter of letters) expect(wording).toContain(letter);
  });

  it('says what was meant by each of two wordings', () => {
    const { content } = exampleReport({ text: '反对形势主义、官僚主意。' });
    const found = checkDraft({ content, template: branchAnnualTemplate, context: { period: '2026' } });
    expect(applyFixes(content, found).sections[0]!.body).toBe('反对形式主义、官僚主义。');
  });
});

/** The alternatives of a pattern that stand in no group. */
function wordingsOf(source: string): string[] {
  const wordings = [''];
  let depth = 0;
  for (const character of source) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === '|' && depth === 0) wordings.push('');
    else wordings[wordings.length - 1] += character;
  }
  return wordings;
}
