import fc from 'fast-check';
import type { ActingAppointment } from '../access';
import { addDays, chineseCalendar, dateIn } from '../deadlines';
import type { Role } from '../org/roles';
import type { PersonActor, Post, RouteStop } from '../review';
import {
  adoptItem,
  availableItemActions,
  countsOn,
  decideItem,
  deltasOf,
  drawSample,
  enterItem,
  type ItemCommand,
  type ItemCounts,
  type ItemEventDraft,
  type ItemFacts,
  type ItemSnapshot,
  itemCounters,
  itemTransitions,
  monthOf,
  noCounts,
  type Standing,
} from './index';

const timeZone = 'Asia/Shanghai';
const calendar = chineseCalendar();
const units = {
  bureau: { id: 'bureau', path: '1', name: '教育局党委', code: 'b', kind: 'bureau' as const },
  general: { id: 'general', path: '1.2', name: '党总支', code: 'g', kind: 'general_branch' as const },
  branch: { id: 'branch', path: '1.2.3', name: '党支部', code: 'x', kind: 'branch' as const },
  sister: { id: 'sister', path: '1.2.4', name: '第二党支部', code: 'y', kind: 'branch' as const },
};
type Unit = keyof typeof units;

const people: Record<string, Array<[Role, Unit]>> = {
  reporter: [['reporter', 'branch']],
  secretary: [['secretary', 'branch']],
  sister: [['secretary', 'sister']],
  // The branch's secretary who also reviews above, as in most schools.
  both: [
    ['secretary', 'branch'],
    ['reviewer', 'general'],
  ],
  reviewer: [['reviewer', 'general']],
  leader: [['leader', 'bureau']],
  second: [['leader', 'bureau']],
  admin: [['admin', 'bureau']],
};
const names = Object.keys(people);

function actorOf(name: string): PersonActor {
  const appointments = (people[name] ?? []).map(
    ([role, unit], index): ActingAppointment => ({
      id: `${name}-${index}`,
      role,
      orgId: units[unit].id,
      path: units[unit].path,
      startsAt: new Date(0),
      endsAt: null,
    }),
  );
  return { userId: name, name, appointments };
}

/** Present posts; those who are away hold none. */
function postsWithout(away: ReadonlySet<string>): Post[] {
  return names
    .filter((name) => !away.has(name))
    .flatMap((name) =>
      (people[name] ?? []).flatMap(([role, unit]): Post[] =>
        role === 'reviewer' || role === 'leader'
          ? [
              {
                appointmentId: `${name}-${role}`,
                orgId: units[unit].id,
                role,
                holder: { id: name, name },
                delegates: [],
              },
            ]
          : [],
      ),
    );
}

const stop = (ordinal: number, unit: Unit, role: 'reviewer' | 'leader', mode: 'any' | 'all'): RouteStop => ({
  ordinal,
  orgId: units[unit].id,
  orgCode: units[unit].code,
  orgName: units[unit].name,
  orgKind: units[unit].kind,
  role,
  mode,
  workingDays: 5,
  grade: false,
});
const route = [stop(0, 'general', 'reviewer', 'any'), stop(1, 'bureau', 'leader', 'all')];

interface Step {
  who: string;
  days: number;
  act: (item: ItemSnapshot, today: string) => ItemCommand;
}

