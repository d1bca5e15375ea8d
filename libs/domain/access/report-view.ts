import type { ReportState } from '../review/states';
import { type Actor, inForce, isWithin, type Target } from './access';

/**
 * What somebody sees of a report (design 1.3): the author's side the working copy, others entitled the
 * latest submitted revision or, before one, the row with its state alone. `none` answers 404.
 */
export type ReportView = 'working' | 'submitted' | 'row' | 'none';

export interface ViewedReport {
  org: Target;
  state: ReportState;
  /** Revisions handed in so far; withdrawn ones stay readable and count. */
  revision: number;
  /** A published edition is current, also while a correction is being written. */
  hasCurrentEdition: boolean;
}

/**
 * Publishers see what is approved or published, and nothing else, unless they commented on the report
 * or were told of it: who could read it for that keeps it after a return (design 5, case 20). The
 * present appointment is needed in any case.
 */
export function viewOf(actor: Actor, report: ViewedReport, participated: boolean, now: Date): ReportView {
  const posts = actor.appointments.filter((held) => inForce(held, now));
  if (posts.some((held) => isAuthorRole(held.role) && held.orgId === report.org.orgId)) return 'working';
  const reaching = posts.filter((held) => isWithin(report.org.path, held.path));
  if (reaching.length === 0) return 'none';
  const submitted = report.revision > 0 ? 'submitted' : 'row';
  if (participated || reaching.some((held) => held.role !== 'publisher')) return submitted;
  if (report.state === 'approved' || report.state === 'published') return submitted;
  return report.hasCurrentEdition ? 'row' : 'none';
}

function isAuthorRole(role: string): boolean {
  return role === 'reporter' || role === 'secretary';
}

/** Grades reach the author's side on approval (design 1.3); everyone else who sees the revision sees them. */
export function seesGrade(view: ReportView, state: ReportState): boolean {
  if (view === 'submitted') return true;
  return view === 'working' && (state === 'approved' || state === 'published');
}

export interface ViewedComment {
  authorId: string;
  /** Whether a reviewer made it while holding the step, as opposed to the author's side. */
  byReviewer: boolean;
  /** When the step it was made at was decided; null while that step still waits. */
  releasedAt: Date | null;
}

/** A reviewer's comments reach the author's side when that step is decided (design 1.3). */
export function seesComment(view: ReportView, userId: string, comment: ViewedComment): boolean {
  if (view === 'submitted') return true;
  if (view !== 'working') return false;
  return !comment.byReviewer || comment.authorId === userId || comment.releasedAt !== null;
}
