import {
  accepted,
  applied,
  approved,
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
  step,
} from '@testing/decision-fixture';
import { appointment, noon, person, post, stop, units } from '@testing/report-fixture';
import { blankDecision, type Command, type Facts, type ReportSnapshot } from './index';

const recall: Command = { action: 'recall' };
const deputies: Partial<Facts> = {
  posts: [post('reviewer', units.general, 'rev', ['dep']), post('leader', units.bureau, 'lead')],
};
const leaders = [post('leader', units.bureau, 'lead'), post('leader', units.bureau, 'lead2')];
const allOf: Partial<Facts> = {
  posts: leaders,
  route: [stop(0, units.bureau, { role: 'leader', mode: 'all' })],
};
const byDeputyOf = () =>
  applied(
    inReview,
    accepted(
      ask(inReview, 'rev', { action: 'approve', revision: 1 }, { ...deputies, actor: deputyOf('rev') }),
    ),
  );

describe('taking one’s last decision back', () => {
  it('restores the steps as they stood, and makes the decision void', () => {
    const [first, second] = inReview.steps;
    expect(accepted(ask(approvedOnce, 'rev', { action: 'recall', note: '看漏了。' }))).toEqual({
      ...blankDecision(),
      report: { state: 'in_review', stepIndex: 1, returned: null, grade: null, heldSince: noon },
      steps: [first, second].map((step) => ({
        index: step?.index,
        status: step?.status,
        flag: null,
        reservedFor: null,
        enteredAt: step?.enteredAt,
        dueAt: step?.dueAt,
        endedAt: null,
      })),
      voids: { ids: [approvedOnce.decisions[0]?.id], reason: 'recalled' },
      events: [
        {
          ...eventBy('rev', approvedOnce, {
            type: 'report.recalled',
            step: 1,
            note: '看漏了。',
          }),
          data: { after: { step: 1, revision: 1, late: false, grade: null }, calledOff: [named('lead')] },
        },
      ],
    });
    const taken = applied(approvedOnce, accepted(ask(approvedOnce, 'rev', recall)));
    expect(taken.steps).toEqual(inReview.steps);
  });

  it('gives back the approvals that a return had made void, the grade, and the return’s end', () => {
    const graded: ReportSnapshot = { ...approvedOnce, grade: '好' };
    const returned = step(graded, 'lead', { action: 'return', revision: 1, note: '改。' });
    const decision = accepted(ask(returned, 'lead', recall));
    expect(decision.restores).toEqual([approvedOnce.decisions[0]?.id]);
    expect(decision.voids?.ids).toEqual([returned.decisions[1]?.id]);
    expect(decision.report).toMatchObject({ stepIndex: 2, returned: null, grade: '好' });
    expect(decision.events[0]).toMatchObject({ from: 'returned', to: 'in_review', step: 2 });
    const back = applied(returned, decision);
    expect([back.steps, back.decisions[0]]).toEqual([approvedOnce.steps, approvedOnce.decisions[0]]);
  });

  it('flags the step by the people of now, and the other steps as they were', () => {
    const flagged: ReportSnapshot = {
      ...inReview,
      steps: inReview.steps.map((step) => ({ ...step, flag: 'no_reviewer' })),
    };
    const after = applied(flagged, accepted(ask(flagged, 'rev', { action: 'approve', revision: 1 })));
    const decision = accepted(ask(after, 'rev', recall));
    expect(decision.steps.map(({ flag }) => flag)).toEqual([null, 'no_reviewer']);
  });

  it('flags a seat whose deputies already count, as it stands without the decision', () => {
    const submitted = applied(drafting, accepted(ask(drafting, 'sec', { action: 'submit' }, allOf)));
    const one = applied(
      submitted,
      accepted(ask(submitted, 'lead', { action: 'approve', revision: 1 }, allOf)),
    );
    const bound: Partial<Facts> = {
      ...allOf,
      posts: [post('leader', units.bureau, 'lead'), post('leader', units.bureau, 'lead2', ['lead'])],
    };
    expect(accepted(ask(one, 'lead', recall, bound)).steps[0]?.flag).toBeNull();
    // The approval that a return had made void fills the first seat again: its holder cannot fill the second.
    const second = { ...bound, actor: person('lead2', appointment('leader', units.bureau)) };
    const returned = applied(
      one,
      accepted(ask(one, 'lead', { action: 'return', revision: 1, note: '改。' }, second)),
    );
    expect(accepted(ask(returned, 'lead', recall, second)).steps[0]?.flag).toBe('no_reviewer');
  });

  it('is for whoever gave it, or in whose name it was given', () => {
    expect(refused(ask(inReview, 'rev', recall))).toMatchObject({
      code: 'nothing_to_recall',
      state: { step: 1 },
    });
    expect(codeOf(ask(approvedOnce, 'lead', recall))).toBe('nothing_to_recall');
    expect(codeOf(ask(approvedOnce, 'sec', recall))).toBe('forbidden');
    expect(codeOf(ask(examples.published, 'lead', recall))).toBe('wrong_state');
    const byDeputy = byDeputyOf();
    const deputy = accepted(ask(byDeputy, 'rev', recall, { ...deputies, actor: deputyOf('rev') }));
    expect(deputy.events[0]).toMatchObject({ actor: named('dep'), onBehalfOf: named('rev') });
    const holder = accepted(ask(byDeputy, 'rev', recall, deputies));
    expect(holder.events[0]).toMatchObject({ actor: named('rev'), onBehalfOf: null });
  });

  it('ends with the post it was given in, and with a report that was compiled from it', () => {
    expect(
      codeOf(ask(approvedOnce, 'rev', recall, { posts: [post('reviewer', units.general, 'rev2')] })),
    ).toBe('not_your_step');
    const laidDown: Partial<Facts> = { posts: [post('reviewer', units.general, 'rev', ['other'])] };
    expect(codeOf(ask(byDeputyOf(), 'rev', recall, { ...laidDown, actor: deputyOf('rev') }))).toBe(
      'not_your_step',
    );
    const gone: ReportSnapshot = { ...approvedOnce, undo: { ...approvedOnce.undo!, step: 9 } };
    expect(codeOf(ask(gone, 'rev', recall))).toBe('not_your_step');
    expect(refused(ask({ ...approved, compiled: true }, 'lead', recall))).toMatchObject({
      code: 'compiled',
      state: { state: 'approved' },
    });
    expect(codeOf(ask(approvedOnce, 'rev', { action: 'recall', note: ' ' }))).toBe('note_required');
    expect(accepted(ask(approved, 'lead', recall)).events[0]).toMatchObject({ from: 'approved', note: null });
  });
});
