import { examples, factsFor, inReview, posts, publish, step, type Who } from '@testing/decision-fixture';
import { appointment, noon, person, post, stop, units } from '@testing/report-fixture';
import { actionOf } from './consequences';
import { type Command, decide, type Facts, type ReportSnapshot, reportStates, transitions } from './index';

const pending = { id: 'x1', requestedBy: 'sec', until: new Date('2025-12-20T00:00:00Z'), reason: '轮岗。' };
const outcome = (report: ReportSnapshot, who: Who, command: Command, change: Partial<Facts> = {}) =>
  decide(report, command, factsFor(who, change), noon);
const said = (result: ReturnType<typeof decide>) => {
  if (!result.ok) throw new Error(result.problem.code);
  return result;
};

describe('the table names what each transition ends', () => {
  it('for every one of them, in full', () => {
    const ends = Object.entries(transitions).map(([name, { closes, callsOff, lengthens }]) => [
      name,
      [...closes, ...(callsOff === 'reviewers' ? ['reviewers'] : []), ...lengthens].join(' '),
    ]);
    expect(Object.fromEntries(ends.filter(([, what]) => what !== ''))).toEqual({
      submit: 'extension',
      nil: 'extension',
      approve: 'extension',
      recount: 'extension',
      'unit-end': 'extension',
      recall: 'extension reviewers',
      waive: 'extension reviewers',
      withdraw: 'reviewers',
      transfer: 'reviewers',
      'skip-step': 'reviewers',
      reroute: 'reviewers',
      extend: 'extendedUntil answerBy',
    });
  });

  it('and finds each command’s row', () => {
    expect(actionOf({ action: 'submit' })).toBe('submit');
    expect(actionOf({ action: 'submit', nil: { reason: '无。' } })).toBe('nil');
    expect(actionOf({ action: 'grant-extension', extension: 'x1', dueAt: noon })).toBe('extend');
    expect(actionOf({ action: 'deny-extension', extension: 'x1' })).toBe('extend');
    expect(actionOf({ action: 'skip-step' })).toBe('skip-step');
  });
});

describe('a request for more time', () => {
  const close = { kind: 'close', id: 'x1' };
  it.each<[string, ReportSnapshot, Who, Command]>([
    ['submitting', examples.drafting, 'sec', { action: 'submit' }],
    ['waiving', examples.drafting, 'adm', { action: 'waive', reason: '撤销。' }],
    ['approving', inReview, 'rev', { action: 'approve', revision: 1 }],
    ['recalling a return', examples.returned, 'rev', { action: 'recall' }],
  ])('ends unanswered with %s', (_, report, who, command) => {
    const decision = said(outcome(report, who, command, { pendingExtension: pending }));
    expect(decision.extension).toEqual(close);
    expect(decision.events[0]?.data.closedExtension).toBe('x1');
    const without = said(outcome(report, who, command));
    expect([without.extension, without.events[0]?.data.closedExtension]).toEqual([null, undefined]);
  });

  it('ends with a nil report', () => {
    const cycle = { ...factsFor('sec').cycle, allowNil: true };
    const nil = { action: 'submit', nil: { reason: '无。' } } as const;
    expect(
      said(outcome(examples.drafting, 'sec', nil, { cycle, pendingExtension: pending })).extension,
    ).toEqual(close);
  });

  it('outlives what does not concern it', () => {
    const save = {
      action: 'save',
      ifVersion: examples.drafting.version,
      content: factsFor('sec').draft!.content,
    };
    const kept: Array<[ReportSnapshot, Who, Command]> = [
      [examples.drafting, 'sec', save as Command],
      [examples.drafting, 'adm', { action: 'urge' }],
      [examples.approved, 'pub', publish],
    ];
    for (const [report, who, command] of kept)
      expect(said(outcome(report, who, command, { pendingExtension: pending })).extension).toBeNull();
  });

  it('ends without a word where nothing else happens', () => {
    const recounted = said(
      decide(
        inReview,
        { action: 'recount' },
        { ...factsFor('adm'), actor: 'system', pendingExtension: pending },
        noon,
      ),
    );
    expect([recounted.extension, recounted.events]).toEqual([close, []]);
  });

  it('is answered by its own id alone', () => {
    const dueAt = new Date('2025-12-20T00:00:00Z');
    const answer = (extension: string) => [
      outcome(
        examples.drafting,
        'adm',
        { action: 'grant-extension', extension, dueAt },
        { pendingExtension: pending },
      ),
      outcome(
        examples.drafting,
        'adm',
        { action: 'deny-extension', extension, reason: '不必。' },
        { pendingExtension: pending },
      ),
    ];
    expect(answer('x1').map(({ ok }) => ok)).toEqual([true, true]);
    expect(answer('x0').map((result) => !result.ok && result.problem.code)).toEqual([
      'extension_closed',
      'extension_closed',
    ]);
  });
});

