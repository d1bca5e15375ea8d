import { branchAnnualTemplate } from '@domain/cycle/branch-annual-template';
import type { Problem } from '@domain/problems';
import {
  applyDecision,
  type Command,
  type CommandOf,
  type Decision,
  decide,
  type EventDraft,
  emptyContent,
  type Facts,
  type PersonActor,
  type ReportSnapshot,
  type ReportState,
} from '@domain/review';
import { appointment, facts, noon, person, post, stop, units, untouched } from './report-fixture';

/** One person a role, and a report in every state, made by the decisions that lead there. */
export const secretary = person('sec', appointment('secretary', units.branch));
const reviewer = person('rev', appointment('reviewer', units.general));
const leader = person('lead', appointment('leader', units.bureau));
const publisher = person('pub', appointment('publisher', units.bureau));
const admin = person('adm', appointment('admin', units.bureau));
export const everybody = { sec: secretary, rev: reviewer, lead: leader, pub: publisher, adm: admin };
export type Who = keyof typeof everybody;

export const posts = [
  post('reviewer', units.general, 'rev'),
  post('reviewer', units.general, 'rev2'),
  post('leader', units.bureau, 'lead'),
];
export const route = [stop(0, units.general), stop(1, units.bureau, { role: 'leader' })];

export function factsFor(who: Who, change: Partial<Facts> = {}): Facts {
  return facts(everybody[who], {
    posts,
    route,
    draft: { content: emptyContent, template: branchAnnualTemplate, returned: null },
    ...change,
  });
}

let serial = 0;
export function step(
  report: ReportSnapshot,
  who: Who,
  command: Command,
  change: Partial<Facts> = {},
): ReportSnapshot {
  const result = decide(report, command, factsFor(who, change), noon);
  if (!result.ok) throw new Error(`${command.action} by ${who} in ${report.state}: ${result.problem.code}`);
  return applied(report, result);
}
export function applied(report: ReportSnapshot, decision: Decision): ReportSnapshot {
  serial += 1;
  return applyDecision(report, decision, {
    steps: decision.newSteps.map((_, index) => `s${serial}.${index}`),
    decisions: decision.decisions.map((_, index) => `d${serial}.${index}`),
    edition: `e${serial}`,
  });
}

export const save = (report: ReportSnapshot): Command => ({
  action: 'save',
  ifVersion: report.version,
  content: emptyContent,
});
export const publish: Command = {
  action: 'publish',
  audience: 'all',
  review: { secrecy: true, necessity: true, accuracy: true },
};

const notStarted = untouched();
export const drafting = step(notStarted, 'sec', save(notStarted));
export const inReview = step(drafting, 'sec', { action: 'submit' });
export const approvedOnce = step(inReview, 'rev', { action: 'approve', revision: 1 });
export const approved = step(approvedOnce, 'lead', { action: 'approve', revision: 1 });
export const examples: Record<ReportState, ReportSnapshot> = {
  not_started: notStarted,
  drafting,
  in_review: inReview,
  returned: step(inReview, 'rev', { action: 'return', revision: 1, note: '请补充。' }),
  approved,
  published: step(approved, 'pub', publish),
  waived: step(drafting, 'adm', { action: 'waive', reason: '撤销。' }),
};

type Result = ReturnType<typeof decide>;

export function accepted(result: Result): Decision {
  if (!result.ok) throw new Error(result.problem.code);
  return result;
}

export function refused(result: Result): Problem {
  if (result.ok) throw new Error('accepted');
  return result.problem;
}

/** `accepted`, or the code of the refusal. */
export const codeOf = (result: Result): string => (result.ok ? 'accepted' : result.problem.code);

/** When a spec asks, some hours after the examples came about. */
export const afternoon = new Date('2025-11-05T08:00:00Z');

/** A return of the first revision. */
export const giveBack = (change: Partial<CommandOf<'return'>> = {}): CommandOf<'return'> => ({
  action: 'return',
  revision: 1,
  note: '请改。',
  ...change,
});

/** What is recorded of it where the leader gives back, without the action. */
export const givenBack = {
  stepIndex: 2,
  revision: 1,
  userId: 'lead',
  onBehalfOf: null,
  appointmentId: 'leader@1:lead',
  note: '请改。',
  grade: null,
  givenFor: null,
  at: afternoon,
};

export function ask(
  report: ReportSnapshot,
  who: Who,
  command: Command,
  change: Partial<Facts> = {},
  now = afternoon,
): Result {
  return decide(report, command, factsFor(who, change), now);
}

export const named = (id: string) => ({ id, name: `名${id}` });

/** Somebody who holds that person's posts by delegation and none of their own. */
export function deputyOf(who: Who): PersonActor {
  const onBehalfOf = { userId: who, name: `名${who}` };
  return person('dep', ...everybody[who].appointments.map((held) => ({ ...held, onBehalfOf })));
}

/** An event of somebody's act about `report`, as it has to be when nothing is said to the contrary. */
export function eventBy(
  actor: string | null,
  report: ReportSnapshot,
  change: Partial<EventDraft>,
  after: Partial<EventDraft['data']['after']> = {},
): Partial<EventDraft> {
  const { state, stepIndex, revision, late, grade } = report;
  return {
    actor: actor === null ? null : named(actor),
    onBehalfOf: null,
    from: state,
    to: state,
    step: null,
    revision: revision === 0 ? null : revision,
    note: null,
    ...change,
    data: { after: { step: stepIndex, revision, late, grade, ...after }, ...change.data },
  };
}
