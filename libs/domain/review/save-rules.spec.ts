import { examples, factsFor, save, secretary, step } from '@testing/decision-fixture';
import { appointment, noon, person, units } from '@testing/report-fixture';
import { branchAnnualTemplate } from '../cycle/branch-annual-template';
import {
  type Command,
  decide,
  emptyContent,
  type Facts,
  type ReportContent,
  type ReportSnapshot,
} from './index';

type Result = ReturnType<typeof decide>;
const { drafting, returned } = examples;
const notStarted = examples.not_started;
const refusal = (result: Result) => {
  if (result.ok) throw new Error('accepted');
  return result.problem;
};
const accepted = (result: Result) => {
  if (!result.ok) throw new Error(result.problem.code);
  return result;
};
const saving = (
  report: ReportSnapshot,
  content: Partial<ReportContent> = {},
  change: Partial<Facts> = {},
  ifVersion: number | undefined = report.version,
): Result => {
  const command: Command = { action: 'save', ifVersion, content: { ...emptyContent, ...content } };
  return decide(report, command, factsFor('sec', change), noon);
};

describe('saving', () => {
  it('needs the version it was read at, and shows what is there otherwise', () => {
    const missing = decide(
      drafting,
      { ...save(drafting), ifVersion: undefined } as Command,
      factsFor('sec'),
      noon,
    );
    expect(refusal(missing).code).toBe('if_match_missing');
    const content = { ...emptyContent, unplaced: '别人写的' };
    const draft = { ...factsFor('sec').draft!, content };
    const stale = refusal(saving(drafting, {}, { draft }, drafting.version - 1));
    expect(stale).toMatchObject({
      code: 'stale_version',
      params: { expected: drafting.version - 1, actual: drafting.version },
      state: { state: 'drafting', version: drafting.version, revision: 0, step: null, content },
    });
    const { draft: _, ...without } = factsFor('sec');
    const blank = decide(drafting, { ...save(drafting), ifVersion: 0 } as Command, without, noon);
    expect(refusal(blank).state).toMatchObject({ content: null });
    expect(() => decide(drafting, save(drafting), without, noon)).toThrow('working copy');
  });

  it('asks who saves before the version, and the version before the state', () => {
    const admin = factsFor('adm');
    expect(refusal(decide(drafting, { ...save(drafting), ifVersion: 0 } as Command, admin, noon)).code).toBe(
      'forbidden',
    );
    expect(refusal(saving(examples.in_review, {}, {}, 0)).code).toBe('stale_version');
    expect(refusal(saving(examples.in_review)).code).toBe('wrong_state');
  });

  it('refuses what the template does not know, with a pointer', () => {
    const problem = { id: 'p', problem: '问题' };
    const refused = refusal(
      saving(drafting, {
        sections: [
          { key: 'work', body: '' },
          { key: 'work', body: '' },
          { key: 'nothing', body: '' },
        ],
        indicators: { theme_days: 1, rectified_rate: 1, nothing: 1 },
        problems: [problem, problem],
      }),
    );
    expect(refused.code).toBe('unknown_key');
    expect(refused.errors.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/sections/1/key duplicate',
      '/sections/2/key unknown_key',
      '/indicators/rectified_rate computed',
      '/indicators/nothing unknown_key',
      '/problems/1/id duplicate',
    ]);
    expect(refused.errors.map(({ detail }) => detail)).toEqual([
      '章节“work”重复。',
      '模板中没有章节“nothing”。',
      '该指标由系统计算，不能填写。',
      '模板中没有指标“nothing”。',
      '编号重复。',
    ]);
  });

  it('takes as many problems as the template allows, and none where it has no list', () => {
    const rows = (count: number) =>
      Array.from({ length: count }, (_, n) => ({ id: `p${n}`, problem: '问题' }));
    const draft = (problems: { enabled: boolean; maxItems: number }) => ({
      draft: { ...factsFor('sec').draft!, template: { ...branchAnnualTemplate, problems } },
    });
    const two = draft({ enabled: true, maxItems: 2 });
    expect(saving(drafting, { problems: rows(2) }, two).ok).toBe(true);
    expect(refusal(saving(drafting, { problems: rows(3) }, two)).errors).toEqual([
      { pointer: '/problems', code: 'too_many', detail: '问题清单最多2条。' },
    ]);
    const none = draft({ enabled: false, maxItems: 2 });
    expect(saving(drafting, {}, none).ok).toBe(true);
    expect(refusal(saving(drafting, { problems: rows(1) }, none)).errors).toEqual([
      { pointer: '/problems', code: 'too_many', detail: '本模板没有问题清单。' },
    ]);
  });

  it('compares with the returned revision only where a return froze something', () => {
    const scoped = step(
      examples.in_review,
      'rev',
      { action: 'return', revision: 1, note: '改。', scope: { sections: ['work'] } },
      {
        revisionContent: { sections: ['work'], indicators: [], problems: [] },
      },
    );
    const judged = { ...emptyContent, indicators: { theme_days: 12 } };
    const draft = { ...factsFor('sec').draft!, returned: judged };
    const moved = refusal(saving(scoped, { indicators: { theme_days: 11 } }, { draft }));
    expect(moved).toMatchObject({
      code: 'frozen',
      errors: [{ pointer: '/indicators/theme_days' }],
      state: { state: 'returned', version: scoped.version },
    });
    expect(saving(scoped, { ...judged, sections: [{ key: 'work', body: '改了。' }] }, { draft }).ok).toBe(
      true,
    );
    expect(saving(scoped, { indicators: { theme_days: 11 } }).ok).toBe(true);
    // The scope is of the return that is being answered: none while the report is drafted.
    expect(saving({ ...scoped, state: 'drafting' }, { indicators: { theme_days: 11 } }, { draft }).ok).toBe(
      true,
    );
    expect(saving(returned, { indicators: { theme_days: 11 } }, { draft }).ok).toBe(true);
  });

  it('names who wrote, each once, and for whom', () => {
    const first = accepted(saving(notStarted));
    expect(first.report).toEqual({ state: 'drafting', writers: ['sec'] });
    expect(first.content).toEqual(emptyContent);
    expect(first.events).toMatchObject([
      {
        type: 'report.started',
        actor: { id: 'sec', name: '名sec' },
        onBehalfOf: null,
        from: 'not_started',
        to: 'drafting',
      },
    ]);
    const again = accepted(saving(drafting));
    expect([again.report, again.events]).toEqual([{}, []]);
    const deputy = person('dep', {
      ...appointment('secretary', units.branch),
      onBehalfOf: { userId: 'sec', name: '名sec' },
    });
    const acted = accepted(saving(notStarted, {}, { actor: deputy }));
    expect(acted.report.writers).toEqual(['dep', 'sec']);
    expect(acted.events[0]).toMatchObject({ actor: { id: 'dep' }, onBehalfOf: { id: 'sec' } });
    expect(accepted(saving(drafting, {}, { actor: deputy })).report.writers).toEqual(['sec', 'dep']);
    expect(secretary.userId).toBe('sec');
  });
});
