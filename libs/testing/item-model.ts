import type { ActingAppointment } from '@domain/access';
import { addDays, chineseCalendar, dateIn } from '@domain/deadlines';
import {
  adoptItem,
  availableItemActions,
  decideItem,
  enterItem,
  type ItemCommand,
  type ItemEventDraft,
  type ItemFacts,
  type ItemSnapshot,
} from '@domain/ledger';
import type { Role } from '@domain/org/roles';
import type { PersonActor, Post, RouteStop } from '@domain/review';
import fc from 'fast-check';
import { itemDeeds } from './item-deeds';

const timeZone = 'Asia/Shanghai';
const calendar = chineseCalendar();
const unit = (id: string, path: string, kind: ItemSnapshot['org']['kind'], name: string) => ({
  id,
  path,
  kind,
  name,
  code: id,
});
export const modelUnits = {
  bureau: unit('bureau', '1', 'bureau', '教育局党委'),
  general: unit('general', '1.2', 'general_branch', '党总支'),
  other: unit('other', '1.3', 'general_branch', '第二党总支'),
  branch: unit('branch', '1.2.4', 'branch', '党支部'),
  sister: unit('sister', '1.2.5', 'branch', '第二党支部'),
  third: unit('third', '1.3.6', 'branch', '第三党支部'),
};
type Unit = keyof typeof modelUnits;
/** Those that have items, in the order in which they are merged into one another. */
const below: readonly Unit[] = ['branch', 'sister', 'third'];

const people: Record<string, Array<[Role, Unit]>> = {
  reporter: [['reporter', 'branch']],
  secretary: [['secretary', 'branch']],
  sister: [['secretary', 'sister']],
  third: [['secretary', 'third']],
  // The branch's secretary who also reviews above, as in most schools.
  both: [
    ['secretary', 'branch'],
    ['reviewer', 'general'],
  ],
  reviewer: [['reviewer', 'general']],
  other: [['reviewer', 'other']],
  leader: [['leader', 'bureau']],
  second: [['leader', 'bureau']],
  admin: [['admin', 'bureau']],
  // Holds nothing, and acts for others at most.
  deputy: [],
};
const names = Object.keys(people);

type Delegation = readonly [holder: string, delegate: string];

function appointmentsOf(name: string, onBehalfOf?: ActingAppointment['onBehalfOf']): ActingAppointment[] {
  return (people[name] ?? []).map(([role, at], index) => ({
    id: `${name}-${index}`,
    role,
    orgId: modelUnits[at].id,
    path: modelUnits[at].path,
    startsAt: new Date(0),
    endsAt: null,
    ...(onBehalfOf ? { onBehalfOf } : {}),
  }));
}

function actorOf(name: string, delegations: readonly Delegation[]): PersonActor {
  const lent = delegations
    .filter(([, delegate]) => delegate === name)
    .flatMap(([holder]) => appointmentsOf(holder, { userId: holder, name: holder }));
  return { userId: name, name, appointments: [...appointmentsOf(name), ...lent] };
}

/** Present posts; those who are away hold none and lend none. */
function postsOf(away: ReadonlySet<string>, delegations: readonly Delegation[]): Post[] {
  return names
    .filter((name) => !away.has(name))
    .flatMap((name) =>
      (people[name] ?? []).flatMap(([role, at]): Post[] =>
        role === 'reviewer' || role === 'leader'
          ? [
              {
                appointmentId: `${name}-${role}`,
                orgId: modelUnits[at].id,
                role,
                holder: { id: name, name },
                delegates: delegations
                  .filter(([holder]) => holder === name)
                  .map(([, delegate]) => ({ id: delegate, name: delegate })),
              },
            ]
          : [],
      ),
    );
}

const stop = (ordinal: number, at: Unit, role: 'reviewer' | 'leader', mode: 'any' | 'all'): RouteStop => ({
  ordinal,
  orgId: modelUnits[at].id,
  orgCode: modelUnits[at].code,
  orgName: modelUnits[at].name,
  orgKind: modelUnits[at].kind,
  role,
  mode,
  workingDays: 5,
  grade: false,
});
/** Through the unit above on the living tree, then all leaders of the bureau. */
const routeOf = ({ path }: ItemSnapshot['org']): RouteStop[] => [
  stop(0, path.startsWith(modelUnits.other.path) ? 'other' : 'general', 'reviewer', 'any'),
  stop(1, 'bureau', 'leader', 'all'),
];

/** What somebody tries; `merge` ends the item's unit, `recount` follows changed posts. */
export const itemSteps = fc.array(
  fc.record({
    who: fc.constantFrom(...names, 'recount', 'merge'),
    days: fc.constantFrom(0, 0, 0, 1, 7, 31),
    // Half of the steps look for something that is accepted, beginning here: at random few items are ever closed.
    guided: fc.option(fc.nat(1000)),
    deed: fc.constantFrom(...itemDeeds),
    away: fc.constantFrom<string[]>(
      [],
      [],
      ['reviewer'],
      ['reviewer', 'both'],
      ['second'],
      ['leader', 'second'],
    ),
    delegations: fc.constantFrom<Delegation[]>(
      [],
      [],
      [['reviewer', 'deputy']],
      // Who had a hand in it acts for who verifies it, and the other way round.
      [['reviewer', 'reporter']],
      [['secretary', 'reviewer']],
      [['secretary', 'deputy']],
      [
        ['leader', 'deputy'],
        ['second', 'deputy'],
      ],
      [['leader', 'second']],
    ),
  }),
  { minLength: 10, maxLength: 60 },
);
export type ItemStepTried = typeof itemSteps extends fc.Arbitrary<Array<infer Step>> ? Step : never;