const earlier = (one: string, other: string) => [one, other].sort()[0] ?? one;
const act = (make: Step['act']) => make;
const deeds: Step['act'][] = [
  act((item, today) => ({
    action: 'claim',
    term: 'limited',
    measures: [
      {
        id: `m${item.version}`,
        text: '学习',
        person: '李明',
        dueOn: earlier(item.dueOn, today),
      },
    ],
  })),
  act((item) => ({
    action: 'claim',
    term: 'long_term',
    measures: [{ id: `m${item.version}`, text: '长期学习', person: '李明', dueOn: item.dueOn }],
  })),
  act(() => ({ action: 'dispute', reason: '不属实' })),
  act(() => ({ action: 'answer', answer: 'keep', reason: '属实' })),
  act((item, today) => ({
    action: 'progress',
    month: monthOf(today),
    text: '有进展',
    done: item.measures.map(({ id }) => id),
  })),
  act((item, today) => ({
    action: 'progress',
    month: monthOf(today),
    text: '重做',
    undone: item.measures.map(({ id }) => id),
  })),
  act((item) => ({
    action: 'plan',
    add: [{ id: `p${item.version}`, text: '新措施', person: '王芳', dueOn: item.dueOn }],
    withdraw: item.measures.slice(0, 1).map(({ id }) => ({ id, reason: '不再适用' })),
  })),
  act((item) => ({ action: 'extend', dueOn: addDays(item.dueOn, 30), reason: '场地改造' })),
  act(() => ({ action: 'close', result: '已完成' })),
  act(() => ({ action: 'withdraw' })),
  act((item, today) => ({
    action: 'verify',
    version: item.version,
    method: 'documents',
    note: '属实',
    nextCheckOn: addDays(today, 90),
  })),
  act((item) => ({ action: 'verify', version: item.version, method: 'documents', note: '属实' })),
  act((item) => ({ action: 'reject', version: item.version, note: '不到位' })),
  act(() => ({ action: 'recall' })),
  act((item, today) => ({
    action: 'check',
    version: item.version,
    method: 'on_site',
    result: 'held',
    note: '巩固',
    nextCheckOn: addDays(today, 90),
  })),
  act((item, today) => ({
    action: 'check',
    version: item.version,
    method: 'on_site',
    result: 'relapsed',
    note: '反弹',
    dueOn: addDays(today, 60),
  })),
  act(() => ({ action: 'reassign', reason: '职责调整' })),
  act(() => ({ action: 'void', kind: 'not_ours', reason: '非本单位' })),
  act(() => ({ action: 'urge' })),
  act(() => ({ action: 'urge', level: 2 })),
  act(() => ({ action: 'transfer', toUserId: 'reviewer' })),
  act(() => ({ action: 'skip-step', reason: '岗位空缺' })),
];

const steps = fc.array(
  fc.record({
    who: fc.constantFrom(...names, 'system'),
    days: fc.constantFrom(0, 0, 0, 1, 7, 31),
    deed: fc.constantFrom(...deeds),
    away: fc.constantFrom([], ['reviewer'], ['reviewer', 'both'], ['second'], ['leader', 'second']),
  }),
  { minLength: 10, maxLength: 60 },
);

interface Line {
  events: ItemEventDraft[];
  before: ItemSnapshot;
  after: ItemSnapshot;
  today: string;
}

