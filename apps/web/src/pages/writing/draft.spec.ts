import type { ReportContent, TemplateDefinition } from '../../api/contract';
import { adoptIds, differences, merge, openness, parseNumber, rebase, toContent, toDraft } from './draft';

const template = {
  sections: [
    { key: 'work', title: '工作' },
    { key: 'plan', title: '打算' },
  ],
} as unknown as TemplateDefinition;

const content: ReportContent = {
  sections: [{ key: 'work', title: '工作', body: '做了三件事' }],
  indicators: { theme_days: 12 },
  problems: [{ id: 'p1', problem: '走访不够' }],
  unplaced: '',
};

describe('a draft', () => {
  it('has every section of the template and comes back as it went in', () => {
    const draft = toDraft(content, template);
    expect(draft.sections).toEqual({ work: '做了三件事', plan: '' });
    expect(toContent(draft)).toMatchObject({
      indicators: { theme_days: 12 },
      problems: [{ id: 'p1', problem: '走访不够' }],
    });
  });

  it('takes numbers as people type them, and nothing for what is not one', () => {
    expect(['１２', '1,234.5', ' 7 ', '十二', ''].map(parseNumber)).toEqual([12, 1234.5, 7, null, null]);
  });

  it('leaves blank problem rows unsent', () => {
    const draft = toDraft(content, template);
    draft.problems.push({ key: 'new', problem: ' ' });
    expect(toContent(draft).problems).toHaveLength(1);
  });

  it('adopts the ids the server gave to new problems', () => {
    const draft = toDraft(content, template);
    draft.problems.push({ key: 'new', problem: '新问题' });
    const saved = { ...content, problems: [...content.problems, { id: 'p2', problem: '新问题' }] };
    expect(adoptIds(draft, saved).problems.map((problem) => problem.id)).toEqual(['p1', 'p2']);
  });
});

describe('what a return leaves open', () => {
  const ruled = {
    ...template,
    rules: [{ id: 'r', left: 'done', operator: '<=', right: 'total', message: '不能超过。' }],
    checks: {},
  } as unknown as TemplateDefinition;
  const returned = { ...content, indicators: { theme_days: 12, done: 38, total: 40 } };
  const draft = (change: Record<string, string> = {}) => {
    const made = toDraft(returned, ruled);
    return { ...made, indicators: { ...made.indicators, ...change } };
  };

  it('is everything without a scope, and after a nil report', () => {
    expect(openness(null, null, draft(), ruled).section('work')).toBe(true);
    expect(openness({ sections: [] }, null, draft(), ruled).section('work')).toBe(true);
  });

  it('opens the figures that an open one contradicts, and keeps them open until they are put back', () => {
    const scope = { indicators: ['total'] };
    const isOpen = (change: Record<string, string>) =>
      ['done', 'theme_days'].map((key) => openness(scope, returned, draft(change), ruled).indicator(key));
    expect(isOpen({})).toEqual([false, false]);
    expect(isOpen({ total: '5' })).toEqual([true, false]);
    expect(isOpen({ total: '5', done: '5' })).toEqual([true, false]);
    // The total is back: what was opened by it must be put back too.
    expect(isOpen({ done: '5' })).toEqual([true, false]);
  });

  it('freezes the kinds a scope omits, and takes additions to an empty problem list', () => {
    const open = openness({ sections: ['plan'], problems: [] }, returned, draft(), ruled);
    expect([open.section('work'), open.section('plan'), open.indicator('theme_days')]).toEqual([
      false,
      true,
      false,
    ]);
    const rows = [open.problem('p1'), open.problem('saved since'), open.problem(undefined), open.addProblem];
    expect(rows).toEqual([false, true, true, true]);
  });
});

describe('two texts of the same report', () => {
  const theirs = toDraft(content, template);
  const mine = {
    ...toDraft(content, template),
    sections: { work: '做了四件事', plan: '' },
    indicators: { theme_days: '11' },
  };

  it('differ where they differ', () => {
    expect(differences(mine, theirs).map((difference) => difference.key)).toEqual(['work', 'theme_days']);
  });

  it('are put together as chosen, and nothing is lost by keeping both', () => {
    const merged = merge(mine, theirs, { 'section:work': 'both', 'indicator:theme_days': 'theirs' });
    expect(merged.sections.work).toBe('做了三件事\n做了四件事');
    expect(merged.indicators.theme_days).toBe('12');
  });
});

describe('what was typed while the draft was compiled', () => {
  const base = toDraft(content, template);
  const theirs = toDraft(
    {
      sections: [
        { key: 'work', title: '工作', body: '甲支部：做了三件事' },
        { key: 'plan', title: '打算', body: '甲支部：继续' },
      ],
      indicators: { theme_days: 30, lectures: 8 },
      problems: [
        { id: 'p1', problem: '走访不够' },
        { id: 'p2', problem: '台账不全' },
      ],
      unplaced: '',
    },
    template,
  );

  it('is nothing where nothing was typed', () => {
    expect(rebase(base, base, theirs)).toEqual(theirs);
  });

  it('stays, part by part and row by row, on top of what was compiled', () => {
    const mine = structuredClone(base);
    mine.sections.plan = '亲手写的打算';
    mine.indicators.theme_days = '31';
    mine.problems = [
      { id: 'p1', key: 'p1', problem: '走访不够', measure: '每月走访' },
      { key: 'new', problem: '刚想到的' },
    ];
    const result = rebase(base, mine, theirs);
    expect(result.sections).toEqual({ work: '甲支部：做了三件事', plan: '亲手写的打算' });
    expect(result.indicators).toEqual({ theme_days: '31', lectures: '8' });
    expect(result.problems.map(({ problem, measure }) => [problem, measure])).toEqual([
      ['走访不够', '每月走访'],
      ['台账不全', undefined],
      ['刚想到的', undefined],
    ]);
  });

  it('may also be a deletion', () => {
    const mine = structuredClone(base);
    mine.problems = [];
    mine.sections.work = '';
    const result = rebase(base, mine, theirs);
    expect(result.sections.work).toBe('');
    expect(result.problems.map(({ id }) => id)).toEqual(['p2']);
  });
});
