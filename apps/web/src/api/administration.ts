import type { OrgKind, OrgRef, Page, Person, Role, RouteRule, TemplateDefinition } from './contract';
import { answer, client, ifMatch } from './http';

export interface OrgUnit extends OrgRef {
  id: string;
  name: string;
  kind: OrgKind;
  parent: { id: string; code: string; name: string } | null;
  phone: string | null;
  version: number;
  dissolvedOn: string | null;
  mergedInto: string | null;
  childCount: number;
}

export interface OrgTreeNode {
  id: string;
  code: string;
  name: string;
  kind: OrgKind;
  childCount: number;
  children: OrgTreeNode[] | null;
}

export interface Reorganisation {
  dryRun: boolean;
  effectiveOn: string;
  unit: OrgUnit;
  changes: { unit: OrgRef; kind: string; before: Record<string, unknown>; after: Record<string, unknown> }[];
  affected: { units: number; reportsInReview: number };
}

export type ReorganisationAct = 'move' | 'upgrade' | 'merge' | 'split' | 'dissolve';

export const getOrgTree = async () =>
  (await answer<{ items: OrgTreeNode[] }>(client.GET('/api/v1/org-units/tree'))).items;
export const getOrgUnit = (id: string) =>
  answer<OrgUnit>(client.GET('/api/v1/org-units/{id}', { params: { path: { id } } }));
// Limited: a search; the choices say how many more there are.
export const searchOrgUnits = (search: string, under?: string, kind?: OrgKind) =>
  answer<Page<OrgUnit>>(
    client.GET('/api/v1/org-units', { params: { query: { search, under, kind, pageSize: 30 } } }),
  );
// Limited: a search; what ended long ago is found by more of its name.
export const searchEndedUnits = async (search: string) =>
  (
    await answer<Page<OrgUnit>>(
      client.GET('/api/v1/org-units', { params: { query: { search, dissolved: true, pageSize: 50 } } }),
    )
  ).items.filter(({ dissolvedOn }) => dissolvedOn !== null);
export const createOrgUnit = (body: { code: string; name: string; kind: OrgKind; parent: string }) =>
  answer<OrgUnit>(client.POST('/api/v1/org-units', { body: { position: 0, ...body } }));
export const renameOrgUnit = (unit: OrgUnit, name: string) =>
  answer<OrgUnit>(
    client.PATCH('/api/v1/org-units/{id}', {
      params: { path: { id: unit.id }, header: ifMatch(unit.version) },
      body: { name },
    }),
  );
export const reorganise = (id: string, act: ReorganisationAct, body: object) =>
  answer<Reorganisation>(
    client.POST(`/api/v1/org-units/{id}/${act}` as '/api/v1/org-units/{id}/move', {
      params: { path: { id } },
      body: body as never,
    }),
  );

export interface UserItem {
  id: string;
  username: string;
  name: string;
  phone: string | null;
  email: string | null;
  active: boolean;
  mustChangePassword: boolean;
  version: number;
  org: { id: string; code: string; name: string } | null;
  appointments: {
    id: string;
    role: Role;
    org: { id: string; code: string; name: string };
    startsAt: string;
    endsAt: string | null;
  }[];
}

export interface AppointmentItem {
  id: string;
  user: Person;
  org: { id: string; code: string; name: string };
  role: Role;
  startsAt: string;
  endsAt: string | null;
}

export interface TemplateItem {
  id: string;
  code: string;
  name: string;
  org: OrgRef;
  versions: {
    id: string;
    number: number;
    state: 'draft' | 'released';
    createdAt: string;
    releasedAt: string | null;
  }[];
}

export interface TemplateVersionDetail {
  id: string;
  number: number;
  state: 'draft' | 'released';
  template: { id: string; code: string; name: string };
  definition: TemplateDefinition;
}

export interface NewTier {
  kind: OrgKind;
  templateVersion: string;
  dueAt: string;
  graceDays: number;
  latePolicy: 'accept' | 'lock';
  allowNil: boolean;
  route: RouteRule[];
}

export interface NewCycle {
  code: string;
  title: string;
  period: string;
  tiers: NewTier[];
  audience: { under: string; kinds?: OrgKind[]; except?: string[] };
  gradeQuota?: Record<string, number> | null;
  /** An IANA name; absent: that of the installation. */
  timeZone?: string;
  /** The day at whose end it closes by itself. */
  closesAt?: string | null;
  notice?: string | null;
  reminderPlan?: {
    daysBefore: number[];
    onDay: boolean;
    overdueEveryDays: number;
    superiorAfterDays: number;
  };
}

/** A group's robot; its address and secret are never told. */
export interface RobotItem {
  id: string;
  org: { id: string; code: string; name: string };
  channel: 'wecom' | 'dingtalk';
  name: string;
  signed: boolean;
  kinds: string[];
  createdAt: string;
}

export interface YearArrangement {
  year: number;
  holidays: string[];
  workdays: string[];
}

export interface HolidayCalendar {
  publishedThrough: number;
  published: YearArrangement[];
  entered: YearArrangement[];
}

export interface RecurrencePlan extends Omit<NewCycle, 'period' | 'tiers' | 'closesAt'> {
  draftDaysBeforeEnd: number;
  /** Each closes by itself so many days after its last due date; absent: an administrator closes it. */
  closesDaysAfterDue?: number;
  tiers: (Omit<NewTier, 'dueAt'> & { dueDaysAfterEnd: number })[];
}

export type RecurrenceInterval = 'year' | 'quarter' | 'month';

/** A cycle that makes itself, as a draft. */
export interface RecurrenceItem {
  id: string;
  org: { id: string; code: string; name: string };
  every: RecurrenceInterval;
  plan: RecurrencePlan;
  nextPeriod: string;
  nextAt: string;
  active: boolean;
}
