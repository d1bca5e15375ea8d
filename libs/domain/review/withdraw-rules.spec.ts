import {
  accepted,
  afternoon,
  applied,
  approvedOnce,
  ask,
  codeOf,
  deputyOf,
  drafting,
  eventBy,
  examples,
  factsFor,
  inReview,
  named,
  refused,
  step,
} from '@testing/decision-fixture';
import { noon } from '@testing/report-fixture';
import { blankDecision, type Command, decide, type Facts, type ReportSnapshot } from './index';

const withdraw: Command = { action: 'withdraw' };
const cycle = (change: Partial<Facts['cycle']>): Partial<Facts> => ({
  cycle: { ...factsFor('sec').cycle, ...change },
});
const ended = (index: number) => ({
  index,
  status: 'void',
  flag: null,
  reservedFor: null,
  endedAt: afternoon,
});

describe('taking a submission back', () => {
  it('restores what stood before it, and ends the steps of its round', () => {
    expect(accepted(ask(inReview, 'sec', { action: 'withdraw', note: '有误。' }))).toEqual({
      ...blankDecision(),
      report: {
        state: 'drafting',
        stepIndex: null,
        returned: null,
        late: false,
        firstSubmittedAt: null,
        nilReason: null,
        beforeSubmission: null,
        heldSince: afternoon,
      },
      steps: [ended(1), ended(2)],
      withdrawnRevision: 1,
      events: [
        {
          ...eventBy(
            'sec',
            inReview,
            {
              type: 'report.withdrawn',
              to: 'drafting',
              step: 1,
              note: '有误。',
            },
            { step: null },
          ),
          data: {
            after: { step: null, revision: 1, late: false, grade: null },
            calledOff: [named('rev'), named('rev2')],
          },
        },
      ],
    });
  });

  it('leaves what it answered: the return, the first submission, and its being late', () => {
    const late = { ...examples.returned, late: true, firstSubmittedAt: new Date('2025-11-01T02:00:00Z') };
    const again = step(late, 'sec', { action: 'submit' });
    const decision = accepted(ask(again, 'sec', withdraw));
    expect(decision.report).toMatchObject({
      state: 'returned',
      returned: examples.returned.returned,
      late: true,
      firstSubmittedAt: new Date('2025-11-01T02:00:00Z'),
    });
    expect(decision.withdrawnRevision).toBe(2);
    const nil = step(
      drafting,
      'sec',
      { action: 'submit', nil: { reason: '无。' } },
      cycle({ allowNil: true }),
    );
    const instead = step({ ...examples.returned, nilReason: '无。' }, 'sec', { action: 'submit' });
    expect(accepted(ask(nil, 'sec', withdraw)).report.nilReason).toBeNull();
    expect(accepted(ask(instead, 'sec', withdraw)).report.nilReason).toBe('无。');
  });

  it('leaves the steps that an earlier round had decided', () => {
    const back = step(approvedOnce, 'lead', { action: 'return', revision: 1, note: '改。', resume: 'here' });
    const again = step(back, 'sec', { action: 'submit' });
    expect(again.steps.map(({ status }) => status)).toEqual(['carried', 'waiting']);
    expect(accepted(ask(again, 'sec', withdraw)).steps).toEqual([ended(2)]);
  });

  it('ends with the first decision about this revision, whoever gave it, unless it was recalled', () => {
    const refusal = refused(ask(approvedOnce, 'sec', withdraw));
    expect(refusal).toMatchObject({
      code: 'decided_already',
      state: { state: 'in_review', revision: 1, step: 2 },
    });
    const recalled = applied(
      approvedOnce,
      accepted(decide(approvedOnce, { action: 'recall' }, factsFor('rev'), noon)),
    );
    expect(codeOf(ask(recalled, 'sec', withdraw))).toBe('accepted');
    const returned = step(approvedOnce, 'lead', { action: 'return', revision: 1, note: '改。', to: 1 });
    expect(codeOf(ask(returned, 'sec', withdraw))).toBe('decided_already');
    // An approval that was carried over, and opinions about earlier revisions, say nothing about this one.
    const back = step(approvedOnce, 'lead', { action: 'return', revision: 1, note: '改。', resume: 'here' });
    const again = step(back, 'sec', { action: 'submit' });
    expect(codeOf(ask(again, 'sec', withdraw))).toBe('accepted');
    const [given] = approvedOnce.decisions;
    const earlier: ReportSnapshot = { ...inReview, decisions: [{ ...given!, revision: 0 }] };
    expect(codeOf(ask(earlier, 'sec', withdraw))).toBe('accepted');
    expect(codeOf(ask({ ...inReview, beforeSubmission: null }, 'sec', withdraw))).toBe('decided_already');
  });

  it('is refused where handing it in again would be', () => {
    const closed = cycle({ state: 'closed' });
    expect(refused(ask(inReview, 'sec', withdraw, closed))).toMatchObject({
      code: 'cycle_closed',
      params: { phase: '已关闭' },
    });
    const locked = cycle({ latePolicy: 'lock', dueAt: new Date('2025-11-01T15:59:59.999Z') });
    expect(refused(ask(inReview, 'sec', withdraw, locked)).params).toEqual({ phase: '已过宽限期' });
    // What was handed in before is taken until its answer is due, after the closing too.
    const again = step(examples.returned, 'sec', { action: 'submit' });
    const answerBy = new Date(examples.returned.returned!.dueAt);
    expect(codeOf(ask(again, 'sec', withdraw, closed, answerBy))).toBe('accepted');
    const overdue = refused(ask(again, 'sec', withdraw, closed, new Date(answerBy.getTime() + 1)));
    expect(overdue).toMatchObject({ code: 'cycle_closed', params: { phase: '已过答复期限' } });
  });

  it('is for secretaries, in review', () => {
    expect(codeOf(ask(inReview, 'rev', withdraw))).toBe('forbidden');
    expect(codeOf(ask(drafting, 'sec', withdraw))).toBe('wrong_state');
    expect(codeOf(ask(inReview, 'sec', { action: 'withdraw', note: ' ' }))).toBe('note_required');
    const byDeputy = accepted(ask(inReview, 'sec', withdraw, { actor: deputyOf('sec') }));
    expect(byDeputy.events[0]).toMatchObject({ actor: named('dep'), onBehalfOf: named('sec'), note: null });
  });
});
