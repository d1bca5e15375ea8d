import {
  commandsIn,
  type DelegationCommand,
  deputiesIn,
  LifeCycleModel,
  type ModelCommand,
  type ModelPost,
  type ModelWorld,
} from '@testing/life-cycle';
import { appointment, facts, noon, person, post, stop, units, untouched } from '@testing/report-fixture';
import fc from 'fast-check';
import { branchAnnualTemplate } from '../cycle/branch-annual-template';
import { chainFault, eventHash, fold, type ReportEvent } from '../events';
import {
  applyDecision,
  availableActions,
  type Command,
  currentStep,
  decide,
  type Facts,
  type ReportSnapshot,
  transitions,
} from './index';

const people = ['x', 'sec2', 'b1', 'rep', 'sec', 'g1', 'g2', 'l1', 'l2', 'pub', 'adm'];

// Some people sit in several posts on purpose: a secretary who reviews at the bureau, a reviewer at two
// levels, a publisher who is also secretary.
const worlds: ModelWorld[] = [
  {
    reporters: ['rep'],
    secretaries: ['sec', 'sec2'],
    admins: ['adm'],
    publishers: ['pub', 'sec'],
    steps: [
      { holders: ['g1', 'g2'], mode: 'any' },
      { holders: ['b1', 'g2', 'sec'], mode: 'any' },
      { holders: ['l1', 'l2'], mode: 'all' },
    ],
  },
  {
    reporters: ['rep', 'g1'],
    secretaries: ['sec'],
    admins: ['adm', 'l1'],
    publishers: ['pub'],
    steps: [
      { holders: ['g1'], mode: 'any' },
      { holders: [], mode: 'any' },
      { holders: ['l1', 'g2', 'sec'], mode: 'all' },
      { holders: ['l2', 'b1'], mode: 'any' },
    ],
  },
];

/** Lives a world, of some fifty commands each; `LIVES=10000 npm test -- life-cycle` plays a million (design 4.2). */
const lives = Number(process.env.LIVES ?? 60);

describe('the life of a report, random commands by random people', () => {
  it.each(worlds.map((world, index) => [index, world] as const))(
    'agrees with the model in world %i',
    (_, world) => {
      fc.assert(
        fc.property(
          deputiesIn(world, people),
          fc.array(commandsIn(world, people), { minLength: 20, maxLength: 80, size: 'max' }),
          (deputies, list) => {
            const model = new LifeCycleModel(world);
            for (const command of deputies) model.play(command);
            let report = untouched();
            const events: ReportEvent[] = [];
            list.forEach((make, turn) => {
              const { state, revision, step } = model.life;
              const command = make({ state, revision, step, delegations: model.delegations.known });
              const now = new Date(noon.getTime() + turn * 60_000);
              if (isDelegation(command)) {
                if (model.play(command)) report = recounted(report, model, world, now);
                return;
              }
              const known = { ...factsOf(model, world, command.by, report), ...asideOf(model.life) };
              const offered = availableActions(report, known, now) as string[];
              const result = decide(report, asCommand(command, report), known, now);
              const ending = command.name === 'unit-end';
              const owed = ['not_started', 'drafting', 'returned'].includes(model.life.state);
              const played = model.play(command);
              // Where nothing is owed the end of a unit leaves its report alone.
              const expected = ending ? owed : played;
              if (result.ok !== expected) {
                throw new Error(
                  `${JSON.stringify(command)} at ${JSON.stringify(model.life)}: model ${expected}, rules ${result.ok ? 'accept' : result.problem.code}`,
                );
              }
              if (!result.ok) {
                expect(availableActions(report, known, now)).toEqual(offered);
                return;
              }
              if (!isAside(command.name)) expect(offered).toContain(command.name);
              const row = isAside(command.name) ? (ending ? 'unit-end' : 'extend') : command.name;
              expect(transitions[row].to as readonly string[]).toContain(result.report.state ?? report.state);
              const before = report;
              report = applyDecision(report, result, {
                steps: result.newSteps.map((_step, n) => `s${turn}-${n}`),
                decisions: result.decisions.map((_given, n) => `d${turn}-${n}`),
                edition: `e${turn}`,
              });
              for (const draft of result.events) {
                const event = {
                  reportId: report.id,
                  sequence: events.length + 1,
                  type: draft.type,
                  actorId: draft.actor?.id ?? null,
                  actorName: draft.actor?.name ?? '系统',
                  onBehalfOf: draft.onBehalfOf,
                  at: now,
                  from: draft.from,
                  to: draft.to,
                  step: draft.step,
                  revision: draft.revision,
                  note: draft.note,
                  data: draft.data,
                };
                events.push({ ...event, hash: eventHash(events[events.length - 1]?.hash ?? null, event) });
              }
              expect([report.state, report.stepIndex, report.revision]).toEqual([
                model.life.state,
                model.life.step,
                model.life.revision,
              ]);
              expect(report.editionId !== null).toBe(model.life.edition);
              expect(report.extendedUntil).toEqual(model.life.until === 0 ? null : january(model.life.until));
              // Time that was granted is never taken back.
              expect(report.extendedUntil?.getTime() ?? 0).toBeGreaterThanOrEqual(
                before.extendedUntil?.getTime() ?? 0,
              );
              invariants(before, report, events);
            });
          },
        ),
        // The first counterexample is told as it was played: making lives of eighty commands smaller takes minutes.
        { numRuns: lives, endOnFailure: true },
      );
    },
    60_000 + lives * 100,
  );
});

