import {
  accepted,
  afternoon,
  approvedOnce,
  ask,
  codeOf,
  deputyOf,
  drafting,
  eventBy,
  examples,
  inReview,
  named,
  refused,
} from '@testing/decision-fixture';
import { appointment, person, post, units } from '@testing/report-fixture';
import { blankDecision, type Command, type Facts, type ReportSnapshot, urgePauseMs } from './index';

const urge: Command = { action: 'urge', note: '请尽快。' };
const quiet = { ...blankDecision(), bump: false, undo: 'keep' };
const staffed = { posts: [post('reviewer', units.general, 'rev', ['dep'])] };
/** What somebody with these posts, one `role@path` each, is told when they urge. */
const asked = (report: ReportSnapshot, ...held: string[]) => {
  const posts = held.map((one) => {
    const [role, path] = one.split('@') as [Parameters<typeof appointment>[0], string];
    return appointment(role, path);
  });
  return codeOf(ask(report, 'adm', urge, { actor: person('x', ...posts) }));
};

describe('urging', () => {
  it('reminds the author’s side where the report is with them', () => {
    expect(accepted(ask(drafting, 'adm', urge))).toEqual({
      ...quiet,
      report: { lastUrgedAt: afternoon },
      events: [
        {
          ...eventBy('adm', drafting, { type: 'report.urged', note: '请尽快。' }),
          data: { after: { step: null, revision: 0, late: false, grade: null }, author: true },
        },
      ],
    });
  });

  it('reminds whoever can decide where it waits at a step', () => {
    expect(accepted(ask(inReview, 'adm', urge, staffed))).toEqual({
      ...quiet,
      steps: [{ index: 1, lastUrgedAt: afternoon }],
      events: [
        {
          ...eventBy('adm', inReview, { type: 'report.urged', step: 1, note: '请尽快。' }),
          data: {
            after: { step: 1, revision: 1, late: false, grade: null },
            reviewers: [named('rev'), named('dep')],
          },
        },
      ],
    });
    const byDeputy = accepted(ask(inReview, 'adm', urge, { ...staffed, actor: deputyOf('adm') }));
    expect(byDeputy.events[0]).toMatchObject({ actor: named('dep'), onBehalfOf: named('adm') });
  });

  it('waits twelve hours between two times, at a step for that step', () => {
    const ago = (ms: number) => new Date(afternoon.getTime() - ms);
    const author = (ms: number) => ({ ...drafting, lastUrgedAt: ago(ms) });
    const atStep = (ms: number): ReportSnapshot => ({
      ...inReview,
      steps: inReview.steps.map((step) => ({ ...step, lastUrgedAt: step.index === 1 ? ago(ms) : null })),
    });
    for (const report of [author, atStep]) {
      expect(codeOf(ask(report(urgePauseMs), 'adm', urge))).toBe('accepted');
      expect(refused(ask(report(urgePauseMs - 1), 'adm', urge))).toMatchObject({
        code: 'urged_recently',
        params: { seconds: 1 },
      });
      expect(refused(ask(report(60_000), 'adm', urge)).params).toEqual({ seconds: 12 * 3600 - 60 });
    }
    for (const report of [author, atStep]) {
      // Urged while the clock stood weeks ahead.
      expect(codeOf(ask(report(-urgePauseMs - 1), 'adm', urge))).toBe('accepted');
      expect(codeOf(ask(report(-urgePauseMs), 'adm', urge))).toBe('urged_recently');
    }
    // The author was urged before they handed it in, and the reviewers were not.
    expect(codeOf(ask({ ...inReview, lastUrgedAt: ago(1) }, 'adm', urge))).toBe('accepted');
    expect(urgePauseMs).toBe(43_200_000);
  });

  it('is for administrators, and for who decides above the unit', () => {
    expect([
      asked(drafting, 'reviewer@1.2'),
      asked(drafting, 'leader@1'),
      asked(drafting, 'secretary@1.2'),
      asked(drafting, 'admin@1.2.3'),
      asked(drafting, 'secretary@1.2.3'),
      asked(drafting, 'leader@1.2.3'),
      asked(drafting, 'reviewer@1.4'),
      asked(drafting, 'observer@1'),
    ]).toEqual([
      'accepted',
      'accepted',
      'accepted',
      'accepted',
      'forbidden',
      'forbidden',
      'forbidden',
      'forbidden',
    ]);
  });

  it('is at a step for a unit whose turn comes later, never for the step’s own', () => {
    expect([
      asked(inReview, 'leader@1'),
      asked(inReview, 'reviewer@1.2'),
      asked(inReview, 'reviewer@1.2', 'leader@1'),
      asked(inReview, 'admin@1.2'),
      asked(approvedOnce, 'leader@1'),
      asked(approvedOnce, 'reviewer@1.2'),
      asked(approvedOnce, 'admin@1'),
    ]).toEqual(['accepted', 'forbidden', 'accepted', 'accepted', 'forbidden', 'forbidden', 'accepted']);
    // A unit that stands at two steps does not urge itself.
    const twice: ReportSnapshot = {
      ...inReview,
      steps: inReview.steps.map((step) => ({ ...step, orgId: units.general })),
    };
    expect(asked(twice, 'reviewer@1.2')).toBe('forbidden');
    // One above that is nowhere on the route neither.
    const elsewhere: ReportSnapshot = {
      ...inReview,
      steps: inReview.steps.map((step) => (step.index === 2 ? { ...step, orgId: '1.9' } : step)),
    };
    expect(asked(elsewhere, 'leader@1')).toBe('forbidden');
  });

  it('asks no unit that ended, and needs a report that somebody owes', () => {
    const ended: Partial<Facts> = { endedUnit: '第三党支部' };
    expect(refused(ask(drafting, 'adm', urge, ended))).toMatchObject({
      code: 'unit_dissolved',
      params: { unit: '第三党支部' },
    });
    expect(codeOf(ask(inReview, 'adm', urge, ended))).toBe('accepted');
    expect(codeOf(ask(examples.approved, 'adm', urge))).toBe('wrong_state');
    expect(codeOf(ask(drafting, 'adm', { action: 'urge', note: '　' }))).toBe('note_required');
    expect(accepted(ask(drafting, 'adm', { action: 'urge' })).events[0]?.note).toBeNull();
  });
});
