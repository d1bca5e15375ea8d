import { examples, factsFor, inReview, step, type Who } from '@testing/decision-fixture';
import { appointment, noon, person, units } from '@testing/report-fixture';
import { type Command, decide, type Facts, type ReportSnapshot } from './index';

type Result = ReturnType<typeof decide>;
const accepted = (result: Result) => {
  if (!result.ok) throw new Error(result.problem.code);
  return result;
};
const refusal = (result: Result) => {
  if (result.ok) throw new Error('accepted');
  return result.problem;
};
const until = new Date('2025-12-31T15:59:59.999Z');
const pending = { id: 'x1', requestedBy: 'sec', until, reason: '轮岗。' };
const asked = { pendingExtension: pending };
const run = (report: ReportSnapshot, who: Who, command: Command, change: Partial<Facts> = {}) =>
  decide(report, command, factsFor(who, change), noon);
const extend = (dueAt = until, reason: string | undefined = '轮岗。'): Command => ({
  action: 'extend',
  dueAt,
  reason,
});
const grant = (dueAt = until, note?: string): Command => ({
  action: 'grant-extension',
  extension: 'x1',
  dueAt,
  note,
});
const deny = (reason: string | undefined = '不必。'): Command => ({
  action: 'deny-extension',
  extension: 'x1',
  reason,
});
const { drafting, returned } = examples;

describe('asking for more time', () => {
  it('is a request by a secretary, which changes nothing yet and keeps what may be recalled', () => {
    const decision = accepted(run(drafting, 'sec', extend()));
    expect(decision).toMatchObject({
      bump: false,
      undo: 'keep',
      report: {},
      extension: { kind: 'request', by: 'sec', until, reason: '轮岗。' },
      events: [
        {
          type: 'report.extension_requested',
          actor: { id: 'sec', name: '名sec' },
          onBehalfOf: null,
          from: 'drafting',
          to: 'drafting',
          note: '轮岗。',
          data: { until: until.toISOString() },
        },
      ],
    });
  });

  it('is a grant by an administrator, asked for or not', () => {
    const decision = accepted(run(drafting, 'adm', extend()));
    expect(decision).toMatchObject({
      bump: false,
      undo: 'keep',
      report: { extendedUntil: until },
      extension: { kind: 'grant', id: null, by: 'adm', until, reason: '轮岗。' },
      events: [
        {
          type: 'report.extended',
          actor: { id: 'adm' },
          note: '轮岗。',
          data: { until: until.toISOString(), asked: false },
        },
      ],
    });
    const answered = accepted(run(drafting, 'adm', extend(), asked));
    expect([answered.extension, answered.events[0]?.data.asked]).toEqual([
      { kind: 'grant', id: 'x1', by: 'adm', until, reason: '轮岗。' },
      true,
    ]);
  });

  it('moves the answer date of a return with it', () => {
    const decision = accepted(run(returned, 'adm', extend()));
    expect(decision.report.returned).toEqual({ ...returned.returned, dueAt: until.toISOString() });
    expect(accepted(run(drafting, 'adm', extend())).report.returned).toBeUndefined();
  });

  it('names for whom a deputy asks', () => {
    const actor = person('dep', {
      ...appointment('secretary', units.branch),
      onBehalfOf: { userId: 'sec', name: '名sec' },
    });
    expect(accepted(run(drafting, 'sec', extend(), { actor })).events[0]?.onBehalfOf).toEqual({
      id: 'sec',
      name: '名sec',
    });
    const admin = person('dep', {
      ...appointment('admin', units.bureau),
      onBehalfOf: { userId: 'adm', name: '名adm' },
    });
    for (const command of [extend(), grant(), deny()])
      expect(
        accepted(run(drafting, 'adm', command, { ...asked, actor: admin })).events[0]?.onBehalfOf?.id,
      ).toBe('adm');
  });

  it('waits for one request at a time, and for a reason', () => {
    expect(refusal(run(drafting, 'sec', extend(), asked)).code).toBe('extension_pending');
    expect(refusal(run(drafting, 'sec', extend(until, ''))).code).toBe('note_required');
    expect(refusal(run(drafting, 'adm', extend(until, '  '))).code).toBe('note_required');
    expect(refusal(run(inReview, 'sec', extend())).code).toBe('wrong_state');
    expect(refusal(run(drafting, 'rev', extend())).code).toBe('forbidden');
  });

  it('ends after the date it extends, and after now', () => {
    const due = factsFor('adm').cycle.dueAt;
    const code = (report: ReportSnapshot, dueAt: Date) => {
      const result = run(report, 'adm', extend(dueAt));
      return result.ok ? 'accepted' : result.problem.code;
    };
    const after = (instant: Date, ms: number) => new Date(instant.getTime() + ms);
    expect([code(drafting, due), code(drafting, after(due, 1))]).toEqual(['invalid_due_date', 'accepted']);
    const answerBy = new Date(returned.returned?.dueAt ?? '');
    expect(answerBy < due).toBe(true);
    // An answer may be due before the tier's date.
    expect([code(returned, noon), code(returned, answerBy)]).toEqual(['invalid_due_date', 'accepted']);
    const late = factsFor('adm', {
      cycle: { ...factsFor('adm').cycle, dueAt: new Date('2025-10-01T00:00:00Z') },
    });
    const overdue = (dueAt: Date) => decide(drafting, extend(dueAt), late, noon).ok;
    expect([overdue(noon), overdue(after(noon, 1))]).toEqual([false, true]);
    expect(refusal(run(drafting, 'adm', extend(due)))).toMatchObject({
      params: { reason: '和原定期限' },
      errors: [{ pointer: '/dueAt', code: 'invalid_due_date', detail: '须晚于现在和原定期限。' }],
    });
  });
});

