import type { ReportState } from '../review/states';
import { addInto } from './tally';

/** The counts of design 2.4. `expected` is all but waived; the last three overlap the states. */
export interface Counts {
  expected: number;
  waived: number;
  not_started: number;
  drafting: number;
  in_review: number;
  returned: number;
  approved: number;
  published: number;
  overdue: number;
  late: number;
  extended: number;
}

/**
 * What is kept of a node in order to tell its counts at any moment. Every part merges by addition, also the
 * two that a plain number could not carry: who is overdue depends on the clock, so the pending reports are
 * kept by their due instant; a median needs the values, so review times are kept as a histogram of hours.
 */
export interface CountFigures {
  states: Record<Exclude<ReportState, 'waived'>, number>;
  waived: number;
  late: number;
  extended: number;
  /** Reports in review by the step's index, counted from 1. */
  steps: Record<string, number>;
  /** Reports that their author's side owes, by due instant in milliseconds since 1970. */
  pending: Record<string, number>;
  /** Times a report was returned to its author, over all reports. */
  returns: number;
  /** Whole hours from submission to approval → reports approved within them. */
  reviewHours: Record<string, number>;
}

/** What a single report contributes. */
export interface ReportStanding {
  state: ReportState;
  late: boolean;
  stepIndex: number | null;
  /** The due instant in force for its author's side: the extension's, the answer's or the tier's. */
  dueAt: Date;
  extended: boolean;
  /** False for an answer asked of a unit that was dissolved or merged meanwhile. */
  owed: boolean;
  returns: number;
  /** From the submission of the approved revision to its approval; null before. */
  reviewMs: number | null;
}

/** In the hands of the unit that owes it. */
export const pendingStates: readonly ReportState[] = ['not_started', 'drafting', 'returned'];

export function emptyCounts(): CountFigures {
  return {
    states: { not_started: 0, drafting: 0, in_review: 0, returned: 0, approved: 0, published: 0 },
    waived: 0,
    late: 0,
    extended: 0,
    steps: {},
    pending: {},
    returns: 0,
    reviewHours: {},
  };
}

/** A waived report counts as waived and as nothing else. */
export function countReport(report: ReportStanding): CountFigures {
  const counts = emptyCounts();
  if (report.state === 'waived') return { ...counts, waived: 1 };
  counts.states[report.state] = 1;
  counts.late = report.late ? 1 : 0;
  counts.extended = report.extended ? 1 : 0;
  counts.returns = report.returns;
  if (report.state === 'in_review' && report.stepIndex !== null) counts.steps[report.stepIndex] = 1;
  if (report.owed && pendingStates.includes(report.state)) counts.pending[report.dueAt.getTime()] = 1;
  if (report.reviewMs !== null) counts.reviewHours[Math.round(report.reviewMs / 3_600_000)] = 1;
  return counts;
}

/**
 * Adds up, and takes away what is in `less`; associative and commutative, with `emptyCounts()` as its neutral
 * element. A difference may be negative.
 */
export function mergeCounts(
  parts: readonly CountFigures[],
  less: readonly CountFigures[] = [],
): CountFigures {
  const sum = emptyCounts();
  const add = (part: CountFigures, sign: 1 | -1) => {
    for (const state of Object.keys(sum.states) as Array<keyof typeof sum.states>)
      sum.states[state] += sign * part.states[state];
    sum.waived += sign * part.waived;
    sum.late += sign * part.late;
    sum.extended += sign * part.extended;
    sum.returns += sign * part.returns;
    addInto(sum.steps, part.steps, sign);
    addInto(sum.pending, part.pending, sign);
    addInto(sum.reviewHours, part.reviewHours, sign);
  };
  for (const part of parts) add(part, 1);
  for (const part of less) add(part, -1);
  return sum;
}

/** The counts as they are shown at `now`; the due instant itself is still in time. */
export function countsAt(figures: CountFigures, now: Date): Counts {
  const { states } = figures;
  let overdue = 0;
  for (const [due, reports] of Object.entries(figures.pending))
    if (Number(due) < now.getTime()) overdue += reports;
  return {
    expected: expectedOf(figures),
    waived: figures.waived,
    ...states,
    overdue,
    late: figures.late,
    extended: figures.extended,
  };
}

function expectedOf({ states }: CountFigures): number {
  return Object.values(states).reduce((sum, value) => sum + value, 0);
}

/** Returns per report that was handed in at least once, to two places; 0 where none was. */
export function returnsPerReport(figures: CountFigures): number {
  const { in_review, returned, approved, published } = figures.states;
  const handedIn = in_review + returned + approved + published;
  return handedIn === 0 ? 0 : Math.round((figures.returns / handedIn) * 100) / 100;
}

/** Share of the reports handed in that were in time, to four places; null where none was handed in. */
export function onTimeRate(figures: CountFigures): number | null {
  const { in_review, returned, approved, published } = figures.states;
  const handedIn = in_review + returned + approved + published;
  return handedIn === 0 ? null : Math.round(((handedIn - figures.late) / handedIn) * 10_000) / 10_000;
}

/** Median of the whole hours, halves allowed; null where nothing was approved. */
export function medianReviewHours(figures: CountFigures): number | null {
  const entries = Object.entries(figures.reviewHours)
    .map(([hours, reports]) => [Number(hours), reports] as const)
    .sort(([a], [b]) => a - b);
  const total = entries.reduce((sum, [, reports]) => sum + reports, 0);
  if (total === 0) return null;
  const at = (position: number) => {
    let passed = 0;
    for (const [hours, reports] of entries) {
      passed += reports;
      if (position < passed) return hours;
    }
    return 0;
  };
  return (at(Math.floor((total - 1) / 2)) + at(Math.floor(total / 2))) / 2;
}

/** How many wait at each step, by index. */
export function waitingSteps(figures: CountFigures): Array<{ index: number; waiting: number }> {
  return Object.entries(figures.steps)
    .filter(([, waiting]) => waiting > 0)
    .map(([index, waiting]) => ({ index: Number(index), waiting }))
    .sort((a, b) => a.index - b.index);
}