export interface PlayedLine {
  events: ItemEventDraft[];
  before: ItemSnapshot;
  after: ItemSnapshot;
  today: string;
  delegations: readonly Delegation[];
  /** Units that ended by then. */
  ended: readonly string[];
}

function begun(adopted: boolean, now: Date, today: string) {
  return adopted
    ? adoptItem(
        {
          id: 'item',
          reportId: 'report',
          revision: 1,
          problemId: 'row',
          org: modelUnits.branch,
          problem: '形式单一',
          cause: null,
          measure: '办沙龙',
          measureId: 'promised',
          leader: null,
          leadUnit: null,
          person: null,
          dueOn: null,
          days: 60,
          route: null,
          submitters: ['secretary'],
        },
        today,
      )
    : enterItem(
        {
          id: 'item',
          org: modelUnits.branch,
          source: 'inspection',
          category: null,
          problem: '形式单一',
          cause: null,
          leader: null,
          leadUnit: null,
          person: null,
          term: null,
          dueOn: addDays(today, 60),
          paragraph: null,
          measures: [],
          batch: null,
        },
        actorOf('admin', []),
        now,
        today,
      );
}

interface Tried {
  actor: ItemFacts['actor'];
  command: ItemCommand;
}

/** What leads an item on; what holds it up comes often enough by itself. */
const leadsOn: ReadonlySet<string> = new Set(['claim', 'progress', 'close', 'verify', 'check', 'recall']);

/** The first act that leads on, from a place in the list of all, that somebody may do now. */
function somethingAccepted(
  item: ItemSnapshot,
  facts: ItemFacts,
  from: number,
  delegations: readonly Delegation[],
  now: Date,
): Tried {
  const today = dateIn(now, timeZone);
  const all = names.flatMap((name) => itemDeeds.map((deed) => [name, deed(item, today)] as const));
  const nothing: Tried = { actor: 'system', command: { action: 'recount' } };
  for (let offset = 0; offset < all.length; offset += 1) {
    // Not one after the other, so that no person and no act is tried first more often.
    const [name, command] = all[(from + offset * 37) % all.length] ?? [];
    if (!name || !command) return nothing;
    if (!leadsOn.has(command.action)) continue;
    const actor = actorOf(name, delegations);
    if (decideItem(item, command, { ...facts, actor }, now).ok) return { actor, command };
  }
  return nothing;
}

/** Plays random commands; answers what was accepted. @throws where an accepted command was not offered */
export function playItem(adopted: boolean, random: readonly ItemStepTried[]): PlayedLine[] {
  let now = new Date('2026-01-05T02:00:00Z');
  const today = () => dateIn(now, timeZone);
  const first = begun(adopted, now, today());
  let item: ItemSnapshot = { ...first.item, sequence: 1 };
  const ended: string[] = [];
  const living = () => below.filter((id) => !ended.includes(id)).map((id) => modelUnits[id]);
  const lines: PlayedLine[] = [
    { events: [first.event], before: item, after: item, today: today(), delegations: [], ended: [] },
  ];
  for (const { who, days, deed, guided, away, delegations } of random) {
    now = new Date(now.getTime() + days * 86_400_000 + 60_000);
    const [successor] = living().filter(({ id }) => id !== item.org.id);
    if (who === 'merge' && (!successor || ended.includes(item.org.id))) continue;
    if (who === 'merge') ended.push(item.org.id);
    const facts: ItemFacts = {
      actor: 'system',
      timeZone,
      calendar,
      posts: postsOf(new Set(away), delegations),
      route: routeOf(item.org),
      files: 0,
      endedUnit: ended.includes(item.org.id) ? { name: item.org.name, successor: living()[0] ?? null } : null,
      ...(successor ? { target: successor } : {}),
    };
    const tried: Tried =
      who === 'recount'
        ? { actor: 'system', command: { action: 'recount' } }
        : who === 'merge'
          ? { actor: 'system', command: { action: 'reassign', reason: '本单位已并入。' } }
          : guided === null
            ? { actor: actorOf(who, delegations), command: deed(item, today()) }
            : somethingAccepted(item, facts, guided, delegations, now);
    const { actor, command } = tried;
    facts.actor = actor;
    const result = decideItem(item, command, facts, now);
    if (!result.ok) {
      // What ended with its unit must be handed over, whatever it was at.
      if (who === 'merge' && item.state !== 'closed' && item.state !== 'void')
        throw new Error(`Not handed over: ${result.problem.code}`);
      continue;
    }
    if (
      actor !== 'system' &&
      !availableItemActions(item, facts, now).some((offered) => offered === command.action)
    )
      throw new Error(`${command.action} was accepted and not offered.`);
    lines.push({
      events: result.events,
      before: item,
      after: result.item,
      today: today(),
      delegations,
      ended: [...ended],
    });
    item = result.item;
  }
  return lines;
}
