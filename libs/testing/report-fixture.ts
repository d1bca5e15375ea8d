import type { ActingAppointment } from '@domain/access';
import { chineseCalendar } from '@domain/deadlines';
import type { Role } from '@domain/org/roles';
import type { Facts, PersonActor, Post, ReportSnapshot, RouteStop } from '@domain/review';

export const longAgo = new Date('2025-01-01T00:00:00Z');
export const noon = new Date('2025-11-05T04:00:00Z');
export const calendar = chineseCalendar();

/** Paths of the units in fixtures; a unit's id is its path. */
export const units = { bureau: '1', general: '1.2', branch: '1.2.3' } as const;

export function appointment(
  role: Role,
  path: string,
  change: Partial<ActingAppointment> = {},
): ActingAppointment {
  return { id: `${role}@${path}`, role, orgId: path, path, startsAt: longAgo, endsAt: null, ...change };
}

export function person(userId: string, ...appointments: ActingAppointment[]): PersonActor {
  return { userId, name: `名${userId}`, appointments };
}

export function post(
  role: 'reviewer' | 'leader',
  orgId: string,
  holder: string,
  delegates: string[] = [],
): Post {
  const named = (id: string) => ({ id, name: `名${id}` });
  return {
    appointmentId: `${role}@${orgId}:${holder}`,
    orgId,
    role,
    holder: named(holder),
    delegates: delegates.map(named),
  };
}

export function stop(ordinal: number, orgId: string, change: Partial<RouteStop> = {}): RouteStop {
  return {
    ordinal,
    orgId,
    orgCode: orgId,
    orgName: orgId,
    orgKind: orgId === units.branch ? 'branch' : orgId === units.general ? 'general_branch' : 'bureau',
    role: 'reviewer',
    mode: 'any',
    workingDays: 3,
    grade: false,
    ...change,
  };
}

/** A branch's report that nobody has touched. */
export function untouched(change: Partial<ReportSnapshot> = {}): ReportSnapshot {
  return {
    id: 'r1',
    org: { id: units.branch, path: units.branch },
    state: 'not_started',
    version: 1,
    revision: 0,
    round: 0,
    stepIndex: null,
    late: false,
    firstSubmittedAt: null,
    writers: [],
    authors: [],
    extendedUntil: null,
    returned: null,
    nilReason: null,
    grade: null,
    beforeSubmission: null,
    beforeWaiver: null,
    undo: null,
    editionId: null,
    declined: false,
    compiled: false,
    lastUrgedAt: null,
    heldSince: longAgo,
    steps: [],
    decisions: [],
    ...change,
  };
}

export function facts(actor: Facts['actor'], change: Partial<Facts> = {}): Facts {
  return {
    actor,
    cycle: {
      state: 'open',
      closesAt: null,
      timeZone: 'Asia/Shanghai',
      calendar,
      dueAt: new Date('2025-12-10T15:59:59.999Z'),
      graceDays: 0,
      latePolicy: 'accept',
      allowNil: false,
      gradeQuota: null,
    },
    posts: [],
    comments: { unresolved: 0, unanswered: 0 },
    draftErrors: 0,
    route: [stop(0, units.general), stop(1, units.bureau)],
    pendingExtension: null,
    endedUnit: null,
    ...change,
  };
}
