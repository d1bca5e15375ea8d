import { approved, examples, factsFor, inReview, step } from '@testing/decision-fixture';
import { facts, noon } from '@testing/report-fixture';
import { type Command, decide, type ReportSnapshot, reportStates } from './index';

const end: Command = { action: 'unit-end', reason: '本单位已撤销。' };
const code = (result: ReturnType<typeof decide>) => (result.ok ? 'accepted' : result.problem.code);
const bySystem = (report: ReportSnapshot, command: Command) => decide(report, command, facts('system'), noon);

describe('a unit that ends', () => {
  it.each(reportStates)('%s: owes nothing more where it was not handed in', (state) => {
    const result = bySystem(examples[state], end);
    const owed = ['not_started', 'drafting', 'returned'].includes(state);
    expect(code(result)).toBe(owed ? 'accepted' : 'wrong_state');
    if (!result.ok) return;
    expect(result.report).toMatchObject({
      state: 'waived',
      stepIndex: null,
      returned: null,
      heldSince: noon,
      beforeWaiver: { state, stepIndex: null, returned: examples[state].returned },
    });
    expect(result.events).toMatchObject([
      {
        type: 'report.waived',
        actor: null,
        onBehalfOf: null,
        note: '本单位已撤销。',
        from: state,
        to: 'waived',
      },
    ]);
  });

  it('is ended by nobody but the system', () => {
    expect(code(decide(examples.drafting, end, factsFor('adm'), noon))).toBe('forbidden');
  });

  it('is not urged, given more time or reinstated, and its review goes on', () => {
    const ended = { endedUnit: '第三党支部' };
    const asked = (report: ReportSnapshot, command: Command) =>
      code(decide(report, command, factsFor('adm', ended), noon));
    const dueAt = new Date('2025-12-31T00:00:00Z');
    expect([
      asked(examples.returned, { action: 'urge' }),
      asked(examples.returned, { action: 'extend', dueAt, reason: '无。' }),
      asked(examples.waived, { action: 'reinstate', reason: '恢复。' }),
      asked(inReview, { action: 'urge' }),
      asked(inReview, { action: 'waive', reason: '不必。' }),
    ]).toEqual(['unit_dissolved', 'unit_dissolved', 'unit_dissolved', 'accepted', 'accepted']);
    expect(step(inReview, 'rev', { action: 'approve', revision: 1 }, ended).stepIndex).toBe(2);
    expect(approved.state).toBe('approved');
  });
});
