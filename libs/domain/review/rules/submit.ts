import type { ActingAppointment } from '../../access';
import { accepts } from '../../deadlines';
import { problem } from '../../problems';
import { enterStep, withEntry } from '../advance';
import { blankDecision, type Decision, type NewDecision, type NewStep, pendingStep } from '../decision';
import type { Facts } from '../facts';
import { standingApprovals } from '../seats';
import type { BeforeSubmission, DecisionSnapshot, ReportSnapshot, StepStatus } from '../snapshot';
import {
  behalfOf,
  conflict,
  eventOf,
  optionalNote,
  personOf,
  personRef,
  present,
  type Rule,
  requireNote,
  requirePost,
  requireState,
} from './rule';

interface Granted {
  post: ActingAppointment;
  late: boolean;
}

const closedPhases = {
  cycle_not_open: '尚未开启',
  cycle_closed: '已关闭',
  locked: '已过宽限期',
  answer_overdue: '已过答复期限',
} as const;

/** Whether the cycle takes a submission now, and whether it counts as late. @throws Problem `cycle_closed` */
export function requireAcceptance(
  report: ReportSnapshot,
  facts: Facts,
  now: Date,
  first: boolean,
  answerBy: string | null,
): boolean {
  const { cycle } = facts;
  const acceptance = accepts({
    cycleState: cycle.state,
    closesAt: cycle.closesAt,
    dueAt: cycle.dueAt,
    graceDays: cycle.graceDays,
    latePolicy: cycle.latePolicy,
    extensionUntil: report.extendedUntil,
    returnedDueAt: answerBy === null ? null : new Date(answerBy),
    firstSubmission: first,
    now,
    timeZone: cycle.timeZone,
  });
  if (!acceptance.ok) throw conflict(report, 'cycle_closed', { phase: closedPhases[acceptance.code] });
  return acceptance.late;
}

function mayHandIn(report: ReportSnapshot, facts: Facts, now: Date, action: 'submit' | 'nil'): Granted {
  const post = requirePost(report, 'report.submit', facts, now);
  requireState(report, action);
  const first = report.firstSubmittedAt === null;
  const late = requireAcceptance(report, facts, now, first, report.returned?.dueAt ?? null);
  if (facts.comments.unanswered > 0)
    throw problem('comments_unanswered', { count: facts.comments.unanswered });
  return { post, late: first ? late : report.late };
}

/** 报送: freezes revision n+1 and its route, and enters the first step. */
export const submit: Rule<'submit', Granted> = {
  may(report, facts, now) {
    const granted = mayHandIn(report, facts, now, 'submit');
    if (facts.draftErrors > 0) throw problem('checks_failed', { count: facts.draftErrors });
    return granted;
  },

  act(report, command, facts, now) {
    requirePost(report, 'report.submit', facts, now);
    if (command.ifVersion !== undefined && command.ifVersion !== report.version) {
      const stale = { expected: command.ifVersion, actual: report.version };
      throw problem('stale_version', stale, { state: present(report) });
    }
    if (!command.nil)
      return handIn(
        report,
        this.may(report, facts, now),
        { nilReason: null, note: optionalNote(command.note, '/note') },
        facts,
        now,
      );
    const granted = nilReport.may(report, facts, now);
    const nilReason = requireNote(command.nil.reason, '/nil/reason');
    return handIn(report, granted, { nilReason, note: nilReason }, facts, now);
  },
};

/** 零报告: where the tier allows it; counts as submitted and skips the content checks. */
export const nilReport = {
  may(report: ReportSnapshot, facts: Facts, now: Date): Granted {
    const granted = mayHandIn(report, facts, now, 'nil');
    if (!facts.cycle.allowNil) throw problem('nil_not_allowed');
    return granted;
  },
};

function handIn(
  report: ReportSnapshot,
  granted: Granted,
  { nilReason, note }: { nilReason: string | null; note: string | null },
  facts: Facts,
  now: Date,
): Decision {
  const actor = personOf(facts);
  const onBehalfOf = behalfOf(granted.post);
  const authors = [...new Set([...report.writers, actor.userId, ...(onBehalfOf ? [onBehalfOf.id] : [])])];
  const revision = report.revision + 1;
  const carriedTo = report.returned?.resume === 'here' ? (report.returned.step ?? 1) : 1;
  const steps = newRound(report, facts, carriedTo, now);
  const decisions = carriedDecisions(report, steps, revision, now);
  const submitted: ReportSnapshot = {
    ...report,
    revision,
    authors,
    decisions: decisions.map((carried) => asSnapshot(carried, report.round + 1)),
  };
  const entry = enterStep(submitted, steps, carriedTo, facts, now);

  const decision = blankDecision();
  decision.report = {
    state: 'in_review',
    revision,
    round: report.round + 1,
    stepIndex: entry.index,
    late: granted.late,
    firstSubmittedAt: report.firstSubmittedAt ?? now,
    returned: null,
    nilReason,
    grade: null,
    heldSince: now,
    beforeSubmission: {
      state: report.state as BeforeSubmission['state'],
      returned: report.returned,
      late: report.late,
      firstSubmittedAt: report.firstSubmittedAt?.toISOString() ?? null,
      nilReason: report.nilReason,
    },
  };
  decision.newSteps = withEntry(steps, entry);
  decision.decisions = decisions;
  decision.freeze = { authors, nilReason, late: granted.late };
  const moved = { ...decision.report, stepIndex: carriedTo };
  decision.events = [
    eventOf(report, 'report.submitted', moved, {
      actor: personRef(actor),
      onBehalfOf,
      revision,
      note,
      data: { nil: nilReason !== null, stepFrom: carriedTo },
    }),
    ...entry.events.map((passed) => ({
      ...passed,
      revision,
      data: { ...passed.data, after: { ...passed.data.after, late: granted.late, grade: null } },
    })),
  ];
  return decision;
}

const kept: Partial<Record<StepStatus, StepStatus>> = {
  approved: 'carried',
  carried: 'carried',
  recused: 'recused',
  skipped: 'skipped',
};

/** The route once frozen stays that of the report, as a reroute may have changed it (design 1.2). */
function newRound(report: ReportSnapshot, facts: Facts, carriedTo: number, now: Date): NewStep[] {
  const stops = report.steps.length > 0 ? report.steps : facts.route;
  if (stops.length === 0) throw problem('empty_route', { tier: '' });
  return stops.map((stop, position) => {
    const index = position + 1;
    const before = report.steps.find((step) => step.index === index);
    const status = (index < carriedTo && before && kept[before.status]) || 'pending';
    const endedAt = status === 'pending' ? null : (before?.endedAt ?? now);
    return { ...pendingStep(stop, index), status, endedAt };
  });
}

function carriedDecisions(
  report: ReportSnapshot,
  steps: NewStep[],
  revision: number,
  now: Date,
): NewDecision[] {
  return steps
    .filter((step) => step.status === 'carried')
    .flatMap((step) => standingApprovals(report, step.index))
    .map((given) => ({
      action: 'approve' as const,
      stepIndex: given.stepIndex,
      revision,
      userId: given.userId,
      onBehalfOf: given.onBehalfOf,
      appointmentId: given.appointmentId,
      note: given.note,
      grade: given.grade,
      givenFor: given.givenFor ?? given.revision,
      at: now,
    }));
}

/** A decision about to be written, as the rules read one. */
export function asSnapshot(decision: NewDecision, round: number): DecisionSnapshot {
  return { ...decision, id: '', round, voidReason: null };
}
