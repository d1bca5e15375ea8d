import {
  allowed,
  type Disclosure,
  disclosureOf,
  type Participation,
  type ReportView,
  viewOf,
} from '@domain/access';
import { type StaleSource, staleSources } from '@domain/compilation';
import type { TemplateDefinition } from '@domain/cycle/template-definition';
import type { OrgKind, Role } from '@domain/org/roles';
import {
  availableActions,
  currentStep,
  flagFor,
  type OfferedAction,
  type Person,
  type ProblemItem,
  possibleIn,
  type ReportState,
  type ReturnScope,
  reservationOf,
  type StepFlag,
  type StepStatus,
  seatsAt,
  staffingOf,
  waitingFor,
} from '@domain/review';
import type { Caller } from '@platform/http';
import type { ExtensionView, HoldingPerson, LoadedReport, OwingUnit, ReportViewRow } from './report-row';

export interface StopAnswer {
  index: number;
  org: { id: string; code: string; name: string; kind: OrgKind };
  role: Role;
  mode: 'any' | 'all';
  workingDays: number;
  grade: boolean;
}

export interface StepAnswer extends StopAnswer {
  of: number;
  dueAt: Date | null;
  flag: StepFlag | null;
  reservedFor: string | null;
}

export interface RouteAnswer extends StopAnswer {
  status: StepStatus;
  enteredAt: Date | null;
  leftAt: Date | null;
  dueAt: Date | null;
}

export interface ContentAnswer {
  sections: { key: string; title: string; body: string }[];
  indicators: Record<string, number>;
  problems: ProblemItem[];
  unplaced: string;
}

export interface ReturnedAnswer {
  by: Person;
  onBehalfOf: Person | null;
  note: string;
  scope: ReturnScope | null;
  resume: 'route' | 'here';
  dueAt: string;
  at: string;
  revision: number;
}

/** A report as design 2.3 shows it; a list item has no `content`. */
export interface ReportItem {
  id: string;
  version: number;
  state: ReportState;
  late: boolean;
  cycle: { id: string; code: string; title: string; timeZone: string };
  tier: OrgKind;
  templateVersion: string;
  org: OwingUnit;
  /** The unit above in the tree that the cycle froze, which stays where it was whatever became of it. */
  superior: OwingUnit | null;
  dueAt: Date;
  revision: number;
  step: StepAnswer | null;
  route: RouteAnswer[];
  waitingOn: { who: HoldingPerson[]; since: Date } | null;
  returned: ReturnedAnswer | null;
  returns: number;
  waiver: { reason: string; by: string; at: Date } | null;
  /** When whoever holds it now was last urged. */
  urgedAt: Date | null;
  nil: { reason: string } | null;
  grade: string | null;
  firstSubmittedAt: Date | null;
  extension: ExtensionView | null;
  stale: StaleSource[];
  edition: { number: string } | null;
  updatedAt: Date;
  allowedActions: (OfferedAction | SideAct)[];
}

/** Acts beside a report's life, which change no state: words about it, and files that go with it. */
export type SideAct = 'comment' | 'reply' | 'attach';

export interface ReportAnswer extends ReportItem {
  content: ContentAnswer | null;
}

/** What the caller sees of the report; `none` is answered as 404. */
export function readingOf(
  loaded: LoadedReport,
  caller: Caller,
  participation: Participation | null,
  now: Date,
): ReportView {
  const { snapshot } = loaded;
  const view = viewOf(
    caller,
    {
      org: { orgId: snapshot.org.id, path: snapshot.org.path },
      state: snapshot.state,
      revision: snapshot.revision,
      hasCurrentEdition: snapshot.editionId !== null,
    },
    participation,
    now,
  );
  if (view !== 'none') return view;
  // A unit that moved away keeps its route until it is rerouted: those at its steps read it (case 28).
  const onRoute = snapshot.steps.some((step) =>
    allowed(caller, 'review.decide', { orgId: step.orgId, path: '' }, now),
  );
  return onRoute ? 'submitted' : 'none';
}

/** What of the loaded report whoever has this view of it may see. */
export function disclosed(loaded: LoadedReport, view: ReportView): Disclosure {
  const { facts, row } = loaded;
  const userId = facts.actor === 'system' ? '' : facts.actor.userId;
  return disclosureOf({ view, userId, state: row.state, revision: row.revision });
}

/** When the author's side must answer: the return's date, else an extension, else the tier's due date. */
function dueAtOf(row: ReportViewRow): Date {
  if (row.returned) return new Date(row.returned.dueAt);
  return row.extended_until ?? row.due_at;
}

