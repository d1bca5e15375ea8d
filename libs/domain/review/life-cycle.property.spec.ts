import { LifeCycleModel, type ModelCommand, type ModelWorld } from '@testing/life-cycle-model';
import { appointment, facts, noon, person, post, stop, units, untouched } from '@testing/report-fixture';
import fc from 'fast-check';
import { branchAnnualTemplate } from '../cycle/branch-annual-template';
import { chainFault, eventHash, fold, type ReportEvent } from '../events';
import {
  applyDecision,
  availableActions,
  type Command,
  decide,
  type Facts,
  type ReportSnapshot,
  transitions,
} from './index';

const people = ['rep', 'sec', 'sec2', 'g1', 'g2', 'b1', 'l1', 'l2', 'pub', 'adm'] as const;

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
const lives = Number(process.env.LIVES ?? 150);

type Make = (latest: number, step: number | null) => ModelCommand;

/** Mostly people who hold a post for it, else anybody: enough to reach every corner and still be refused. */
function commandsIn(world: ModelWorld): fc.Arbitrary<Make> {
  const anybody = fc.constantFrom(...people);
  const by = (...posts: string[]) =>
    fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...posts) }, { weight: 1, arbitrary: anybody });
  const authors = by(...world.reporters, ...world.secretaries);
  const reviewers = fc.oneof(
    { weight: 6, arbitrary: fc.nat(20).map((nth) => ({ nth, anybody: '' })) },
    { weight: 1, arbitrary: anybody.map((name) => ({ nth: 0, anybody: name })) },
  );
  const reviewer = (choice: { nth: number; anybody: string }, step: number | null): string => {
    const holders = world.steps[(step ?? world.steps.length) - 1]?.holders ?? [];
    return choice.anybody || (holders[choice.nth % Math.max(1, holders.length)] ?? 'rep');
  };
  const named = (name: ModelCommand['name'], who: fc.Arbitrary<string>) =>
    who.map(
      (id): Make =>
        () =>
          ({ name, by: id }) as ModelCommand,
    );
  const last = by(...(world.steps[world.steps.length - 1]?.holders ?? []));
  return fc.oneof(
    { weight: 3, arbitrary: named('save', authors) },
    { weight: 5, arbitrary: named('submit', by(...world.secretaries)) },
    { weight: 1, arbitrary: named('withdraw', by(...world.secretaries)) },
    {
      weight: 12,
      arbitrary: fc.record({ choice: reviewers, off: fc.nat(12) }).map(
        ({ choice, off }): Make =>
          (latest, step) => ({
            name: 'approve',
            by: reviewer(choice, step),
            revision: off === 0 ? latest - 1 : latest,
          }),
      ),
    },
    {
      weight: 4,
      arbitrary: fc
        .record({
          choice: reviewers,
          resume: fc.constantFrom('route' as const, 'here' as const),
          to: fc.constantFrom<'author' | number>('author', 'author', 1, 2, 3),
        })
        .map(
          ({ choice, resume, to }): Make =>
            (latest, step) => ({
              name: 'return',
              by: reviewer(choice, step),
              revision: latest,
              resume,
              to,
            }),
        ),
    },
    {
      weight: 3,
      arbitrary: reviewers.map(
        (choice): Make =>
          (_, step) => ({ name: 'recall', by: reviewer(choice, step) }),
      ),
    },
    { weight: 1, arbitrary: named('recall', anybody) },
    {
      weight: 2,
      arbitrary: fc.record({ choice: reviewers, to: reviewers }).map(
        ({ choice, to }): Make =>
          (_, step) => ({ name: 'transfer', by: reviewer(choice, step), to: reviewer(to, step) }),
      ),
    },
    { weight: 1, arbitrary: named('reopen', last) },
    { weight: 2, arbitrary: named('publish', by(...world.publishers)) },
    { weight: 1, arbitrary: named('retract', by(...world.publishers)) },
    { weight: 1, arbitrary: named('waive', by(...world.admins)) },
    { weight: 2, arbitrary: named('reinstate', by(...world.admins)) },
    { weight: 2, arbitrary: named('skip-step', by(...world.admins)) },
    {
      weight: 4,
      arbitrary: fc
        .record({
          name: fc.constantFrom('extend' as const, 'grant' as const),
          by: by(...world.secretaries, ...world.admins),
          until: fc.integer({ min: 1, max: 28 }),
        })
        .map(
          (command): Make =>
            () =>
              command,
        ),
    },
    { weight: 1, arbitrary: named('deny', by(...world.admins)) },
    // Seldom, since a life is over soon after.
    {
      weight: 1,
      arbitrary: fc.nat(9).map(
        (chance): Make =>
          () =>
            chance === 0 ? { name: 'unit-end', by: 'system' } : { name: 'deny', by: 'adm' },
      ),
    },
  );
}

