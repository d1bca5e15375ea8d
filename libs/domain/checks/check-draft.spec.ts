import { branchAnnualTemplate } from '../cycle/branch-annual-template';
import type { TemplateDefinition } from '../cycle/template-definition';
import type { ReportContent } from '../review/content';
import { checkDraft, hasErrors, outlineFindings } from './check-draft';
import type { CheckContext } from './draft';
import { exampleReport, soundReport } from './sample-report';

function check(
  content: Partial<ReportContent>,
  context: Partial<CheckContext> = {},
  template: Partial<TemplateDefinition> = {},
) {
  return checkDraft({
    content: { ...soundReport, ...content },
    template: { ...branchAnnualTemplate, ...template },
    context: { period: '2025', ...context },
  });
}

function checkText(text: string, period = '2025', plan?: string) {
  const { content, template } = exampleReport({ text, plan });
  return checkDraft({ content, template, context: { period } }).filter(
    (finding) => finding.rule !== 'too-short',
  );
}

function found(text: string, period = '2025'): Array<[string, string | undefined]> {
  return checkText(text, period).map((finding) => [finding.rule, finding.quote]);
}

describe('checkDraft', () => {
  const lacking = { sections: soundReport.sections.filter(({ key }) => key !== 'plan') };

  it('lists errors before warnings', () => {
    const findings = check({ ...lacking, unplaced: '另有一段。' });
    expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([
      ['required-missing', 'error'],
      ['unplaced-text', 'warning'],
    ]);
    expect(hasErrors(findings)).toBe(true);
    expect(hasErrors(findings.slice(1))).toBe(false);
  });

  it('lets the template raise and silence a rule', () => {
    const checks = { 'unplaced-text': 'error', 'required-missing': 'off' } as const;
    const findings = check({ ...lacking, unplaced: '另有一段。' }, {}, { checks });
    expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([['unplaced-text', 'error']]);
  });

  it('only warns about what a scoped return froze (design 1.4)', () => {
    const scoped = (scope: CheckContext['scope']) =>
      check(lacking, { scope, returned: { ...soundReport, ...lacking } }).map(({ severity }) => severity);
    expect(scoped(null)).toEqual(['error']);
    expect(check(lacking, { scope: { sections: ['work'] }, returned: null })[0]?.severity).toBe('error');
    expect(scoped({ sections: ['plan'] })).toEqual(['error']);
    expect(scoped({ sections: ['work'] })).toEqual(['warning']);
    expect(scoped({ indicators: ['theme_days'] })).toEqual(['warning']);
  });

  it('opens the indicators of a cross-field error, frozen or not', () => {
    const indicators = { ...soundReport.indicators, measures_total: 4, measures_done: 5 };
    const returned = { ...soundReport, indicators };
    expect(check({ indicators }, { scope: { sections: ['work'] }, returned })).toMatchObject([
      { rule: 'cross-field', severity: 'error', anchor: { kind: 'indicator', key: 'measures_done' } },
    ]);
  });

  it('judges rows that the returned revision lacks as the author’s own', () => {
    const placeholder = { id: 'own', problem: 'XX问题', measure: '整改。' };
    const severities = (rows: ReportContent['problems']) =>
      check(
        { problems: [placeholder] },
        { scope: { problems: [] }, returned: { ...soundReport, problems: rows } },
        { checks: { placeholder: 'error' } },
      ).flatMap(({ rule, severity }) => (rule === 'placeholder' ? [severity] : []));
    expect([severities([]), severities([placeholder])]).toEqual([['error'], ['warning']]);
  });

  it('counts characters without white space, and 𠮷 as one', () => {
    const sections = soundReport.sections.map((section) =>
      section.key === 'plan' ? { ...section, body: '𠮷 \n'.repeat(49) } : section,
    );
    const [finding] = check({ sections });
    expect(finding).toMatchObject({
      rule: 'too-short',
      message: expect.stringContaining('现有49字，至少要50字') as string,
    });
  });

  it('counts 0 as filled in: missing is not zero', () => {
    const sections = soundReport.sections.map(({ key, body }) => ({
      key,
      body: body.replace('书记党课5次，', ''),
    }));
    const indicators = { ...soundReport.indicators, lectures: 0 };
    expect(check({ sections, indicators }).map(({ rule }) => rule)).toEqual(['below-usual']);
  });

  it('says which of several places is meant, counted from 1', () => {
    const [, finding] = checkText('目的是提高认识。开展XX活动。\n再次开展活动，健全的的机制，完善的的制度。');
    expect(finding?.anchor).toEqual({ kind: 'section', key: 'work', quote: '的的', occurrence: 1 });
    const [year] = checkText('制定《2023年要点》。2023年，活动有序开展。');
    expect(year?.anchor).toMatchObject({ quote: '2023', occurrence: 2 });
  });

  it('never calls a quotation what is not in the text', () => {
    const text = '20xx年，D建“工作提高23.3.1%，(共3人，其中甲5人。\n三、抓的不够，等';
    for (const finding of checkText(text))
      if (finding.quote !== undefined) expect(text).toContain(finding.quote);
  });

  it('reads the numbering of a text that has no sections yet', () => {
    expect(outlineFindings('一、成绩。\n三、打算。')).toEqual([
      {
        rule: 'heading-number',
        severity: 'warning',
        anchor: { kind: 'report', quote: '三、', occurrence: 1 },
        quote: '三、',
        message: '“三、”前面缺少“二、”，编号跳过了，请补上或改正编号。',
      },
    ]);
  });

  it('tells the defects of a problem row once when it was copied from a section', () => {
    const problem = '一些活动只图XX形式';
    const problems = [{ ...soundReport.problems[0]!, problem }];
    const sections = soundReport.sections.map(({ key, body }) => ({
      key,
      body: key === 'issues' ? `${body}三是${problem}。` : body,
    }));
    const anchors = (content: Partial<ReportContent>) => check(content).map(({ anchor }) => anchor.kind);
    expect(anchors({ problems })).toEqual(['problem']);
    expect(anchors({ problems, sections })).toEqual(['section']);
  });

  it('stays bounded on texts made of defects', () => {
    for (const piece of [
      '“',
      '（',
      'XX、',
      '的的',
      '一、',
      '1.2.3%，',
      '共3人，其中5人，',
      '《甲》',
      '2023年，',
      '，，',
      "'",
    ]) {
      const sections = [{ key: 'work', body: piece.repeat(60_000 / piece.length) }];
      const started = process.cpuUsage();
      expect(check({ sections }).length).toBeLessThan(500);
      // Not how fast, but that it is not quadratic: that would be minutes. The processor's time, for others may use it too.
      expect(process.cpuUsage(started).user).toBeLessThan(10_000_000);
    }
  });
});