/** The representation without content, as the caller may see it. */
export function itemAnswer(loaded: LoadedReport<ReportViewRow>, view: ReportView, now: Date): ReportItem {
  const { row, snapshot, facts } = loaded;
  const step = currentStep(snapshot);
  const seats = step ? seatsAt(snapshot, step, facts) : [];
  const shown = disclosed(loaded, view);
  return {
    id: row.id,
    version: row.version,
    state: row.state,
    late: row.late,
    cycle: { id: row.cycle_id, code: row.cycle_code, title: row.cycle_title, timeZone: row.time_zone },
    tier: row.tier,
    templateVersion: row.template_version_id,
    org: {
      id: row.org_id,
      code: row.org_code,
      name: row.org_name,
      kind: row.org_kind,
      ended: row.org_ended_on === null ? null : { on: row.org_ended_on, into: row.org_merged_into },
    },
    superior: row.superior,
    dueAt: dueAtOf(row),
    revision: row.revision,
    step: step
      ? {
          ...stopAnswer(step),
          of: snapshot.steps.length,
          dueAt: step.dueAt,
          flag: flagFor(staffingOf(snapshot, step, facts)),
          reservedFor: reservationOf(step, seats),
        }
      : null,
    route: snapshot.steps.map((each) => ({
      ...stopAnswer(each),
      status: each.status,
      enteredAt: each.enteredAt,
      leftAt: each.endedAt,
      dueAt: each.dueAt,
    })),
    waitingOn: waitingOn(loaded),
    returned:
      row.returned && shown.returned
        ? {
            by: row.returned.by,
            onBehalfOf: row.returned.onBehalfOf,
            note: row.returned.note,
            scope: row.returned.scope,
            resume: row.returned.resume,
            dueAt: row.returned.dueAt,
            at: row.returned.at,
            revision: row.returned.revision,
          }
        : null,
    returns: row.returns,
    waiver: row.waiver && { ...row.waiver, at: new Date(row.waiver.at) },
    urgedAt: step ? step.lastUrgedAt : snapshot.lastUrgedAt,
    nil: row.nil_reason === null ? null : { reason: row.nil_reason },
    grade: shown.grade ? row.grade : null,
    firstSubmittedAt: row.first_submitted_at,
    extension: row.extension,
    stale: staleSources(row.compiled_from ?? []),
    edition: row.edition === null ? null : { number: row.edition },
    updatedAt: row.updated_at,
    allowedActions: [...availableActions(snapshot, facts, now), ...sideActs(view, row)],
  };
}

/** As `CommentService` and `AttachmentService` enforce it: others comment on what was handed in, the author's side answers. */
function sideActs(view: ReportView, row: ReportViewRow): SideAct[] {
  const handedIn = row.revision > 0;
  if (view === 'working')
    return [
      ...(handedIn ? ['reply' as const] : []),
      ...(possibleIn('save', row.state) ? ['attach' as const] : []),
    ];
  return handedIn && view !== 'row' ? ['comment'] : [];
}

export function reportAnswer(
  loaded: LoadedReport<ReportViewRow>,
  view: ReportView,
  template: TemplateDefinition,
  now: Date,
): ReportAnswer {
  return { ...itemAnswer(loaded, view, now), content: contentAnswer(loaded, view, template) };
}

function contentAnswer(
  loaded: LoadedReport<ReportViewRow>,
  view: ReportView,
  template: TemplateDefinition,
): ContentAnswer | null {
  const { content, revision } = loaded.row;
  if (view !== 'working' && (revision === 0 || !disclosed(loaded, view).content(revision))) return null;
  return titledContent(content, template);
}

/** Content with the template's titles, every section of it in the template's order. */
export function titledContent(
  content: ReportViewRow['content'],
  template: TemplateDefinition,
): ContentAnswer {
  const bodies = new Map(content?.sections.map((section) => [section.key, section.body]));
  return {
    sections: template.sections.map(({ key, title }) => ({ key, title, body: bodies.get(key) ?? '' })),
    indicators: content?.indicators ?? {},
    problems: content?.problems ?? [],
    unplaced: content?.unplaced ?? '',
  };
}

function stopAnswer(step: LoadedReport['snapshot']['steps'][number]): StopAnswer {
  return {
    index: step.index,
    org: { id: step.orgId, code: step.orgCode, name: step.orgName, kind: step.orgKind },
    role: step.role,
    mode: step.mode,
    workingDays: step.workingDays,
    grade: step.grade,
  };
}

function waitingOn({ row, snapshot, facts }: LoadedReport<ReportViewRow>): ReportItem['waitingOn'] {
  const step = currentStep(snapshot);
  if (step) {
    const who = waitingFor(snapshot, step, facts).map((person) => ({ ...person, role: step.role }));
    return { who, since: row.held_since };
  }
  // A unit that ended owes nothing: nobody there holds anything up (design 5, case 30).
  if (row.org_ended_on !== null) return null;
  const authors = ['not_started', 'drafting', 'returned'].includes(row.state);
  return authors ? { who: row.author_side ?? [], since: row.held_since } : null;
}