describe('the life of a report, random commands by random people', () => {
  it.each(worlds.map((world, index) => [index, world] as const))(
    'agrees with the model in world %i',
    (_, world) => {
      fc.assert(
        fc.property(fc.array(commandsIn(world), { minLength: 20, maxLength: 80, size: 'max' }), (list) => {
          const model = new LifeCycleModel(world);
          let report = untouched();
          const events: ReportEvent[] = [];
          list.forEach((make, turn) => {
            const command = make(model.life.revision, model.life.step);
            const now = new Date(noon.getTime() + turn * 60_000);
            const known = { ...factsOf(world, command.by, report), ...asideOf(model.life) };
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
        }),
        { numRuns: lives },
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
    for (const given of standing) expect(report.authors).not.toContain(given.userId);
    const approvals = standing.filter((given) => given.action === 'approve').map((given) => given.userId);
    expect(new Set(approvals).size).toBe(approvals.length);
  }
  // The last step never passes by itself.
  const final = report.steps[report.steps.length - 1];
  expect(['recused', 'skipped']).not.toContain(final?.status);
  if (report.state === 'approved') expect(final?.status).toBe('approved');
  expect(report.revision).toBeGreaterThanOrEqual(before.revision);
}

function factsOf(world: ModelWorld, by: string, report: ReportSnapshot): Facts {
  const held = [
    ...world.reporters.filter((id) => id === by).map(() => appointment('reporter', units.branch)),
    ...world.secretaries.filter((id) => id === by).map(() => appointment('secretary', units.branch)),
    ...world.admins.filter((id) => id === by).map(() => appointment('admin', units.bureau)),
    ...world.publishers.filter((id) => id === by).map(() => appointment('publisher', units.bureau)),
    ...world.steps.flatMap((step, index) =>
      step.holders.includes(by) ? [appointment('reviewer', `1.2x${index}`)] : [],
    ),
  ];
  const posts = world.steps.flatMap((step, index) =>
    step.holders.map((holder) => post('reviewer', `1.2x${index}`, holder)),
  );
  return facts(by === 'system' ? 'system' : person(by, ...held), {
    posts,
    route: world.steps.map((step, index) => stop(index, `1.2x${index}`, { mode: step.mode })),
    draft: { content: emptyDraft, template: branchAnnualTemplate, returned: null },
    revisionContent: { sections: [], indicators: [], problems: [] },
    draftErrors: report.revision < 0 ? 1 : 0,
  });
}

type Aside = 'grant' | 'deny' | 'unit-end';
const isAside = (name: ModelCommand['name']): name is Aside => ['grant', 'deny', 'unit-end'].includes(name);
const january = (day: number) => new Date(Date.UTC(2026, 0, day));

/** What stands beside the report: an open request, and whether its unit ended. */
function asideOf(life: { asked: boolean; ended: boolean }): Pick<Facts, 'pendingExtension' | 'endedUnit'> {
  const request = { id: 'x', requestedBy: 'sec', until: january(28), reason: '轮岗。' };
  return { pendingExtension: life.asked ? request : null, endedUnit: life.ended ? '第三党支部' : null };
}

const emptyDraft = { sections: [], indicators: {}, problems: [], unplaced: '' };

function asCommand(command: ModelCommand, report: ReportSnapshot): Command {
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