describe('answering a request', () => {
  it('grants it to the date said, with its reason unless another is given', () => {
    const decision = accepted(run(drafting, 'adm', grant(), asked));
    expect(decision).toMatchObject({
      report: { extendedUntil: until },
      extension: { kind: 'grant', id: 'x1', by: 'adm', until, reason: '轮岗。' },
      events: [{ type: 'report.extended', note: '轮岗。', data: { asked: true } }],
    });
    const shorter = new Date('2025-12-20T15:59:59.999Z');
    expect(accepted(run(drafting, 'adm', grant(shorter, '先延十天。'), asked)).extension).toMatchObject({
      until: shorter,
      reason: '先延十天。',
    });
    expect(refusal(run(drafting, 'adm', grant(noon), asked)).code).toBe('invalid_due_date');
    expect(refusal(run(drafting, 'adm', grant(until, ' '), asked)).code).toBe('note_required');
  });

  it('denies it with a reason, and moves nothing', () => {
    const decision = accepted(run(drafting, 'adm', deny(), asked));
    expect(decision).toMatchObject({
      bump: false,
      undo: 'keep',
      report: {},
      extension: { kind: 'deny', id: 'x1', by: 'adm', reason: '不必。' },
      events: [{ type: 'report.extension_denied', actor: { id: 'adm' }, note: '不必。', to: 'drafting' }],
    });
    expect(refusal(run(drafting, 'adm', deny(''), asked)).code).toBe('note_required');
  });

  it('is for administrators, while the request is open and the report with its author', () => {
    for (const command of [grant(), deny()]) {
      expect(refusal(run(drafting, 'sec', command, asked)).code).toBe('forbidden');
      expect(refusal(run(drafting, 'adm', command)).code).toBe('extension_closed');
      expect(refusal(run(inReview, 'adm', command, asked)).code).toBe('wrong_state');
    }
    const extended = step(drafting, 'adm', extend());
    expect([extended.extendedUntil, extended.version]).toEqual([until, drafting.version]);
  });
});
