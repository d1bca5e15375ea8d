import type { Decision } from './decision';
import type { DecisionSnapshot, ReportSnapshot, StepRecord, StepSnapshot, Undo } from './snapshot';

/**
 * The snapshot after a decision. Used to answer with the new state without reading it back, and by tests.
 *
 * @param ids of the new steps and the new decisions, in their order
 */
export function applyDecision(
  report: ReportSnapshot,
  decision: Decision,
  ids: { steps: string[]; decisions: string[]; edition?: string | null },
): ReportSnapshot {
  const round = decision.report.round ?? report.round;
  const fresh = round !== report.round;
  const kept = fresh
    ? []
    : report.steps.filter((step) => decision.replaceFrom === null || step.index < decision.replaceFrom);
  const changed = kept.map((step) => {
    const after: StepSnapshot = { ...step };
    for (const change of decision.steps) if (change.index === step.index) Object.assign(after, change);
    return after;
  });
  const added = decision.newSteps.map(
    (step, position): StepSnapshot => ({
      ...step,
      id: ids.steps[position] ?? '',
      round,
      reservedFor: null,
      lastUrgedAt: null,
    }),
  );
  const made = decision.decisions.map(
    (given, position): DecisionSnapshot => ({
      ...given,
      id: ids.decisions[position] ?? '',
      round,
      voidReason: null,
    }),
  );
  const before = fresh ? [] : report.decisions.map((given) => revoked(given, decision));
  return {
    ...report,
    ...decision.report,
    version: report.version + (decision.bump ? 1 : 0),
    authors: decision.freeze?.authors ?? report.authors,
    steps: [...changed, ...added],
    decisions: [...before, ...made],
    undo: undoAfter(report, decision, ids.decisions),
    declined: decision.declined || (report.declined && decision.report.revision === undefined),
    editionId: editionAfter(report, decision, ids.edition),
  };
}

function revoked(given: DecisionSnapshot, decision: Decision): DecisionSnapshot {
  if (decision.voids?.ids.includes(given.id)) return { ...given, voidReason: decision.voids.reason };
  return decision.restores.includes(given.id) ? { ...given, voidReason: null } : given;
}

function editionAfter(
  report: ReportSnapshot,
  decision: Decision,
  made: string | null | undefined,
): string | null {
  if (decision.edition?.kind === 'publish') return made ?? null;
  return decision.edition?.kind === 'retract' ? null : report.editionId;
}

/** The undo record as it is stored: the steps as they stood before the decision. */
export function undoAfter(report: ReportSnapshot, decision: Decision, decisionIds: string[]): Undo | null {
  if (decision.undo === 'keep') return report.undo;
  if (decision.undo === 'clear') return null;
  return {
    ...decision.undo,
    steps: report.steps.map(stepRecord),
    decisions: decisionIds,
    heldSince: report.heldSince.toISOString(),
    grade: report.grade,
  };
}

function stepRecord(step: StepSnapshot): StepRecord {
  return {
    index: step.index,
    status: step.status,
    flag: step.flag,
    reservedFor: step.reservedFor,
    enteredAt: step.enteredAt?.toISOString() ?? null,
    dueAt: step.dueAt?.toISOString() ?? null,
    endedAt: step.endedAt?.toISOString() ?? null,
  };
}