function invariants(before: ReportSnapshot, report: ReportSnapshot, events: ReportEvent[]): void {
  // The row equals the fold of its events, and the chain holds.
  expect(fold(events)).toEqual({
    state: report.state,
    step: report.stepIndex,
    revision: report.revision,
    late: report.late,
    grade: report.grade,
  });
  const last = events[events.length - 1];
  expect(chainFault(events, { sequence: events.length, hash: last?.hash ?? null })).toBeUndefined();
  // One step waits exactly while in review.
  const waiting = report.steps.filter((step) => step.status === 'waiting');
  expect(waiting.map((step) => step.index)).toEqual(report.state === 'in_review' ? [report.stepIndex] : []);
  // Nobody decides what they wrote, submitted, or decided at another step.
  const standing = report.decisions.filter(
    (given) => given.revision === report.revision && given.givenFor === null && given.voidReason === null,
  );
  if (['in_review', 'approved', 'published'].includes(report.state)) {
    for (const given of standing) {
      expect(report.authors).not.toContain(given.userId);
      expect(report.authors).not.toContain(given.onBehalfOf);
    }
    const approvals = standing.filter((given) => given.action === 'approve').map((given) => given.userId);
    expect(new Set(approvals).size).toBe(approvals.length);
  }
  // The last step never passes by itself.
  const final = report.steps[report.steps.length - 1];
  expect(['recused', 'skipped']).not.toContain(final?.status);
  if (report.state === 'approved') expect(final?.status).toBe('approved');
  expect(report.revision).toBeGreaterThanOrEqual(before.revision);
}

/** Who begins or ends to act for somebody moves nothing by that alone; at most the flag of the step changes. */
function recounted(
  report: ReportSnapshot,
  model: LifeCycleModel,
  world: ModelWorld,
  now: Date,
): ReportSnapshot {
  if (report.state !== 'in_review') return report;
  const result = decide(report, { action: 'recount' }, factsOf(model, world, 'system', report), now);
  if (!result.ok) throw result.problem;
  const after = applyDecision(report, result, { steps: [], decisions: [] });
  const unflagged = ({ steps }: ReportSnapshot) => steps.map((each) => ({ ...each, flag: null }));
  expect({ ...after, steps: unflagged(after) }).toEqual({ ...report, steps: unflagged(report) });
  expect(currentStep(after)?.flag).toBe(model.flagged ? 'no_reviewer' : null);
  return after;
}

function factsOf(model: LifeCycleModel, world: ModelWorld, by: string, report: ReportSnapshot): Facts {
  const places = [
    ['reporter', units.branch],
    ['secretary', units.branch],
    ['admin', units.bureau],
    ['publisher', units.bureau],
  ] as const;
  const stepOrg = (index: number) => `1.2x${index}`;
  const held = [
    ...places.map(([role, path]) => ({ role, path, post: role as ModelPost })),
    ...world.steps.map((_, index) => ({ role: 'reviewer', path: stepOrg(index), post: index + 1 }) as const),
  ].flatMap(({ role, path, post: kind }) =>
    model.delegations.actingIn(by, kind).map((holder) => {
      const onBehalfOf = holder === by ? undefined : { userId: holder, name: `名${holder}` };
      return appointment(role, path, onBehalfOf && { onBehalfOf });
    }),
  );
  const posts = world.steps.flatMap((step, index) =>
    step.holders.map((holder) =>
      post('reviewer', stepOrg(index), holder, model.delegations.deputiesOf(holder, index + 1)),
    ),
  );
  return facts(by === 'system' ? 'system' : person(by, ...held), {
    posts,
    route: world.steps.map((step, index) => stop(index, stepOrg(index), { mode: step.mode })),
    draft: { content: emptyDraft, template: branchAnnualTemplate, returned: null },
    revisionContent: { sections: [], indicators: [], problems: [] },
    draftErrors: report.revision < 0 ? 1 : 0,
  });
}

type Aside = 'grant' | 'deny' | 'unit-end';
type Played = Exclude<ModelCommand, DelegationCommand>;
const isDelegation = (command: ModelCommand): command is DelegationCommand => 'post' in command;
const isAside = (name: ModelCommand['name']): name is Aside => ['grant', 'deny', 'unit-end'].includes(name);
const january = (day: number) => new Date(Date.UTC(2026, 0, day));

/** What stands beside the report: an open request, and whether its unit ended. */
function asideOf(life: { asked: boolean; ended: boolean }): Pick<Facts, 'pendingExtension' | 'endedUnit'> {
  const request = { id: 'x', requestedBy: 'sec', until: january(28), reason: '轮岗。' };
  return { pendingExtension: life.asked ? request : null, endedUnit: life.ended ? '第三党支部' : null };
}

const emptyDraft = { sections: [], indicators: {}, problems: [], unplaced: '' };

function asCommand(command: Played, report: ReportSnapshot): Command {
  switch (command.name) {
    case 'save':
      return { action: 'save', ifVersion: report.version, content: emptyDraft };
    case 'approve':
      return { action: 'approve', revision: command.revision };
    case 'return':
      return command.to === 'author'
        ? { action: 'return', revision: command.revision, note: '请补充。', resume: command.resume }
        : { action: 'return', revision: command.revision, note: '请复核。', to: command.to };
    case 'transfer':
      return { action: 'transfer', toUserId: command.to };
    case 'extend':
      return { action: 'extend', dueAt: january(command.until), reason: '轮岗。' };
    case 'grant':
      return { action: 'grant-extension', extension: 'x', dueAt: january(command.until) };
    case 'deny':
      return { action: 'deny-extension', extension: 'x', reason: '不必。' };
    case 'publish':
      return {
        action: 'publish',
        audience: 'all',
        review: { secrecy: true, necessity: true, accuracy: true },
      };
    case 'withdraw':
    case 'recall':
    case 'submit':
      return { action: command.name };
    default:
      return { action: command.name, reason: '按规定办理。' };
  }
}
