import {
  accepted,
  afternoon,
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
import { appointment, person, post, units } from '@testing/report-fixture';
import { blankDecision, type Command, type Facts, type ReportSnapshot } from './index';

const reopen: Command = { action: 'reopen', reason: '更正。' };
const known = { ...approved, grade: '好' } as const;

describe('reopening', () => {
  it('gives the report back as a whole, and makes its approvals void', () => {
    const returned = {
      by: named('lead'),
      onBehalfOf: null,
      note: '更正。',
      scope: null,
      resume: 'route',
      dueAt: '2025-11-12T15:59:59.999Z',
      at: afternoon.toISOString(),
      step: null,
      revision: 1,
    };
    expect(accepted(ask(known, 'lead', reopen))).toEqual({
      ...blankDecision(),
      report: { state: 'returned', stepIndex: null, grade: null, heldSince: afternoon, returned },
      steps: [
        { index: 1, status: 'void' },
        { index: 2, status: 'void' },
      ],
      voids: { ids: approved.decisions.map(({ id }) => id), reason: 'reopened' },
      events: [
        eventBy('lead', known, { type: 'report.reopened', to: 'returned', note: '更正。' }, { grade: null }),
      ],
    });
  });

  it('leaves what was void before, and steps that nobody approved', () => {
    const [first, second] = approved.steps;
    const mixed: ReportSnapshot = {
      ...approved,
      steps: [{ ...first!, status: 'recused' }, second!],
      decisions: [
        { ...approved.decisions[0]!, voidReason: 'returned' },
        { ...approved.decisions[0]!, id: 'r', action: 'return' },
        approved.decisions[1]!,
      ],
    };
    const decision = accepted(ask(mixed, 'lead', reopen));
    expect(decision.steps).toEqual([{ index: 2, status: 'void' }]);
    expect(decision.voids?.ids).toEqual([approved.decisions[1]?.id]);
    const carried: ReportSnapshot = { ...approved, steps: [{ ...first!, status: 'carried' }, second!] };
    expect(accepted(ask(carried, 'lead', reopen)).steps).toHaveLength(2);
    expect(accepted(ask({ ...approved, decisions: [] }, 'lead', reopen)).voids).toBeNull();
  });

  it('is for who may decide the last step, though they approved it or it was reserved', () => {
    expect(codeOf(ask(approved, 'lead', reopen))).toBe('accepted');
    expect(codeOf(ask(approved, 'rev', reopen))).toBe('forbidden');
    expect(codeOf(ask(approved, 'sec', reopen))).toBe('forbidden');
    const two: Partial<Facts> = {
      posts: [post('leader', units.bureau, 'lead', ['dep']), post('leader', units.bureau, 'lead2')],
    };
    const reserved: ReportSnapshot = {
      ...approved,
      steps: approved.steps.map((one) => (one.index === 2 ? { ...one, reservedFor: 'lead2' } : one)),
    };
    expect(codeOf(ask(reserved, 'lead', reopen, two))).toBe('accepted');
    const byDeputy = accepted(ask(approved, 'lead', reopen, { ...two, actor: deputyOf('lead') }));
    expect(byDeputy.report.returned).toMatchObject({ by: named('dep'), onBehalfOf: named('lead') });
    expect(byDeputy.events[0]).toMatchObject({ actor: named('dep'), onBehalfOf: named('lead') });
  });

  it('is refused to who wrote it, or decided another of its steps', () => {
    const wrote = { ...approved, authors: [...approved.authors, 'lead'] };
    expect(refused(ask(wrote, 'lead', reopen))).toMatchObject({
      code: 'recused',
      state: { state: 'approved' },
    });
    const both: Partial<Facts> = {
      actor: person('rev', appointment('reviewer', units.general), appointment('leader', units.bureau)),
      posts: [post('reviewer', units.general, 'rev'), post('leader', units.bureau, 'rev')],
    };
    expect(codeOf(ask(approved, 'rev', reopen, both))).toBe('recused');
  });

  it('asks first who, then for an approved report, then for a reason', () => {
    expect(codeOf(ask(inReview, 'rev', reopen))).toBe('forbidden');
    expect(codeOf(ask(approvedOnce, 'lead', reopen))).toBe('wrong_state');
    expect(codeOf(ask(drafting, 'lead', reopen))).toBe('wrong_state');
    expect(refused(ask({ ...approved, steps: [] }, 'lead', reopen))).toMatchObject({ code: 'not_your_step' });
    expect(codeOf(ask(approved, 'lead', { action: 'reopen', reason: ' ' }))).toBe('note_required');
    expect(step(examples.published, 'lead', reopen).editionId).toBe(examples.published.editionId);
    expect(applied(approved, accepted(ask(approved, 'lead', reopen))).state).toBe('returned');
  });
});
