import type { ReportState } from '../review/states';
import { type Actor, inForce, isWithin, type Target } from './access';

/**
 * What somebody sees of a report (design 1.3): the author's side the working copy; reviewers, observers and
 * administrators the latest submitted revision; publishers what was approved, and nothing of how it came about;
 * whoever is entitled before there is anything to see, the row with its state alone. `none` answers 404.
 */
export type ReportView = 'working' | 'submitted' | 'approved' | 'row' | 'none';

export interface ViewedReport {
  org: Target;
  state: ReportState;
  /** Revisions handed in so far; withdrawn ones stay readable and count. */
  revision: number;
  /** A published edition is current, also while a correction is being written. */
  hasCurrentEdition: boolean;
}

/** Somebody commented on the report or was told of it; which of its revisions was approved last, if any was. */
export interface Participation {
  approvedRevision: number | null;
}

/**
 * Publishers see what is approved or published, and nothing else. Who commented on the report or was told of it
 * keeps what they could read after it was reopened (design 5, case 20), until another revision is handed in. The
 * present appointment is needed in any case.
 */
export function viewOf(
  actor: Actor,
  report: ViewedReport,
  participation: Participation | null,
  now: Date,
): ReportView {
  const posts = actor.appointments.filter((held) => inForce(held, now));
  if (posts.some((held) => isAuthorRole(held.role) && held.orgId === report.org.orgId)) return 'working';
  const reaching = posts.filter((held) => isWithin(report.org.path, held.path));
  if (reaching.length === 0) return 'none';
  if (reaching.some((held) => held.role !== 'publisher')) return report.revision > 0 ? 'submitted' : 'row';
  if (report.state === 'approved' || report.state === 'published') return 'approved';
  if (participation !== null && participation.approvedRevision === report.revision) return 'approved';
  return report.hasCurrentEdition || participation !== null ? 'row' : 'none';
}

function isAuthorRole(role: string): boolean {
  return role === 'reporter' || role === 'secretary';
}
