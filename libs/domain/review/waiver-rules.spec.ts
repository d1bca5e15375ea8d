import {
  accepted,
  afternoon,
  applied,
  ask,
  codeOf,
  deputyOf,
  drafting,
  eventBy,
  examples,
  inReview,
  named,
} from '@testing/decision-fixture';
import { noon, post, stop, units } from '@testing/report-fixture';
import { blankDecision, type Command, type Facts, type ReportSnapshot } from './index';

const waive: Command = { action: 'waive', reason: '撤销。' };
const reinstate: Command = { action: 'reinstate', reason: '恢复。' };
const waived = (report: ReportSnapshot, change: Partial<Facts> = {}) =>
  applied(report, accepted(ask(report, 'adm', waive, change, noon)));
const leaders = [post('leader', units.bureau, 'lead'), post('leader', units.bureau, 'lead2')];
const allOf = {
  posts: leaders,
  route: [stop(0, units.bureau, { role: 'leader', mode: 'all' })],
} satisfies Partial<Facts>;

describe('waiving', () => {
  it('keeps what a reinstatement restores, and ends the return that waited', () => {
    const { returned } = examples.returned;
    expect(accepted(ask(examples.returned, 'adm', waive))).toEqual({
      ...blankDecision(),
      report: {
        state: 'waived',
        stepIndex: null,
        returned: null,
        heldSince: afternoon,
        beforeWaiver: { state: 'returned', stepIndex: null, returned },
      },
      events: [
        eventBy('adm', examples.returned, {
          type: 'report.waived',
          to: 'waived',
          note: '撤销。',
        }),
      ],
    });
  });

  it('ends the running step, and the approvals of its seats with it', () => {
    const submitted = applied(drafting, accepted(ask(drafting, 'sec', { action: 'submit' }, allOf, noon)));
    const half = applied(
      submitted,
      accepted(ask(submitted, 'lead', { action: 'approve', revision: 1 }, allOf, noon)),
    );
    const decision = accepted(ask(half, 'adm', waive, allOf));
    expect(decision.voids).toEqual({ ids: [half.decisions[0]?.id], reason: 'waived' });
    expect(decision.steps).toEqual([
      { index: 1, status: 'pending', flag: null, reservedFor: null, enteredAt: null, dueAt: null },
    ]);
    expect(decision.report.beforeWaiver).toEqual({ state: 'in_review', stepIndex: 1, returned: null });
    expect(decision.events[0]).toMatchObject({ step: 1, from: 'in_review', data: { after: { step: null } } });
    expect(accepted(ask(submitted, 'adm', waive, allOf)).voids).toBeNull();
    expect(accepted(ask(drafting, 'adm', waive))).toMatchObject({ steps: [], voids: null });
  });

  it('is for administrators, with a reason, before approval', () => {
    expect(codeOf(ask(drafting, 'sec', waive))).toBe('forbidden');
    expect(codeOf(ask(drafting, 'adm', { action: 'waive', reason: ' ' }))).toBe('note_required');
    expect(codeOf(ask(examples.approved, 'adm', waive))).toBe('wrong_state');
    const byDeputy = accepted(ask(drafting, 'adm', waive, { actor: deputyOf('adm') }));
    expect(byDeputy.events[0]).toMatchObject({ actor: named('dep'), onBehalfOf: named('adm') });
  });
});

describe('reinstating', () => {
  it('restores the earlier state with the return that waited', () => {
    const report = waived(examples.returned);
    const { returned } = examples.returned;
    expect(accepted(ask(report, 'adm', reinstate))).toEqual({
      ...blankDecision(),
      report: { state: 'returned', stepIndex: null, returned, beforeWaiver: null, heldSince: afternoon },
      events: [
        eventBy('adm', report, { type: 'report.reinstated', to: 'returned', note: '恢复。' }, { step: null }),
      ],
    });
  });

  it('enters afresh the step that was running', () => {
    const report = waived(inReview);
    const decision = accepted(ask(report, 'adm', reinstate));
    expect(decision.report).toMatchObject({ state: 'in_review', stepIndex: 1 });
    expect(decision.steps).toEqual([
      {
        index: 1,
        status: 'waiting',
        flag: null,
        reservedFor: null,
        enteredAt: afternoon,
        dueAt: new Date('2025-11-10T15:59:59.999Z'),
        endedAt: null,
        lastUrgedAt: null,
      },
    ]);
    expect(decision.events).toEqual([
      eventBy(
        'adm',
        report,
        { type: 'report.reinstated', to: 'in_review', step: 1, note: '恢复。' },
        { step: 1 },
      ),
    ]);
  });

  it('passes a step whose people became recused meanwhile', () => {
    const report = waived(inReview);
    const seats = [post('reviewer', units.general, 'sec'), post('leader', units.bureau, 'lead')];
    const decision = accepted(ask(report, 'adm', reinstate, { posts: seats }));
    expect(decision.report).toMatchObject({ state: 'in_review', stepIndex: 2 });
    expect(decision.steps.map(({ index, status }) => [index, status])).toEqual([
      [1, 'recused'],
      [2, 'waiting'],
    ]);
    expect(
      decision.events.map(({ type, from, to, step, data }) => [type, from, to, step, data.after.step]),
    ).toEqual([
      ['report.reinstated', 'waived', 'in_review', 1, 1],
      ['report.recused', 'in_review', 'in_review', 1, 2],
    ]);
  });

  it('is for administrators, with a reason, of a report that was waived', () => {
    const report = waived(drafting);
    expect(codeOf(ask(report, 'sec', reinstate))).toBe('forbidden');
    expect(codeOf(ask(report, 'adm', { action: 'reinstate', reason: '' }))).toBe('note_required');
    expect(codeOf(ask(drafting, 'adm', reinstate))).toBe('wrong_state');
    expect(codeOf(ask(report, 'adm', reinstate, { endedUnit: '第三党支部' }))).toBe('unit_dissolved');
    const unknown = ask({ ...report, beforeWaiver: null }, 'adm', reinstate);
    expect(unknown.ok || unknown.problem).toMatchObject({
      code: 'wrong_state',
      params: { state: '免报', stateCode: 'waived' },
      state: { state: 'waived' },
    });
    const byDeputy = accepted(ask(report, 'adm', reinstate, { actor: deputyOf('adm') }));
    expect(byDeputy.events[0]).toMatchObject({ actor: named('dep'), onBehalfOf: named('adm') });
  });
});
