import { branchAnnualTemplate } from '../cycle/branch-annual-template';
import type { TemplateDefinition } from '../cycle/template-definition';
import type { ReportContent } from './content';
import { openParts } from './open-parts';
import { frozenChanges } from './rules/scope';
import type { ReturnScope } from './snapshot';

const template: TemplateDefinition = {
  ...branchAnnualTemplate,
  rules: [
    {
      id: 'a',
      left: 'measures_done',
      operator: '<=',
      right: 'measures_total',
      message: '已完成不能超过总数。',
    },
    {
      id: 'b',
      left: 'measures_total',
      operator: '<=',
      right: 'problems_found',
      message: '措施不能多于问题。',
    },
  ],
};
const returned: ReportContent = {
  sections: [
    { key: 'work', body: '做了三件事。' },
    { key: 'plan', body: '继续努力。' },
  ],
  indicators: { measures_done: 38, measures_total: 40, problems_found: 50, theme_days: 12 },
  problems: [
    { id: 'p1', problem: '走访不够', measure: '每月走访' },
    { id: 'p2', problem: '台账不全' },
  ],
  unplaced: '一段话。',
};
type Change = { [Key in keyof ReportContent]?: ReportContent[Key] };

/** Pointers of what a save with `change` may not change; a kind that is named takes the place of the returned one. */
function refused(scope: ReturnScope, change: Change, from: ReportContent = returned): string[] {
  return frozenChanges(from, { ...from, ...change }, scope, template).map(({ pointer }) => pointer);
}
const figures = (change: Record<string, number>) => ({ indicators: { ...returned.indicators, ...change } });
const [first, second] = returned.problems as [ReportContent['problems'][0], ReportContent['problems'][0]];

describe('what a return leaves open (design 1.4)', () => {
  it('is everything without a scope and after a nil report', () => {
    for (const open of [
      openParts(null, returned, {}, template),
      openParts(undefined, returned, {}, template),
      openParts({ sections: [] }, null, {}, template),
    ]) {
      expect([open.section('work'), open.indicator('theme_days'), open.problem('p1')]).toEqual([
        true,
        true,
        true,
      ]);
      expect([open.problem(undefined), open.addProblem, open.unplaced]).toEqual([true, true, true]);
    }
  });

  it('freezes every kind that the scope omits, text without a place too', () => {
    const open = openParts({}, returned, returned.indicators, template);
    expect([open.section('work'), open.indicator('theme_days'), open.problem('p1')]).toEqual([
      false,
      false,
      false,
    ]);
    expect([open.addProblem, open.unplaced]).toEqual([false, false]);
    const changed = {
      sections: [{ key: 'work', body: '别的。' }],
      indicators: {},
      problems: [
        { ...first, problem: '别的', leader: '张三' },
        { id: 'n', problem: '新的' },
      ],
      unplaced: '',
    };
    expect(refused({}, changed)).toEqual([
      '/sections/0/body',
      '/sections',
      '/indicators/measures_done',
      '/indicators/measures_total',
      '/indicators/problems_found',
      '/indicators/theme_days',
      '/problems/0/problem',
      '/problems/0/leader',
      '/problems/1',
      '/problems',
      '/unplaced',
    ]);
    expect(frozenChanges(returned, { ...returned, unplaced: '' }, {}, template)).toEqual([
      { pointer: '/unplaced', code: 'frozen', detail: '退回时未开放，不能修改。' },
    ]);
  });

  it('compares each section with the same one of the returned revision, wherever it stands', () => {
    const [work, plan] = returned.sections as [ReportContent['sections'][0], ReportContent['sections'][0]];
    const changed = { ...plan, body: '另起一段。' };
    expect(refused({ sections: ['work'] }, { sections: [work, changed] })).toEqual(['/sections/1/body']);
    expect(refused({ sections: ['work'] }, { sections: [changed, work] })).toEqual(['/sections/0/body']);
    expect(refused({ sections: ['plan'] }, { sections: [plan, work] })).toEqual([]);
  });

  it('opens what the scope names, and nothing beside it', () => {
    const scope = { sections: ['plan'], indicators: ['theme_days'], problems: ['p2'] };
    expect(
      refused(scope, {
        sections: [
          { key: 'work', body: '做了三件事。' },
          { key: 'plan', body: '改了。' },
        ],
        ...figures({ theme_days: 11 }),
        problems: [first, { ...second, problem: '改了', cause: '原因' }],
      }),
    ).toEqual([]);
    expect(refused(scope, { problems: [first] })).toEqual([]);
    expect(refused(scope, { problems: [second] })).toEqual(['/problems']);
    expect(refused(scope, figures({ theme_days: 11, lectures: 3 }))).toEqual(['/indicators/lectures']);
  });

  it('takes an empty field for an absent one, and a section that is absent for an empty one', () => {
    expect(refused({}, { problems: [{ ...first, cause: '' }, second] })).toEqual([]);
    const blank = { ...returned, sections: [...returned.sections, { key: 'outlook', body: '' }] };
    expect(refused({}, { sections: returned.sections }, blank)).toEqual([]);
    expect(refused({}, { sections: blank.sections })).toEqual([]);
  });

  it('leaves the author’s own rows theirs, also after they were saved', () => {
    const own = { id: 'own', problem: '新写的' };
    const scope = { problems: [] };
    expect(refused(scope, { problems: [...returned.problems, own] })).toEqual([]);
    expect(refused(scope, { problems: [...returned.problems, { ...own, problem: '又改了' }] })).toEqual([]);
    expect(refused(scope, { problems: [{ ...first, problem: '改了' }, second, own] })).toEqual([
      '/problems/0/problem',
    ]);
    expect(refused({ sections: ['work'] }, { problems: [...returned.problems, own] })).toEqual([
      '/problems/2',
    ]);
  });
});

