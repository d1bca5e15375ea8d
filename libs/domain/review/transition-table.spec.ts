import { examples, factsFor, posts, publish, route, save, type Who } from '@testing/decision-fixture';
import { appointment, facts, noon, units } from '@testing/report-fixture';
import { type Actor, allowed } from '../access';
import {
  availableActions,
  type Command,
  decide,
  type Facts,
  type ReportSnapshot,
  type ReportState,
  reportStates,
  transitions,
} from './index';

// The table of design 1.4, written down a second time. Columns in the order of reportStates:
// not_started, drafting, in_review, returned, approved, published, waived.
// A letter is the state it leads to: n d i r a p w; a dot is refused.
const table: Array<
  [
    name: string,
    who: Who,
    cells: string,
    command: (report: ReportSnapshot) => Command,
    change?: Partial<Facts>,
  ]
> = [
  ['save', 'sec', 'dd.r...', save],
  ['submit', 'sec', '.i.i...', () => ({ action: 'submit' })],
  [
    'nil',
    'sec',
    'ii.i...',
    () => ({ action: 'submit', nil: { reason: '无。' } }),
    { cycle: { ...facts('system').cycle, allowNil: true } },
  ],
  ['withdraw', 'sec', '..d....', () => ({ action: 'withdraw' })],
  ['approve', 'rev', '..i....', (report) => ({ action: 'approve', revision: report.revision })],
  ['return', 'rev', '..r....', (report) => ({ action: 'return', revision: report.revision, note: '请改。' })],
  ['recall', 'rev', '...i...', () => ({ action: 'recall' })],
  ['recall by the leader', 'lead', '....i..', () => ({ action: 'recall' })],
  ['transfer', 'rev', '..i....', () => ({ action: 'transfer', toUserId: 'rev2' })],
  ['reopen', 'lead', '....rr.', () => ({ action: 'reopen', reason: '更正。' })],
  ['publish', 'pub', '....p..', () => publish],
  ['decline', 'pub', '....a..', () => ({ action: 'decline', reason: '仅供内部掌握。' })],
  ['retract', 'pub', '.....a.', () => ({ action: 'retract', reason: '撤稿。' })],
  ['waive', 'adm', 'wwww...', () => ({ action: 'waive', reason: '撤销。' })],
  ['reinstate', 'adm', '......d', () => ({ action: 'reinstate', reason: '恢复。' })],
  [
    'extend',
    'adm',
    'nd.r...',
    () => ({ action: 'extend', dueAt: new Date('2025-12-31T00:00:00Z'), reason: '轮岗。' }),
  ],
  ['urge', 'adm', 'ndir...', () => ({ action: 'urge' })],
  [
    'skip-step',
    'adm',
    '..i....',
    () => ({ action: 'skip-step', reason: '空缺。' }),
    { posts: posts.slice(2) },
  ],
  ['reroute', 'adm', '..i....', () => ({ action: 'reroute', reason: '划转。' })],
];
/** Asked by nobody: `system-rules.spec.ts`. */
const bySystem = ['recount', 'unit-end'];
const letters: Record<string, ReportState> = {
  n: 'not_started',
  d: 'drafting',
  i: 'in_review',
  r: 'returned',
  a: 'approved',
  p: 'published',
  w: 'waived',
};

describe('every state × every action (design 1.4)', () => {
  const cells = table.flatMap(([name, who, row, command, change]) =>
    reportStates.map(
      (state, column) => [name, state, letters[row[column]!] ?? 'refused', who, command, change] as const,
    ),
  );

  it.each(cells)('%s in %s: %s', (name, state, expected, who, command, change) => {
    const report = examples[state];
    const known = factsFor(who, change);
    const result = decide(report, command(report), known, noon);
    const outcome = result.ok ? (result.report.state ?? report.state) : 'refused';
    expect(outcome).toBe(expected);
    const action = name.split(' ')[0]!;
    expect((availableActions(report, known, noon) as string[]).includes(action)).toBe(result.ok);
    if (!result.ok) expect([403, 409]).toContain(result.problem.status);
    if (result.ok)
      expect(transitions[action as keyof typeof transitions].to as readonly string[]).toContain(outcome);
  });

  it('has a row for every action of the data, and reaches every state', () => {
    const named = new Set(table.map(([name]) => name.split(' ')[0]));
    expect(
      Object.keys(transitions).filter((action) => !bySystem.includes(action) && !named.has(action)),
    ).toEqual([]);
    expect(new Set(Object.values(transitions).flatMap((transition) => [...transition.to]))).toEqual(
      new Set(reportStates),
    );
  });

  it('takes a fault of ours for no refusal', () => {
    const broken = { ...factsFor('rev'), posts: undefined as never };
    expect(() => availableActions(examples.in_review, broken, noon)).toThrow(TypeError);
    expect(() => decide(examples.in_review, { action: 'approve', revision: 1 }, broken, noon)).toThrow(
      TypeError,
    );
  });

  it('refuses whoever holds no post for it with 403, in whatever state', () => {
    const nobody: Actor & { name: string } = {
      userId: 'x',
      name: '某',
      appointments: [appointment('observer', units.bureau)],
    };
    expect(allowed(nobody, 'report.read', { orgId: units.branch, path: units.branch }, noon)).toBe(true);
    for (const [, , , command] of table) {
      for (const state of reportStates) {
        const result = decide(
          examples[state],
          command(examples[state]),
          facts(nobody, { posts, route }),
          noon,
        );
        expect(result.ok ? 'accepted' : result.problem.status).toBe(403);
      }
    }
  });
});