/** Plays random commands; answers what was accepted. */
function play(adopted: boolean, random: typeof steps extends fc.Arbitrary<infer T> ? T : never): Line[] {
  let now = new Date('2026-01-05T02:00:00Z');
  const today = () => dateIn(now, timeZone);
  const first = adopted
    ? adoptItem(
        {
          id: 'item',
          reportId: 'report',
          revision: 1,
          problemId: 'row',
          org: units.branch,
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
        today(),
      )
    : enterItem(
        {
          id: 'item',
          org: units.branch,
          source: 'inspection',
          category: null,
          problem: '形式单一',
          cause: null,
          leader: null,
          leadUnit: null,
          person: null,
          term: null,
          dueOn: addDays(today(), 60),
          paragraph: null,
          measures: [],
          batch: null,
        },
        actorOf('admin'),
        now,
        today(),
      );
  let item: ItemSnapshot = { ...first.item, sequence: 1 };
  const lines: Line[] = [{ events: [first.event], before: item, after: item, today: today() }];
  for (const { who, days, deed, away } of random) {
    now = new Date(now.getTime() + days * 86_400_000 + 60_000);
    const facts: ItemFacts = {
      actor: who === 'system' ? 'system' : actorOf(who),
      timeZone,
      calendar,
      posts: postsWithout(new Set(away)),
      route,
      files: 0,
      endedUnit: null,
      target: item.org.id === 'branch' ? units.sister : units.branch,
    };
    const command: ItemCommand = who === 'system' ? { action: 'recount' } : deed(item, today());
    const offered = who === 'system' ? null : availableItemActions(item, facts, now);
    const result = decideItem(item, command, facts, now);
    if (!result.ok) continue;
    if (offered) expect(offered).toContain(command.action);
    lines.push({ events: result.events, before: item, after: result.item, today: today() });
    item = result.item;
  }
  return lines;
}

const runs = { numRuns: 100 };

describe('the life of an item, whatever is tried (design 8.1, invariants)', () => {
  it('changes state by the table alone, and the due date by time given, rejection and relapse alone', () => {
    fc.assert(
      fc.property(fc.boolean(), steps, (adopted, random) => {
        for (const { events, before, after } of play(adopted, random).slice(1)) {
          let from: string = before.state;
          for (const event of events) {
            const named = Object.values(itemTransitions).filter(({ events: of }) =>
              (of as readonly string[]).includes(event.type),
            );
            expect(event.from).toBe(from);
            expect(
              named.some(
                (row) =>
                  (row.from as readonly string[]).includes(event.from) &&
                  (row.to as readonly string[]).includes(event.to),
              ),
            ).toBe(true);
            from = event.to;
          }
          if (events.length > 0) expect(from).toBe(after.state);
          const types = events.map(({ type }) => type);
          const moves = [
            'rectification.extended',
            'rectification.rejected',
            'rectification.relapsed',
            'rectification.rescheduled',
            // Takes a rejection back, with the date that it gave.
            'rectification.recalled',
          ];
          if (before.dueOn !== after.dueOn) expect(types.some((type) => moves.includes(type))).toBe(true);
        }
      }),
      runs,
    );
  });

  it('closes nothing but what was verified at each step by somebody who had no hand in it', () => {
    fc.assert(
      fc.property(fc.boolean(), steps, (adopted, random) => {
        for (const { after } of play(adopted, random)) {
          if (after.state !== 'closed' && after.state !== 'sustained') continue;
          expect(after.measures.every(({ state }) => state !== 'open')).toBe(true);
          expect(after.measures.some(({ state }) => state === 'done')).toBe(true);
          const last = after.steps[after.steps.length - 1];
          expect(after.decisions.some(({ stepIndex }) => stepIndex === last?.index)).toBe(true);
          for (const decision of after.decisions) {
            expect(after.involved).not.toContain(decision.userId);
            const others = after.decisions.filter(({ stepIndex }) => stepIndex !== decision.stepIndex);
            expect(others.map(({ userId }) => userId)).not.toContain(decision.userId);
          }
          expect(after.closing?.event).toBeLessThanOrEqual(after.sequence);
        }
      }),
      runs,
    );
  });

  it('counts on every day what its events say, and never moves what was', () => {
    fc.assert(
      fc.property(fc.boolean(), steps, (adopted, random) => {
        const lines = play(adopted, random);
        const standings: Standing[] = [];
        const sums = new Map<string, ItemCounts>();
        let previous: Standing | null = null;
        for (const { events, after, today } of lines) {
          const last = events.at(-1);
          if (!last) continue;
          const standing: Standing = { day: today, state: after.state, after: last.data.after };
          for (const { cell, day, counts } of deltasOf(previous, standing)) {
            expect(day >= today).toBe(true);
            const key = `${day} ${cell.org}`;
            const sum = sums.get(key) ?? noCounts();
            for (const counter of itemCounters) sum[counter] += counts[counter] ?? 0;
            sums.set(key, sum);
          }
          standings.push(standing);
          previous = standing;
        }
        const first = lines[0]?.today ?? '2026-01-05';
        for (let offset = 0; offset < 200; offset += 13) {
          const day = addDays(first, offset);
          const expected = countsOn(standings, day);
          for (const org of ['branch', 'sister']) {
            const found = noCounts();
            for (const [key, counts] of sums)
              if (key.slice(0, 10) <= day && key.slice(11) === org)
                for (const counter of itemCounters) found[counter] += counts[counter];
            expect(found).toEqual(expected?.org === org ? expected.counts : noCounts());
          }
        }
      }),
      runs,
    );
  });

  it('draws a sample by ids and seed alone', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 40 }),
        fc.string(),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (ids, seed, share) => {
          const items = ids.map((id, index) => ({ id, org: `u${index % 3}` }));
          const drawn = drawSample(items, share, seed);
          expect(drawSample(items.toReversed(), share, seed)).toEqual(drawn);
          for (const org of new Set(items.map((item) => item.org))) {
            const of = items.filter((item) => item.org === org).map(({ id }) => id);
            expect(drawn.filter((id) => of.includes(id))).toHaveLength(Math.ceil(of.length * share));
          }
        },
      ),
    );
  });
});
