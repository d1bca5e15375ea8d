import type { Facts, Post } from './facts';
import type { DecisionSnapshot, ReportSnapshot, RouteStop, StepFlag, StepSnapshot } from './snapshot';

/** The step as far as posts go; also a stop that was not entered yet. */
export type SeatedStep = Pick<RouteStop, 'orgId' | 'role' | 'mode'> & { index: number };

/** A step that was entered, with the person that it is reserved for. */
export type WaitingStep = SeatedStep & Pick<StepSnapshot, 'reservedFor'>;

/** What a seat is judged by, of a report or of an item of the rectification ledger. */
export type Reviewed = Pick<ReportSnapshot, 'authors' | 'revision' | 'decisions'>;

/** Present appointments, as far as seats need them. */
export type Staff = Pick<Facts, 'posts'>;

export interface Seat {
  post: Post;
  /** The approval that fills it. */
  approval: DecisionSnapshot | undefined;
}

/** Who acts, and in whose post. */
export interface Capacity {
  post: Post;
  onBehalfOf: Post['holder'] | null;
}

/**
 * People who decide nothing about the present revision at a step (design 1.3, 回避): who wrote or
 * submitted it, and who decided another step of it. A recalled decision never was; other void
 * approvals still show that somebody judged this revision.
 */
export function recusedAt(report: Reviewed, stepIndex: number, authors = report.authors): Set<string> {
  const recused = new Set(authors);
  for (const decision of report.decisions) {
    if (decision.revision !== report.revision || decision.stepIndex === stepIndex) continue;
    if (decision.voidReason === 'recalled') continue;
    recused.add(decision.userId);
    if (decision.onBehalfOf) recused.add(decision.onBehalfOf);
  }
  return recused;
}

export function postsAt(facts: Staff, step: SeatedStep): Post[] {
  const seen = new Set<string>();
  return facts.posts.filter((post) => {
    if (post.orgId !== step.orgId || post.role !== step.role || seen.has(post.holder.id)) return false;
    seen.add(post.holder.id);
    return true;
  });
}

/** Present appointments less the recused; a holder's recusal binds their delegates. */
export function seatsAt(
  report: Reviewed,
  step: SeatedStep,
  facts: Staff,
  recused = recusedAt(report, step.index),
): Seat[] {
  const approvals = standingApprovals(report, step.index);
  return postsAt(facts, step)
    .filter((post) => !recused.has(post.holder.id))
    .map((post) => ({
      post,
      approval: approvals.find((given) => (given.onBehalfOf ?? given.userId) === post.holder.id),
    }));
}

/** Approvals of the present round and revision at a step that were not made void. */
export function standingApprovals(report: Reviewed, stepIndex: number): DecisionSnapshot[] {
  return report.decisions.filter(
    (decision) =>
      decision.action === 'approve' &&
      decision.stepIndex === stepIndex &&
      decision.revision === report.revision &&
      decision.voidReason === null,
  );
}

/** Whether all seats of an all-of step are filled; an empty table is never complete. */
export function isComplete(seats: readonly Seat[]): boolean {
  return seats.length > 0 && seats.every((seat) => seat.approval !== undefined);
}

/** How a step stands for want of people. */
export type Staffing = 'staffed' | 'vacant' | 'all_recused' | 'seat_stuck';

/**
 * `vacant`: nobody holds the post. `all_recused`: those who do must not decide. `seat_stuck`: a seat of
 * an all-of step whose delegates already count for another seat.
 */
export function staffingOf(
  report: Reviewed,
  step: SeatedStep,
  facts: Staff,
  recused = recusedAt(report, step.index),
): Staffing {
  if (postsAt(facts, step).length === 0) return 'vacant';
  const seats = seatsAt(report, step, facts, recused);
  if (seats.length === 0) return 'all_recused';
  if (step.mode === 'any') return 'staffed';
  const counted = new Set(standingApprovals(report, step.index).map((given) => given.userId));
  const stuck = seats.some(
    ({ post, approval }) =>
      !approval && post.delegates.length > 0 && post.delegates.every((person) => counted.has(person.id)),
  );
  return stuck ? 'seat_stuck' : 'staffed';
}

export function flagFor(staffing: Staffing): StepFlag | null {
  return staffing === 'staffed' ? null : 'no_reviewer';
}

/** The reservation still in force: it ends with the appointment of whom it names (case 14). */
export function reservationOf(
  step: Pick<StepSnapshot, 'reservedFor'>,
  seats: readonly Seat[],
): string | null {
  return seats.some(({ post }) => post.holder.id === step.reservedFor) ? step.reservedFor : null;
}

/** What somebody may do at the waiting step, or why not. */
export type Turn =
  | { kind: 'open'; capacity: Capacity }
  | { kind: 'approved' }
  | { kind: 'recused' }
  | { kind: 'reserved' }
  | { kind: 'none' };

/** Whether it is somebody's turn at a step; own posts go before delegated ones. */
export function turnOf(report: Reviewed, step: WaitingStep, userId: string, facts: Staff): Turn {
  const mine = postsAt(facts, step)
    .filter((post) => post.holder.id === userId || post.delegates.some((person) => person.id === userId))
    .sort((a, b) => Number(b.holder.id === userId) - Number(a.holder.id === userId));
  if (mine.length === 0) return { kind: 'none' };
  const recused = recusedAt(report, step.index);
  const free = mine.filter((post) => !recused.has(post.holder.id) && !recused.has(userId));
  if (free.length === 0) return { kind: 'recused' };
  const counts = (given: DecisionSnapshot) => given.userId === userId;
  if (standingApprovals(report, step.index).some(counts)) return { kind: 'approved' };
  const seats = seatsAt(report, step, facts, recused);
  const reserved = reservationOf(step, seats);
  const permitted = free.filter((post) => reserved === null || post.holder.id === reserved);
  if (permitted.length === 0) return { kind: 'reserved' };
  const open = permitted.find(
    (post) => !seats.find((seat) => seat.post.holder.id === post.holder.id)?.approval,
  );
  if (!open) return { kind: 'approved' };
  return {
    kind: 'open',
    capacity: { post: open, onBehalfOf: open.holder.id === userId ? null : open.holder },
  };
}

/** People who can act at the waiting step now: who the report waits for. */
export function waitingFor(report: Reviewed, step: WaitingStep, facts: Staff): Post['holder'][] {
  const people = new Map<string, Post['holder']>();
  for (const post of postsAt(facts, step)) {
    for (const person of [post.holder, ...post.delegates]) {
      if (turnOf(report, step, person.id, facts).kind === 'open') people.set(person.id, person);
    }
  }
  return [...people.values()];
}
