import fc from 'fast-check';
import type { Role } from '../org/roles';
import {
  type Account,
  type AccountAct,
  type ActingAppointment,
  type Actor,
  authorityOver,
  reachRefusal,
  type Target,
} from './index';

const now = new Date('2025-11-01T00:00:00Z');
const past = new Date('2025-01-01T00:00:00Z');
const soon = new Date('2025-11-08T00:00:00Z');
const later = new Date('2025-12-01T00:00:00Z');

/** A bureau with two general branches and a branch below each. */
const units = { bureau: '1', general: '1.2', branch: '1.2.3', beside: '1.4', besideBranch: '1.4.5' } as const;
type Unit = keyof typeof units;
const at = (unit: Unit): Target => ({ orgId: units[unit], path: units[unit] });

const admin = (unit: Unit, change: Partial<ActingAppointment> = {}): ActingAppointment => ({
  id: unit,
  role: 'admin',
  ...at(unit),
  startsAt: past,
  endsAt: null,
  ...change,
});
/** The post of the person A, held by delegation until `endsAt`. */
const forA = (unit: Unit, endsAt = soon): ActingAppointment =>
  admin(unit, { id: `A@${unit}`, endsAt, onBehalfOf: { userId: 'A', name: '甲' } });

const actors = {
  'an admin of the general branch': [admin('general')],
  'an admin of the bureau': [admin('bureau')],
  'a deputy of A at the general branch': [forA('general')],
  'a deputy of A, admin of the branch too': [forA('general'), admin('branch')],
  'an admin of both general branches': [admin('general'), admin('beside')],
  'a deputy of A beside, admin here': [forA('beside'), admin('general')],
  'a reviewer': [admin('bureau', { role: 'reviewer' })],
  'an admin whose post has ended': [admin('bureau', { endsAt: past })],
} as const satisfies Record<string, readonly ActingAppointment[]>;
type ActorName = keyof typeof actors;

const held = (role: Role, unit: Unit) => ({ role, at: at(unit) });
const accounts = {
  themself: { userId: 'D', home: at('branch'), posts: [] },
  A: { userId: 'A', home: at('general'), posts: [held('admin', 'general')] },
  'a reporter here': { userId: 'r', home: at('branch'), posts: [held('reporter', 'branch')] },
  'an admin here': { userId: 'b', home: at('branch'), posts: [held('admin', 'branch')] },
  'a reporter here with a post above': {
    userId: 'p',
    home: at('branch'),
    posts: [held('reporter', 'branch'), held('reviewer', 'bureau')],
  },
  'a reporter beside': { userId: 's', home: at('besideBranch'), posts: [held('reporter', 'besideBranch')] },
  'an admin and reporter here': {
    userId: 'c',
    home: at('branch'),
    posts: [held('reporter', 'branch'), held('admin', 'branch')],
  },
  'one without a post': { userId: 'w', home: at('branch'), posts: [] },
  'one without a unit': { userId: 'n', home: null, posts: [] },
} as const satisfies Record<string, Account>;
type AccountName = keyof typeof accounts;

const appoint = (role: Role, unit: Unit): AccountAct => ({ kind: 'appoint', role, at: at(unit) });
const delegate = (role: Role, unit: Unit): AccountAct => ({ kind: 'delegate', role, at: at(unit) });
const reset: AccountAct = { kind: 'reset' };
const change: AccountAct = { kind: 'change' };

type Verdict = 'lasting' | 'until soon' | 'forbidden' | 'self_grant';
type Line = [actor: ActorName, act: AccountAct, account: AccountName, verdict: Verdict];

