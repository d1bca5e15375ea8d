import type { ActingAppointment, Actor } from '../access';
import type { GradeQuota, LatePolicy, StepRole } from '../cycle/cycle-definition';
import type { TemplateDefinition } from '../cycle/template-definition';
import type { CycleState, WorkingCalendar } from '../deadlines';
import type { ReportContent } from './content';
import type { Person, RouteStop } from './snapshot';

/** A present appointment to a step's post, with the delegates that may act in it now. */
export interface Post {
  appointmentId: string;
  orgId: string;
  role: StepRole;
  holder: Person;
  delegates: Person[];
}

export interface PersonActor extends Actor {
  name: string;
  appointments: readonly ActingAppointment[];
}

export interface CycleFacts {
  state: CycleState;
  /** The last instant before the cycle closes by itself; `state` may lag behind it. */
  closesAt: Date | null;
  timeZone: string;
  calendar: WorkingCalendar;
  /** The tier's due instant before any extension. */
  dueAt: Date;
  graceDays: number;
  latePolicy: LatePolicy;
  allowNil: boolean;
  gradeQuota: GradeQuota | null;
}

export interface PendingExtension {
  id: string;
  requestedBy: string;
  until: Date;
  reason: string;
}

/** What the rules need to know besides the report itself; loaded under the same lock. */
export interface Facts {
  /** `system` recounts; everybody else acts in an appointment. */
  actor: PersonActor | 'system';
  cycle: CycleFacts;
  /** Present appointments of active users at the posts of the round's steps. */
  posts: readonly Post[];
  comments: {
    /** Blocking comments not yet resolved. */
    unresolved: number;
    /** Blocking comments, released to the author's side, that have no reply. */
    unanswered: number;
  };
  /** Draft-check errors of the working copy, in open parts only. */
  draftErrors: number;
  /** The route as it would be computed now: the frozen tree at the first submission, the present one for a reroute. */
  route: readonly RouteStop[];
  pendingExtension: PendingExtension | null;
  /** The report's unit where it was dissolved or merged, which owes nothing from its date; null while it exists. */
  endedUnit: string | null;
  /** For saving: the working copy and what its template allows. */
  draft?: {
    content: ReportContent;
    template: TemplateDefinition;
    /** The revision that a return with a scope is about; null where nothing is frozen. */
    returned: ReportContent | null;
  };
  /** For returning: what a scope may name; null for a nil report, of which nothing can be frozen. */
  revisionContent?: { sections: string[]; indicators: string[]; problems: string[] } | null;
  /** How many reports of the tier have each grade, this one aside, and how many are expected. */
  grades?: { given: Partial<Record<string, number>>; expected: number };
}