describe('dates that may only be lengthened', () => {
  const until = (text: string) => new Date(`2025-12-${text}T15:59:59.999Z`);
  const extended = step(examples.drafting, 'adm', { action: 'extend', dueAt: until('25'), reason: '轮岗。' });
  const code = (result: ReturnType<typeof decide>) => (result.ok ? 'accepted' : result.problem.code);

  it('refuse an extension that ends before the one that stands', () => {
    const extend = (day: string) =>
      outcome(extended, 'adm', { action: 'extend', dueAt: until(day), reason: '再议。' });
    expect([extend('24'), extend('25'), extend('26')].map(code)).toEqual([
      'invalid_due_date',
      'accepted',
      'accepted',
    ]);
    const refused = extend('24');
    expect(!refused.ok && refused.problem.params).toEqual({ reason: '，也不能早于已经准予的期限' });
    expect(!refused.ok && refused.problem.errors).toEqual([
      { pointer: '/dueAt', code: 'invalid_due_date', detail: '不能早于已经准予的期限，只能再延长。' },
    ]);
  });

  it('refuse one that ends before the answer of a return is due', () => {
    const returned = step(inReview, 'rev', {
      action: 'return',
      revision: 1,
      note: '请改。',
      dueAt: until('20'),
    });
    const grant = (day: string) =>
      outcome(returned, 'adm', { action: 'extend', dueAt: until(day), reason: '出差。' });
    expect([grant('19'), grant('20'), grant('22')].map(code)).toEqual([
      'invalid_due_date',
      'accepted',
      'accepted',
    ]);
    const longer = said(grant('22'));
    expect(longer.report.returned?.dueAt).toBe(until('22').toISOString());
  });

  it('are shortened by no transition whatever', () => {
    const commands: Array<[Who, Command]> = [
      ['sec', { action: 'submit' }],
      ['rev', { action: 'return', revision: 1, note: '请改。' }],
      ['adm', { action: 'waive', reason: '撤销。' }],
      ['adm', { action: 'urge' }],
      ['rev', { action: 'approve', revision: 1 }],
      ['sec', { action: 'withdraw' }],
    ];
    const far = until('31');
    for (const state of reportStates)
      for (const [who, command] of commands) {
        const report = { ...examples[state], extendedUntil: far };
        const result = outcome(report, who, command);
        expect(result.ok ? (result.report.extendedUntil ?? far) : far).toEqual(far);
      }
  });
});

it('whoever acts for a reviewer is urged with them', () => {
  const one = [post('reviewer', units.general, 'rev', ['dep'])];
  const [event] = said(outcome(inReview, 'adm', { action: 'urge' }, { posts: one })).events;
  expect(event?.data.reviewers).toMatchObject([{ id: 'rev' }, { id: 'dep' }]);
});

describe('reviewers who waited are called off', () => {
  const names = (result: ReturnType<typeof decide>) =>
    said(result).events[0]?.data.calledOff?.map(({ id }) => id);
  const two = [post('reviewer', units.general, 'rev'), post('reviewer', units.general, 'rev2', ['dep'])];

  it('by a waiver and a withdrawal, deputies too', () => {
    expect(names(outcome(inReview, 'adm', { action: 'waive', reason: '撤销。' }, { posts: two }))).toEqual([
      'rev',
      'rev2',
      'dep',
    ]);
    expect(names(outcome(inReview, 'sec', { action: 'withdraw' }, { posts: two }))).toHaveLength(3);
    expect(names(outcome(examples.drafting, 'adm', { action: 'waive', reason: '撤销。' }))).toBeUndefined();
  });

  it('by a transfer, but for whom it goes to and who acted', () => {
    const three = [...two, post('reviewer', units.general, 'rev3')];
    const transferred = outcome(inReview, 'rev', { action: 'transfer', toUserId: 'rev2' }, { posts: three });
    expect(names(transferred)).toEqual(['rev3']);
  });

  it('by a new route that takes the step elsewhere, and not by one that leaves it', () => {
    const route = [stop(0, '1.9'), stop(1, units.bureau, { role: 'leader' })];
    const moved = outcome(
      inReview,
      'adm',
      { action: 'reroute', reason: '划转。' },
      {
        route,
        posts: [...posts, post('reviewer', '1.9', 'rev9')],
      },
    );
    expect(names(moved)).toEqual(['rev', 'rev2']);
    expect(
      names(
        outcome(inReview, 'adm', { action: 'reroute', reason: '划转。' }, { route: factsFor('adm').route }),
      ),
    ).toBeUndefined();
  });

  it('by a recall, who waited at the next step', () => {
    expect(names(outcome(examples.approved, 'lead', { action: 'recall' }))).toBeUndefined();
    const passed = step(inReview, 'rev', { action: 'approve', revision: 1 });
    expect(names(outcome(passed, 'rev', { action: 'recall' }))).toEqual(['lead']);
  });

  it('by nothing that leaves them their turn', () => {
    expect(names(outcome(inReview, 'adm', { action: 'urge' }))).toBeUndefined();
    const approved = decide(
      inReview,
      { action: 'approve', revision: 1 },
      {
        ...factsFor('rev', { posts: two }),
        actor: person('rev', appointment('reviewer', units.general)),
      },
      noon,
    );
    expect(names(approved)).toBeUndefined();
  });
});