const lines: Line[] = [
  // Grants, by hand or from a file.
  ['an admin of the general branch', appoint('reviewer', 'branch'), 'a reporter here', 'lasting'],
  ['an admin of the general branch', appoint('admin', 'branch'), 'a reporter here', 'lasting'],
  ['an admin of the general branch', appoint('admin', 'general'), 'a reporter here', 'lasting'],
  ['an admin of the general branch', appoint('admin', 'bureau'), 'a reporter here', 'forbidden'],
  ['an admin of the general branch', appoint('reviewer', 'beside'), 'a reporter here', 'forbidden'],
  ['an admin of the general branch', appoint('observer', 'branch'), 'themself', 'self_grant'],
  ['an admin of the general branch', appoint('observer', 'branch'), 'a reporter beside', 'forbidden'],
  [
    'an admin of the general branch',
    appoint('observer', 'branch'),
    'a reporter here with a post above',
    'forbidden',
  ],
  ['an admin of the bureau', appoint('observer', 'branch'), 'a reporter here with a post above', 'lasting'],
  ['an admin of the bureau', appoint('observer', 'branch'), 'a reporter beside', 'lasting'],
  ['an admin of the bureau', appoint('admin', 'bureau'), 'a reporter here', 'lasting'],
  ['an admin of the bureau', appoint('reporter', 'branch'), 'one without a unit', 'lasting'],
  ['an admin of the general branch', appoint('reporter', 'branch'), 'one without a unit', 'forbidden'],
  ['a deputy of A at the general branch', appoint('reviewer', 'branch'), 'a reporter here', 'until soon'],
  ['a deputy of A at the general branch', appoint('admin', 'branch'), 'a reporter here', 'forbidden'],
  ['a deputy of A at the general branch', appoint('leader', 'general'), 'A', 'self_grant'],
  ['a deputy of A at the general branch', appoint('leader', 'general'), 'themself', 'self_grant'],
  // Who does not reach so far hears of nothing else.
  ['a deputy of A at the general branch', appoint('observer', 'beside'), 'themself', 'forbidden'],
  ['a deputy of A, admin of the branch too', appoint('reviewer', 'branch'), 'a reporter here', 'lasting'],
  ['a deputy of A, admin of the branch too', appoint('admin', 'general'), 'a reporter here', 'forbidden'],
  ['a deputy of A, admin of the branch too', appoint('reviewer', 'general'), 'a reporter here', 'until soon'],
  ['a deputy of A, admin of the branch too', appoint('reviewer', 'general'), 'themself', 'self_grant'],
  ['a deputy of A, admin of the branch too', appoint('reviewer', 'branch'), 'A', 'self_grant'],
  ['a deputy of A beside, admin here', appoint('reporter', 'branch'), 'a reporter beside', 'until soon'],
  ['a reviewer', appoint('reporter', 'branch'), 'a reporter here', 'forbidden'],
  ['an admin whose post has ended', appoint('reporter', 'branch'), 'a reporter here', 'forbidden'],
  // Delegations of other people's posts: the delegate agrees, so their other posts do not matter.
  ['an admin of the general branch', delegate('reviewer', 'general'), 'a reporter beside', 'lasting'],
  [
    'an admin of the general branch',
    delegate('reviewer', 'general'),
    'a reporter here with a post above',
    'lasting',
  ],
  ['an admin of the general branch', delegate('reviewer', 'beside'), 'a reporter here', 'forbidden'],
  ['an admin of the general branch', delegate('reviewer', 'general'), 'themself', 'self_grant'],
  ['a deputy of A at the general branch', delegate('reviewer', 'general'), 'a reporter here', 'until soon'],
  ['a deputy of A at the general branch', delegate('reviewer', 'general'), 'A', 'self_grant'],
  ['a deputy of A at the general branch', delegate('reviewer', 'general'), 'themself', 'self_grant'],
  ['a deputy of A at the general branch', delegate('admin', 'general'), 'a reporter here', 'forbidden'],
  // Resets.
  ['an admin of the general branch', reset, 'a reporter here', 'lasting'],
  ['an admin of the general branch', reset, 'an admin here', 'lasting'],
  ['an admin of the general branch', reset, 'a reporter here with a post above', 'forbidden'],
  ['an admin of the general branch', reset, 'a reporter beside', 'forbidden'],
  ['an admin of the general branch', reset, 'one without a unit', 'forbidden'],
  ['a deputy of A at the general branch', reset, 'a reporter here', 'lasting'],
  ['a deputy of A at the general branch', reset, 'an admin here', 'forbidden'],
  ['a deputy of A at the general branch', reset, 'an admin and reporter here', 'forbidden'],
  ['a deputy of A at the general branch', reset, 'one without a post', 'lasting'],
  ['a deputy of A at the general branch', reset, 'A', 'forbidden'],
  ['a deputy of A at the general branch', reset, 'themself', 'forbidden'],
  ['a deputy of A, admin of the branch too', reset, 'an admin here', 'lasting'],
  ['a reviewer', reset, 'a reporter here', 'forbidden'],
  // Deactivation, and any other change of an account.
  ['an admin of the general branch', change, 'an admin here', 'lasting'],
  ['an admin of the general branch', change, 'a reporter here with a post above', 'forbidden'],
  ['a deputy of A at the general branch', change, 'an admin here', 'lasting'],
  ['a deputy of A at the general branch', change, 'A', 'forbidden'],
  ['a deputy of A at the general branch', change, 'themself', 'forbidden'],
];