describe('cross-field errors in what a return froze', () => {
  it('do not open a frozen figure by an error made with it (38 → 41 → 5)', () => {
    const scope = { sections: ['work'] };
    expect(refused(scope, figures({ measures_done: 41 }))).toEqual(['/indicators/measures_done']);
    expect(refused(scope, figures({ measures_done: 5 }))).toEqual(['/indicators/measures_done']);
  });

  it('open both figures where the error stands in the returned revision', () => {
    const wrong = { ...returned, indicators: { ...returned.indicators, measures_done: 45 } };
    const mended = { indicators: { ...wrong.indicators, measures_done: 40 } };
    expect(refused({ sections: ['work'] }, mended, wrong)).toEqual([]);
    const off = { ...template, checks: { 'cross-field': 'warning' as const } };
    expect(frozenChanges(wrong, { ...wrong, ...mended }, {}, off)).toHaveLength(1);
    const loud = { ...template, checks: { 'cross-field': 'error' as const } };
    expect(frozenChanges(wrong, { ...wrong, ...mended }, {}, loud)).toHaveLength(0);
  });

  it('open what an open figure contradicts, and what that one contradicts in turn', () => {
    const scope = { indicators: ['measures_done'] };
    expect(refused(scope, figures({ measures_done: 39, measures_total: 39 }))).toEqual([
      '/indicators/measures_total',
    ]);
    expect(refused(scope, figures({ measures_done: 45, measures_total: 45 }))).toEqual([]);
    expect(refused(scope, figures({ measures_done: 60, measures_total: 60, problems_found: 60 }))).toEqual(
      [],
    );
    expect(refused(scope, figures({ measures_done: 45, measures_total: 45, problems_found: 60 }))).toEqual([
      '/indicators/problems_found',
    ]);
  });

  it('freeze it again once the open figure is put back', () => {
    expect(refused({ indicators: ['measures_total'] }, figures({ measures_done: 5 }))).toEqual([
      '/indicators/measures_done',
    ]);
  });

  it('judge no rule of which one side is missing', () => {
    const { measures_done, ...rest } = returned.indicators;
    expect(measures_done).toBe(38);
    const scope = { indicators: ['measures_total'] };
    const partly = { ...returned, indicators: rest };
    expect(refused(scope, { indicators: { ...rest, measures_total: 1, measures_done: 1 } }, partly)).toEqual([
      '/indicators/measures_done',
    ]);
  });
});

it('rows that the returned revision lacks are the author’s own, and rows without an id', () => {
  const open = openParts({ sections: [] }, returned, {}, template);
  expect([open.problem('p1'), open.problem('p9'), open.problem(undefined)]).toEqual([false, true, true]);
  const second = openParts({ problems: ['p2'] }, returned, {}, template);
  expect([second.problem('p1'), second.problem('p2')]).toEqual([false, true]);
});

it('an open figure that was cleared causes no error that would open another', () => {
  const broken = {
    ...returned,
    indicators: { ...returned.indicators, measures_done: 41 } as Record<string, number>,
  };
  const { measures_total: _, ...cleared } = broken.indicators;
  const opened = (figures: Record<string, number>) =>
    openParts({ indicators: ['measures_total'] }, broken, figures, template).indicator('measures_done');
  expect([opened(broken.indicators), opened(cleared)]).toEqual([true, false]);
});
