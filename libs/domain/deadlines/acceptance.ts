import { type CycleState, cycleStateAt } from './closing';
import { addDays, dateIn, endOfDay } from './zoned-day';

/** Everything that decides whether the cycle takes a submission at this moment (design 1.4). */
export interface AcceptanceFacts {
  /** As stored: the worker writes a closing by the clock down a little later than it holds. */
  cycleState: CycleState;
  /** The last instant before the cycle closes by itself, or null. */
  closesAt: Date | null;
  /** The tier's due instant, before any extension. */
  dueAt: Date;
  /** Calendar days after the due date on which a report is still taken, marked late. */
  graceDays: number;
  latePolicy: 'accept' | 'lock';
  /** A granted extension's last instant, or null. */
  extensionUntil: Date | null;
  /** The answer date that the return set, or null. */
  returnedDueAt: Date | null;
  /** False once a submission stands that was not withdrawn. */
  firstSubmission: boolean;
  now: Date;
  timeZone: string;
}

export type Acceptance =
  | { ok: true /** Always false for a later submission: the first one decides. */; late: boolean }
  | { ok: false; code: 'cycle_not_open' | 'cycle_closed' | 'locked' | 'answer_overdue' };

/** The last instant of the grace period: `graceDays` whole days after the due day. */
export function graceEnd(dueAt: Date, graceDays: number, timeZone: string): Date {
  return endOfDay(addDays(dateIn(dueAt, timeZone), graceDays), timeZone);
}

/**
 * Whether a submission is accepted, by "closing and locking" of design 1.4: both stop first submissions
 * only; a returned report may be handed in again while the cycle is open, and after closing until its answer
 * date; an extension that still runs overrides the due date, the lock and the closing.
 */
export function accepts(facts: AcceptanceFacts): Acceptance {
  const { now } = facts;
  const cycleState = cycleStateAt(facts.cycleState, facts.closesAt, now);
  const notAfter = (limit: Date | null) => limit !== null && now.getTime() <= limit.getTime();

  if (cycleState === 'draft') return { ok: false, code: 'cycle_not_open' };
  if (notAfter(facts.extensionUntil)) return { ok: true, late: false };
  if (!facts.firstSubmission) {
    if (cycleState === 'open' || notAfter(facts.returnedDueAt)) return { ok: true, late: false };
    return { ok: false, code: facts.returnedDueAt ? 'answer_overdue' : 'cycle_closed' };
  }
  if (cycleState === 'closed') return { ok: false, code: 'cycle_closed' };
  if (notAfter(facts.dueAt)) return { ok: true, late: false };
  if (facts.latePolicy === 'accept' || notAfter(graceEnd(facts.dueAt, facts.graceDays, facts.timeZone))) {
    return { ok: true, late: true };
  }
  return { ok: false, code: 'locked' };
}
