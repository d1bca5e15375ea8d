import type { ReportContent, TemplateDefinition } from '../../api/contract';
import { adoptIds, type Draft, openness, toContent, toDraft } from './draft';
import { contested, differences, merge, rebase } from './two-texts';

const template = {
  sections: [
    { key: 'work', title: '工作' },
    { key: 'plan', title: '打算' },
  ],
  indicators: [],
} as unknown as TemplateDefinition;

const content: ReportContent = {
  sections: [{ key: 'work', title: '工作', body: '做了三件事' }],
  indicators: { theme_days: 12 },
  problems: [{ id: 'p1', problem: '走访不够' }],
  unplaced: '',
};

const reading = { units: { theme_days: '次' }, today: '2026-11-29' };
const sent = (draft: Draft, saved = draft) => toContent(draft, saved, reading);

describe('a draft', () => {
  it('has every section of the template and comes back as it went in', () => {
    const draft = toDraft(content, template);
    expect(draft.sections).toEqual({ work: '做了三件事', plan: '' });
    expect(sent(draft)).toMatchObject({
      indicators: { theme_days: 12 },
      problems: [{ id: 'p1', problem: '走访不够' }],
    });
  });

  it('deletes nothing while a figure or a day cannot be read', () => {
    const saved = toDraft(
      { ...content, problems: [{ id: 'p1', problem: '走访不够', dueOn: '2026-12-01' }] },
      template,
    );
    const draft = structuredClone(saved);
    draft.indicators.theme_days = '约30';
    for (const row of draft.problems) row.dueOn = '年底前';
    expect(sent(draft, saved)).toMatchObject({
      indicators: { theme_days: 12 },
      problems: [{ dueOn: '2026-12-01' }],
    });
    draft.indicators.theme_days = '30次';
    for (const row of draft.problems) row.dueOn = '12月31日';
    expect(sent(draft, saved)).toMatchObject({
      indicators: { theme_days: 30 },
      problems: [{ dueOn: '2026-12-31' }],
    });
    expect(sent({ ...draft, indicators: { theme_days: '' } }, saved).indicators).toEqual({});
  });

  it('leaves blank problem rows unsent', () => {
    const draft = toDraft(content, template);
    draft.problems.push({ key: 'new', problem: ' ' });
    expect(sent(draft).problems).toHaveLength(1);
  });

  it('adopts the ids the server gave to new problems, typed on meanwhile', () => {
    const first = toDraft(content, template);
    first.problems.push({ key: 'new', problem: '新问题' });
    const now = structuredClone(first);
    for (const row of now.problems) row.problem += '，已核实';
    const saved = { ...content, problems: [...content.problems, { id: 'p2', problem: '新问题' }] };
    expect(adoptIds(now, first, saved).problems.map((problem) => problem.id)).toEqual(['p1', 'p2']);
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

  it('ask for a choice only where both were changed, and are put together as chosen', () => {
    const base = toDraft({ ...content, indicators: {} }, template);
    const other = { ...theirs, sections: { work: '做了三件事', plan: '别处写的打算' } };
    expect(contested(base, mine, other).map(({ key }) => key)).toEqual(['theme_days']);
    const merged = merge(base, mine, other, { 'indicator:theme_days': 'theirs' });
    expect(merged.sections).toEqual({ work: '做了四件事', plan: '别处写的打算' });
    expect(merged.indicators.theme_days).toBe('12');
  });

  it('lose nothing by keeping both, rows that both changed included', () => {
    const base = { ...theirs, sections: { work: '做了', plan: '' } };
    const rows = (measure: string) => [{ id: 'p1', key: 'p1', problem: '走访不够', measure }];
    const merged = merge(
      base,
      { ...mine, problems: rows('我的措施') },
      { ...theirs, problems: rows('别处的措施') },
      { 'section:work': 'both', 'problems:problems': 'both' },
    );
    expect(merged.sections.work).toBe('做了三件事\n做了四件事');
    expect(merged.problems.map(({ id, measure }) => [id, measure])).toEqual([
      ['p1', '别处的措施'],
      [undefined, '我的措施'],
    ]);
  });

  it('differ also where only a name of a row does', () => {
    const named = { ...theirs, problems: [{ id: 'p1', key: 'p1', problem: '走访不够', leader: '周敏' }] };
    expect(differences(named, theirs).map(({ kind }) => kind)).toEqual(['problems']);
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
