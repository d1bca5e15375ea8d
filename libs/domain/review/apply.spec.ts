import {
  accepted,
  afternoon,
  approved,
  approvedOnce,
  ask,
  examples,
  inReview,
} from '@testing/decision-fixture';
import { noon, stop, units } from '@testing/report-fixture';
import { applyDecision, blankDecision, type Decision, type ReportSnapshot, undoAfter } from './index';

const ids = { steps: ['s1', 's2'], decisions: ['d1'] };
const apply = (
  report: ReportSnapshot,
  change: Partial<Decision>,
  given: Parameters<typeof applyDecision>[2] = ids,
) => applyDecision(report, { ...blankDecision(), ...change }, given);
const [step1, step2] = approvedOnce.steps;
const [approval] = approvedOnce.decisions;
const newStep = {
  ...stop(1, units.bureau),
  index: 2,
  status: 'pending',
  flag: null,
  enteredAt: null,
  dueAt: null,
  endedAt: null,
} as const;
const given = {
  action: 'approve',
  stepIndex: 2,
  revision: 1,
  userId: 'lead',
  onBehalfOf: null,
  appointmentId: null,
  note: null,
  grade: null,
  givenFor: null,
  at: afternoon,
} as const;

describe('a report after a decision', () => {
  it('that changes nothing is the same but for its version and what could be recalled', () => {
    expect(blankDecision()).toEqual({
      ok: true,
      report: {},
      bump: true,
      steps: [],
      newSteps: [],
      replaceFrom: null,
      decisions: [],
      voids: null,
      restores: [],
      undo: 'clear',
      freeze: null,
      withdrawnRevision: null,
      content: null,
      release: [],
      extension: null,
      edition: null,
      declined: false,
      events: [],
      warnings: [],
    });
    expect(apply(approvedOnce, {})).toEqual({
      ...approvedOnce,
      version: approvedOnce.version + 1,
      undo: null,
    });
    expect(apply(approvedOnce, { bump: false, undo: 'keep' })).toEqual(approvedOnce);
  });

  it('has the columns, authors and steps that it changes', () => {
    const after = apply(approvedOnce, {
      report: { late: true },
      freeze: { authors: ['x'], nilReason: null, late: false },
      steps: [{ index: 2, flag: 'no_reviewer' }],
    });
    expect([after.late, after.authors]).toEqual([true, ['x']]);
    expect(after.steps).toEqual([step1, { ...step2, flag: 'no_reviewer' }]);
    expect(approvedOnce.steps[1]?.flag).toBeNull();
  });

  it('has new steps in the place of those from an index on', () => {
    const after = apply(approvedOnce, { replaceFrom: 2, newSteps: [newStep] });
    expect(after.steps).toEqual([
      step1,
      { ...newStep, id: 's1', round: 1, reservedFor: null, lastUrgedAt: null },
    ]);
    expect(
      apply(approvedOnce, { replaceFrom: 1, newSteps: [newStep] }, { steps: [], decisions: [] }).steps,
    ).toEqual([{ ...newStep, id: '', round: 1, reservedFor: null, lastUrgedAt: null }]);
  });

  it('begins a round without the steps and decisions of the last', () => {
    const after = apply(approvedOnce, { report: { round: 2 }, newSteps: [newStep], decisions: [given] });
    expect(after.steps.map(({ id, round }) => [id, round])).toEqual([['s1', 2]]);
    expect(after.decisions).toEqual([{ ...given, id: 'd1', round: 2, voidReason: null }]);
    const same = apply(
      approvedOnce,
      { report: { round: 1 }, decisions: [given] },
      { steps: [], decisions: [] },
    );
    expect(same.decisions).toEqual([approval, { ...given, id: '', round: 1, voidReason: null }]);
  });

  it('has approvals that it made void or valid again', () => {
    const voided = apply(approvedOnce, { voids: { ids: [approval!.id], reason: 'returned' } });
    expect(voided.decisions).toEqual([{ ...approval, voidReason: 'returned' }]);
    expect(apply(voided, { restores: [approval!.id] }).decisions).toEqual([approval]);
    expect(
      apply(voided, { restores: ['other'], voids: { ids: ['other'], reason: 'waived' } }).decisions,
    ).toEqual(voided.decisions);
  });

  it('has the edition that was published, or none once it was retracted', () => {
    const publish = { kind: 'publish', audience: 'all', replaces: null } as const;
    expect(apply(approved, { edition: publish }, { ...ids, edition: 'e9' }).editionId).toBe('e9');
    expect(apply(approved, { edition: publish }).editionId).toBeNull();
    const published = { ...approved, editionId: 'e1' };
    expect(apply(published, { edition: { kind: 'retract', id: 'e1', reason: '' } }).editionId).toBeNull();
    expect(apply(published, {}, { ...ids, edition: 'e9' }).editionId).toBe('e1');
  });

  it('stays declined until another revision is handed in', () => {
    const declined = apply(approved, { declined: true });
    expect([declined.declined, approved.declined]).toEqual([true, false]);
    expect(apply(declined, {}).declined).toBe(true);
    expect(apply(declined, { report: { revision: 2 } }).declined).toBe(false);
    expect(apply(approved, {}).declined).toBe(false);
  });
});

it('what a recall restores is kept as text, as it stood before', () => {
  const decision = accepted(ask(approvedOnce, 'lead', { action: 'approve', revision: 1 }));
  const graded: ReportSnapshot = { ...approvedOnce, grade: '好' };
  expect(undoAfter(graded, decision, ['d7'])).toEqual({
    by: 'lead',
    onBehalfOf: null,
    step: 2,
    voided: [],
    steps: [
      {
        index: 1,
        status: 'approved',
        flag: null,
        reservedFor: null,
        enteredAt: noon.toISOString(),
        dueAt: '2025-11-10T15:59:59.999Z',
        endedAt: noon.toISOString(),
      },
      {
        index: 2,
        status: 'waiting',
        flag: null,
        reservedFor: null,
        enteredAt: noon.toISOString(),
        dueAt: '2025-11-10T15:59:59.999Z',
        endedAt: null,
      },
    ],
    decisions: ['d7'],
    heldSince: noon.toISOString(),
    grade: '好',
  });
  const waiting = undoAfter(inReview, decision, []);
  expect(waiting?.steps[1]).toMatchObject({ enteredAt: null, dueAt: null, endedAt: null });
});

it('a step that is not there is a fault of ours, and no refusal', () => {
  const lost = {
    ...examples.waived,
    beforeWaiver: { state: 'in_review', stepIndex: 9, returned: null },
  } as const;
  expect(() => ask(lost, 'adm', { action: 'reinstate', reason: '恢复。' })).toThrow(
    new RangeError('There is no step 9.'),
  );
});
