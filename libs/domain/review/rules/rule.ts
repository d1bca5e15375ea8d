import { type ActingAppointment, appointmentsAllowing, isWithin, type Verb } from '../../access';
import { type Problem, type ProblemCode, type ProblemParams, problem } from '../../problems';
import type { Command, CommandOf } from '../command';
import type { Decision, EventData, EventDraft, ReportChange } from '../decision';
import type { Facts, PersonActor } from '../facts';
import type { Person, ReportSnapshot } from '../snapshot';
import { reportStateNames } from '../states';
import { type Action, type EventType, possibleIn } from '../transitions';

/**
 * One action. `may` holds every rule that does not depend on what the command says and fills
 * `allowedActions`; `act` calls it first, so that the page never offers what the server would refuse.
 * Both throw the refusal as a Problem.
 */
export interface Rule<Name extends Command['action'], Granted> {
  may(report: ReportSnapshot, facts: Facts, now: Date): Granted;
  act(report: ReportSnapshot, command: CommandOf<Name>, facts: Facts, now: Date): Decision;
}

/** Notes and reasons (design 2.3), in characters. */
export const noteLimit = 2000;

export function present(report: ReportSnapshot): Record<string, unknown> {
  return { state: report.state, version: report.version, revision: report.revision, step: report.stepIndex };
}

/** A refusal that shows the report's present state, as 409 and 412 do. */
export function conflict(report: ReportSnapshot, code: ProblemCode, params: ProblemParams = {}): Problem {
  return problem(code, params, { state: present(report) });
}

export function requireState(report: ReportSnapshot, action: Action): void {
  if (possibleIn(action, report.state)) return;
  throw conflict(report, 'wrong_state', { state: reportStateNames[report.state], stateCode: report.state });
}

/** Nobody is asked for what a unit owes that was dissolved or merged (design 5, case 30). */
export function requireUnit(facts: Facts): void {
  if (facts.endedUnit !== null) throw problem('unit_dissolved', { unit: facts.endedUnit });
}

/** The person behind a command; only a recount comes from the system. */
export function personOf(facts: Facts): PersonActor {
  if (facts.actor === 'system') throw problem('forbidden');
  return facts.actor;
}

/** The best post that carries `verb` to the report's unit: an own one before a delegated one. */
export function requirePost(report: ReportSnapshot, verb: Verb, facts: Facts, now: Date): ActingAppointment {
  const post = postFor(report, verb, facts, now);
  if (!post) throw problem('forbidden');
  return post;
}

export function postFor(
  report: ReportSnapshot,
  verb: Verb,
  facts: Facts,
  now: Date,
): ActingAppointment | undefined {
  if (facts.actor === 'system') return undefined;
  return appointmentsAllowing(facts.actor, verb, { orgId: report.org.id, path: report.org.path }, now)[0];
}

/** Posts of the actor strictly above the report's unit. */
export function postsAbove(report: ReportSnapshot, verb: Verb, facts: Facts, now: Date): ActingAppointment[] {
  const target = { orgId: report.org.id, path: report.org.path };
  return appointmentsAllowing(personOf(facts), verb, target, now).filter(
    (post) => post.path !== report.org.path && isWithin(report.org.path, post.path),
  );
}

/**
 * A note that must be there, at `pointer` in the body. @throws Problem `note_required` also for blanks alone,
 * `note_too_long`
 */
export function requireNote(text: string | null | undefined, pointer: string): string {
  const note = optionalNote(text, pointer);
  if (note === null) throw noteProblem('note_required', pointer, '须填写。');
  return note;
}

/** @throws Problem `note_required` for blanks, which say nothing; an empty note counts as none. */
export function optionalNote(text: string | null | undefined, pointer: string): string | null {
  if (text === undefined || text === null || text === '') return null;
  if (text.trim() === '') throw noteProblem('note_required', pointer, '不能只有空格。');
  if ([...text].length > noteLimit) throw noteProblem('note_too_long', pointer, `最多${noteLimit}字。`);
  return text;
}

function noteProblem(code: 'note_required' | 'note_too_long', pointer: string, detail: string): Problem {
  return problem(code, {}, { errors: [{ pointer, code, detail }] });
}

interface EventDetails {
  actor?: Person | null;
  onBehalfOf?: Person | null;
  step?: number | null;
  revision?: number | null;
  note?: string | null;
  data?: Record<string, unknown>;
}

/** The event of a transition from the snapshot to the snapshot with `change` applied. */
export function eventOf(
  report: ReportSnapshot,
  type: EventType,
  change: ReportChange,
  details: EventDetails,
): EventDraft {
  const after: EventData['after'] = {
    step: change.stepIndex === undefined ? report.stepIndex : change.stepIndex,
    revision: change.revision ?? report.revision,
    late: change.late ?? report.late,
    grade: change.grade === undefined ? report.grade : change.grade,
  };
  return {
    type,
    actor: details.actor ?? null,
    onBehalfOf: details.onBehalfOf ?? null,
    from: report.state,
    to: change.state ?? report.state,
    step: details.step ?? null,
    revision: details.revision ?? (after.revision === 0 ? null : after.revision),
    note: details.note ?? null,
    data: { after, ...details.data },
  };
}

/** Who a person acts for in a post, as the record shows it: 代. */
export function behalfOf(post: ActingAppointment): Person | null {
  return post.onBehalfOf ? { id: post.onBehalfOf.userId, name: post.onBehalfOf.name } : null;
}

export function personRef(actor: PersonActor): Person {
  return { id: actor.userId, name: actor.name };
}