describe('what is found in texts', () => {
  it.each<[string, string, Array<[string, string]>]>([
    ['a number skipped', '一、学习。\n二、服务。\n四、创新。', [['heading-number', '四、']]],
    ['a number repeated', '（一）学习。\n（二）服务。\n（二）创新。', [['heading-number', '（二）']]],
    [
      'a parent heading left out',
      '一、成绩\n1.甲项工作完成。\n二、问题\n1.表现：\n（1）学习不深。\n2.原因：\n（1）安排单一。\n1.改进学习。\n2.改进服务。',
      [['heading-number', '1.']],
    ],
    ['a gap in a list in one line', '一是抓学习。三是抓服务。', [['heading-number', '三是']]],
    ['a start in the middle', '一、服务\n（二）服务群众有实效。', [['heading-number', '（二）']]],
    [
      'full-width and enclosed numbers',
      '１．学习。\n３．服务。①甲。③乙。',
      [
        ['heading-number', '３．'],
        ['heading-number', '③'],
      ],
    ],
    ['empty quotation marks', '深入学习党的“”精神。', [['placeholder', '“”']]],
    [
      'filling-in hints',
      '开展【待补充】，完成（此处填写数量）。',
      [
        ['placeholder', '【待补充】'],
        ['placeholder', '（此处填写数量）'],
      ],
    ],
    [
      'masked names',
      'J委和D支部共同开展活动。',
      [
        ['masked-word', 'J委'],
        ['masked-word', 'D支部'],
      ],
    ],
    ['a comma at the end', '本年度，支部按月组织学习，', [['unfinished-text', '年度，支部按月组织学习，']]],
    ['a wrong Chinese year', '二〇二三年，支部按月组织学习。', [['wrong-year', '二〇二三']]],
    ['a future year outside plans', '2026年，支部按月组织了学习。', [['wrong-year', '2026']]],
    ['a sign said twice', '党员大会参加率提高5%%。', [['malformed-number', '5%%']]],
    ['parts above the whole', '共开展活动10次，其中学习6次、服务5次。', [['total-mismatch', '10次']]],
    ['an addition that is wrong', '表彰教师5人、学生8人，共计12人。', [['total-mismatch', '12人']]],
    ['more titles than announced', '修订《甲》《乙》和《丙》等2项制度。', [['announced-count', '等2项']]],
    ['quotations that are miscounted', '开展“学”“做”“评”四个环节。', [['announced-count', '四个']]],
    [
      'a list shorter than announced',
      '主要抓了以下三点：\n1.学习。\n2.服务。',
      [['announced-count', '以下三点：']],
    ],
    [
      'reasons that are miscounted',
      '原因主要有二：一是重视不够。二是方法单一。三是督促不紧。',
      [['announced-count', '原因主要有二：']],
    ],
    ['a quotation never closed', '开展“主题党日活动。', [['unbalanced-marks', '“主题党日活动。']]],
    [
      'marks that clash',
      '认真组织学习，。取得实效',
      [
        ['unfinished-text', '认真组织学习，。取得实效'],
        ['mixed-punctuation', '学习，。取得'],
      ],
    ],
  ])('%s', (_name, text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each<[string, string]>([
    ['numbers that start afresh under each heading', '一、成绩\n1.甲。\n2.乙。\n二、问题\n1.丙。\n2.丁。'],
    ['lists under unnumbered headings', '主要做法\n1.甲。\n2.乙。\n存在不足\n1.丙。\n2.丁。'],
    ['numbers that carry on over the next heading', '一、成绩\n（一）甲。\n（二）乙。\n二、问题\n（三）丙。'],
    [
      'a table of contents',
      '目录\n一、成绩\n（一）学习\n二、问题\n（一）表现\n一、成绩\n（一）学习有收获。\n二、问题\n（一）表现不突出。',
    ],
    ['ordinary uses of the same words', '一、二年级同时开课，三是三，中午12.5小时。第一议题制度落实。'],
    ['products and names with letters', '参观XXL仓库，补充维生素D，使用U盘。'],
    [
      'years on purpose',
      '自2019年成立以来，依据《2020—2025年规划》，2021—2025年、2024-2025学年任务完成，比2024年增长5%，到2027年全面建成。',
    ],
    ['grade years and school years', '2023级学生返校。'],
    ['overlapping groups', '共有党员12人，其中女党员8人，35岁以下7人。'],
    ['a part of the whole', '共开展活动12次，其中学习6次、服务2次。'],
    ['more than named', '制定《甲》《乙》等10余项制度。'],
    [
      'lists that keep their promise',
      '抓好以下两点：一是学习。二是服务。\n分三个方面：（1）甲。（2）乙。（3）丙。',
    ],
    ['list marks and nested marks', '1）甲。\n2）乙。（甲（乙）丙）“甲‘乙’丙”《甲〈乙〉》'],
    ['points that are no full stops', '一.三年工作。\n投入1.5万元，8:30开会，参加3,4月份活动。'],
    ['a section whose own heading had the first number', '二、服务群众有实效。\n三、阵地面貌一新。'],
    [
      'entries of a form',
      '责任人：周敏\n完成时限：2026年3月底\n责任领导：周敏；责任人：陈立，党支部组织委员，负责学习安排和资料整理等工作；完成时限：2026年3月底',
    ],
    ['a date and a signature', '各项任务完成。\n新苗小学党支部\n2025年12月1日'],
    [
      'words that contain a mistyping',
      '目的的确明确，以及及时，自己经历，普及及推广，教育部属高校，为了了解，研讨调研研究，不了了之。',
    ],
  ])('nothing in %s', (_name, text) => {
    expect(found(text)).toEqual([]);
  });

  it('takes the year from the period of a quarter or a month, and rests on others', () => {
    const text = '2024年，支部按月组织学习。';
    expect(found(text, '2025Q4')).toEqual([['wrong-year', '2024']]);
    expect(found(text, '2024-11')).toEqual([]);
    expect(found(text, '第一轮')).toEqual([]);
  });

  it.each<[string, number, boolean]>([
    ['全年开展主题党日12次。', 12, true],
    ['全年开展主题党日１２次。', 10, false],
    ['全年开展主题党日十二次。', 10, false],
    ['一年来开展主题党日10余次。', 12, true],
    ['一年来开展主题党日10余次。', 9, false],
    ['一年来开展主题党日近12次。', 11, true],
    ['一年来开展主题党日近30次。', 11, false],
    ['上半年开展主题党日6次，下半年开展主题党日6次。', 12, true],
    ['全年开展主题党日12次，其中与社区联合开展主题党日3次。', 12, true],
    ['每月开展主题党日1次。', 12, true],
    ['坚持主题党日制度，共有12名党员参加。', 10, true],
  ])('compares %s with %d in the table', (text, value, agrees) => {
    const { content, template } = exampleReport({ text, content: { indicators: { theme_days: value } } });
    const findings = checkDraft({ content, template, context: { period: '2025' } });
    const mismatches = findings.filter(({ rule }) => rule === 'figure-mismatch');
    expect(mismatches.map(({ anchor }) => anchor)).toEqual(
      agrees ? [] : [{ kind: 'indicator', key: 'theme_days' }],
    );
  });

  it('lets plans speak of the years to come', () => {
    expect(checkText(soundReport.sections[0]?.body ?? '', '2025', '2026年，支部每月组织学习。')).toEqual([]);
  });
});