describe('what one account may do to another (1.3)', () => {
  it.each(lines.map(([who, act, whom, verdict]) => [who, told(act), whom, verdict, act] as const))(
    '%s, %s, %s: %s',
    (who, _told, whom, verdict, act) => {
      const authority = authorityOver({ userId: 'D', appointments: actors[who] }, accounts[whom], act, now);
      const found = authority.ok ? (authority.until ? 'until soon' : 'lasting') : authority.problem.code;
      expect(found).toBe(verdict);
      if (authority.ok && authority.until) expect(authority.until).toEqual(soon);
    },
  );

  it('ends with the first of the temporary rights that are needed, and with the last of those that serve', () => {
    const until = (...appointments: ActingAppointment[]) => {
      const actor: Actor = { userId: 'D', appointments };
      const authority = authorityOver(
        actor,
        accounts['a reporter beside'],
        appoint('reporter', 'branch'),
        now,
      );
      return authority.ok ? authority.until : authority.problem.code;
    };
    expect(until(forA('general', later), forA('beside', soon))).toEqual(soon);
    expect(until(forA('general', soon), forA('beside', later))).toEqual(soon);
    expect(until(forA('general', soon), forA('bureau', later))).toEqual(later);
    // Their own post, even one with an end, gives what lasts where it reaches.
    expect(until(forA('general', soon), forA('beside', later), admin('branch', { endsAt: soon }))).toEqual(
      later,
    );
    expect(until({ ...forA('bureau'), endsAt: null })).toBeNull();
  });

  it('never lets a temporary right outlive itself, whoever is meant', () => {
    const unit = fc.constantFrom(...(Object.keys(units) as Unit[]));
    const role = fc.constantFrom<Role>(
      'reporter',
      'secretary',
      'reviewer',
      'leader',
      'publisher',
      'admin',
      'observer',
    );
    const post = fc.record({ role, at: unit.map(at) });
    const account = fc.record({
      userId: fc.constantFrom('A', 'D', 'x'),
      home: unit.map(at),
      posts: fc.array(post, { maxLength: 3 }),
    });
    const deputy: fc.Arbitrary<Actor> = fc
      .array(unit, { minLength: 1, maxLength: 3 })
      .map((where) => ({ userId: 'D', appointments: where.map((place) => forA(place)) }));
    fc.assert(
      fc.property(
        deputy,
        account,
        role,
        unit,
        fc.constantFrom('appoint', 'delegate'),
        (actor, whom, given, place, kind) => {
          const authority = authorityOver(
            actor,
            whom,
            { kind, role: given, at: at(place) } as AccountAct,
            now,
          );
          if (!authority.ok) return;
          expect(authority.until).toEqual(soon);
          expect([given === 'admin', whom.userId]).toEqual([false, 'x']);
        },
      ),
    );
  });
});

describe('bringing a unit below another', () => {
  const cases: Array<[ActorName, Unit, Unit, string | undefined]> = [
    ['an admin of the general branch', 'branch', 'general', undefined],
    ['an admin of the general branch', 'branch', 'beside', 'forbidden'],
    ['an admin of the bureau', 'branch', 'beside', undefined],
    ['an admin of both general branches', 'branch', 'beside', undefined],
    ['a deputy of A at the general branch', 'branch', 'general', undefined],
    // Their own post would reach for good what A's reaches for a time, or A's what is theirs.
    ['a deputy of A beside, admin here', 'besideBranch', 'general', 'self_grant'],
    ['a deputy of A beside, admin here', 'branch', 'beside', 'self_grant'],
    ['a reviewer', 'branch', 'general', 'forbidden'],
  ];
  it.each(cases)('%s, %s below %s: %s', (who, unit, superior, code) => {
    const actor = { userId: 'D', appointments: actors[who] };
    expect(reachRefusal(actor, at(unit), at(superior), now)?.code).toBe(code);
  });
});

function told(act: AccountAct): string {
  return 'role' in act ? `${act.kind} ${act.role} ${act.at.path}` : act.kind;
}
