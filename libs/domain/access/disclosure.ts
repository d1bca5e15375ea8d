import type { ReportState } from '../review/states';
import type { ReportView } from './report-view';

/** A report as one person sees it: what every part of it is judged by. */
export interface SeenReport {
  view: ReportView;
  userId: string;
  state: ReportState;
  /** Of the latest revision; 0 before one was handed in. */
  revision: number;
}

export interface ViewedComment {
  authorId: string;
  /** Whether a reviewer made it while holding the step, as opposed to the author's side. */
  byReviewer: boolean;
  /** When the step it was made at was decided; null while that step still waits. */
  releasedAt: Date | null;
}

/** What of a decision or an event decides who may read it. */
export interface ViewedAct {
  /** Made at a step that is not decided yet: one of several seats, or taken back. */
  atOpenStep: boolean;
  /** Carries a grade. */
  graded: boolean;
  /** Of publishing, retracting and declining, which publishers do themselves. */
  ofPublication: boolean;
}

/** What one person may see of one report. */
export interface Disclosure {
  /** The text, files and findings of a revision, or of the working copy (null). */
  content(revision: number | null): boolean;
  comment(comment: ViewedComment): boolean;
  note(act: ViewedAct): boolean;
  grade: boolean;
  /** Why it was returned, with the scope. */
  returned: boolean;
  /**
   * The hash of an act, which proves what it says: who cannot read all of it must not try what it might be. Every
   * later hash of the chain proves it as well, so that none is shown from the first withheld act on.
   */
  hash(act: ViewedAct): boolean;
}

/**
 * The one place that says what of a report a person may see; every route, document, audit line and export asks it.
 * Grades reach the author's side on approval, what reviewers say when their step is decided (design 1.3).
 */
export function disclosureOf({ view, userId, state, revision }: SeenReport): Disclosure {
  const reads = view === 'working' || view === 'submitted';
  const decided = state === 'approved' || state === 'published';
  const grade = view === 'submitted' || view === 'approved' || (view === 'working' && decided);
  const note = (act: ViewedAct): boolean => {
    if (view === 'submitted') return true;
    if (view === 'working') return !act.atOpenStep;
    // Before a revision there is nothing to keep from whoever sees the row: reasons of waivers and extensions.
    return (view !== 'none' && act.ofPublication) || (view === 'row' && revision === 0);
  };
  return {
    content: (wanted) => {
      if (wanted === null) return view === 'working';
      return reads || (view === 'approved' && wanted === revision);
    },
    comment: (comment) => {
      if (view === 'submitted') return true;
      if (view === 'approved') return comment.authorId === userId;
      if (view !== 'working') return false;
      return !comment.byReviewer || comment.authorId === userId || comment.releasedAt !== null;
    },
    note,
    grade,
    returned: reads,
    hash: (act) => note(act) && (grade || !act.graded),
  };
}
