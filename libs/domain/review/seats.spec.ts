import { approvedOnce, inReview, named } from '@testing/decision-fixture';
import { post, stop, units } from '@testing/report-fixture';
import {
  type DecisionSnapshot,
  flagFor,
  isComplete,
  type Post,
  postsAt,
  type Reviewed,
  recusedAt,
  reservationOf,
  seatsAt,
  staffingOf,
  standingApprovals,
  turnOf,
  waitingFor,
} from './index';

const [given] = approvedOnce.decisions as [DecisionSnapshot];
const decision = (userId: string, change: Partial<DecisionSnapshot> = {}): DecisionSnapshot => ({
  ...given,
  id: userId,
  userId,
  ...change,
});
const report = (...decisions: DecisionSnapshot[]): Reviewed => ({ authors: ['sec'], revision: 1, decisions });
const any = { ...stop(0, units.general), index: 1, reservedFor: null };
const all = { ...any, mode: 'all' as const };
const staff = (...posts: Post[]) => ({ posts });
const here = (holder: string, ...delegates: string[]) => post('reviewer', units.general, holder, delegates);
const holders = (posts: Post[]) => posts.map(({ holder }) => holder.id);

describe('who is recused', () => {
  it('is who wrote it, and who decided another of its steps, for whom as well', () => {
    const elsewhere = decision('d', { stepIndex: 2, onBehalfOf: 'h' });
    expect([...recusedAt(report(elsewhere), 1)]).toEqual(['sec', 'd', 'h']);
    expect([...recusedAt(report(elsewhere), 2)]).toEqual(['sec']);
    expect([...recusedAt(report(decision('r', { stepIndex: 2 })), 1)]).toEqual(['sec', 'r']);
    expect([...recusedAt(report(), 1, ['x'])]).toEqual(['x']);
  });

  it('is nobody for another revision, or for what was recalled, though any other void act counts', () => {
    const recused = (change: Partial<DecisionSnapshot>) =>
      [...recusedAt(report(decision('d', { stepIndex: 2, ...change })), 1)].includes('d');
    expect(recused({ revision: 0 })).toBe(false);
    expect(recused({ voidReason: 'recalled' })).toBe(false);
    expect(recused({ voidReason: 'returned' })).toBe(true);
    expect(recused({ action: 'return' })).toBe(true);
  });
});

describe('the seats of a step', () => {
  it('are the posts of its unit and role, one a holder', () => {
    const known = staff(
      here('a'),
      { ...here('a'), appointmentId: 'second' },
      here('b'),
      post('leader', units.general, 'c'),
      post('reviewer', units.bureau, 'd'),
    );
    expect(postsAt(known, any).map(({ appointmentId }) => appointmentId)).toEqual([
      'reviewer@1.2:a',
      'reviewer@1.2:b',
    ]);
  });

  it('are those of the not recused, each with the approval given in it', () => {
    const own = decision('a');
    const deputed = decision('d', { onBehalfOf: 'b' });
    const seats = seatsAt(
      report(own, deputed),
      all,
      staff(here('a'), here('b', 'd'), here('c'), here('sec')),
    );
    expect(seats.map(({ post: { holder }, approval }) => [holder.id, approval?.id])).toEqual([
      ['a', 'a'],
      ['b', 'd'],
      ['c', undefined],
    ]);
    // Who decides for another fills the other's seat, and not their own.
    const [first] = seatsAt(report(decision('a', { onBehalfOf: 'b' })), all, staff(here('a'), here('b')));
    expect(first?.approval).toBeUndefined();
    expect(seatsAt(report(), all, staff(here('a'), here('b')), new Set(['a']))).toHaveLength(1);
  });

  it('count approvals of this step and revision that stand', () => {
    const standing = decision('a');
    const others = [
      decision('b', { action: 'return' }),
      decision('c', { stepIndex: 2 }),
      decision('d', { revision: 0 }),
      decision('e', { voidReason: 'returned' }),
    ];
    expect(standingApprovals(report(standing, ...others), 1)).toEqual([standing]);
  });

  it('are complete when every one is filled, and there is one', () => {
    const known = staff(here('a'), here('b'));
    const complete = (...decisions: DecisionSnapshot[]) =>
      isComplete(seatsAt(report(...decisions), all, known));
    expect([complete(), complete(decision('a')), complete(decision('a'), decision('b'))]).toEqual([
      false,
      false,
      true,
    ]);
    expect(isComplete([])).toBe(false);
  });
});

describe('how a step is staffed', () => {
  it('is told by its posts, their recusals, and deputies who count already', () => {
    expect(staffingOf(report(), any, staff())).toBe('vacant');
    expect(staffingOf(report(), any, staff(here('sec')))).toBe('all_recused');
    expect(staffingOf(report(), any, staff(here('sec'), here('a')))).toBe('staffed');
    const stuck = staff(here('a'), here('b', 'a'));
    expect(staffingOf(report(decision('a')), all, stuck)).toBe('seat_stuck');
    expect(staffingOf(report(), all, stuck)).toBe('staffed');
    expect(staffingOf(report(decision('a')), any, stuck)).toBe('staffed');
    expect(staffingOf(report(decision('a')), all, staff(here('a'), here('b', 'a', 'c')))).toBe('staffed');
    expect(staffingOf(report(decision('a')), all, staff(here('a'), here('b')))).toBe('staffed');
    // A seat that is filled is not stuck.
    expect(staffingOf(report(decision('a'), decision('b')), all, stuck)).toBe('staffed');
    expect(staffingOf(report(), any, staff(here('a')), new Set(['a']))).toBe('all_recused');
  });

  it('is flagged unless somebody can decide', () => {
    expect((['staffed', 'vacant', 'all_recused', 'seat_stuck'] as const).map(flagFor)).toEqual([
      null,
      'no_reviewer',
      'no_reviewer',
      'no_reviewer',
    ]);
  });

  it('keeps a reservation while whom it names holds a seat', () => {
    const seats = seatsAt(report(), any, staff(here('a'), here('b')));
    expect(['a', 'b', 'c', null].map((reservedFor) => reservationOf({ reservedFor }, seats))).toEqual([
      'a',
      'b',
      null,
      null,
    ]);
  });
});

describe('whose turn it is', () => {
  const turn = (who: string, known: Post[], step: typeof any = any, ...decisions: DecisionSnapshot[]) =>
    turnOf(report(...decisions), step, who, { posts: known });

  it('is that of a holder or a deputy, the own post first', () => {
    const known = [here('a', 'd'), here('d'), here('b')];
    expect(turn('x', known)).toEqual({ kind: 'none' });
    expect(turn('a', known)).toEqual({ kind: 'open', capacity: { post: known[0], onBehalfOf: null } });
    expect(turn('d', known)).toEqual({ kind: 'open', capacity: { post: known[1], onBehalfOf: null } });
    expect(turn('d', [known[0]!])).toEqual({
      kind: 'open',
      capacity: { post: known[0], onBehalfOf: named('a') },
    });
    expect(turn('d', [here('d'), here('a', 'd')])).toMatchObject({ capacity: { onBehalfOf: null } });
  });

  it('is not that of the recused, nor of who acts for them', () => {
    expect(turn('sec', [here('sec')])).toEqual({ kind: 'recused' });
    expect(turn('d', [here('sec', 'd')])).toEqual({ kind: 'recused' });
    expect(turn('sec', [here('a', 'sec')])).toEqual({ kind: 'recused' });
    // For one who is not recused they still may.
    expect(turn('d', [here('sec', 'd'), here('a', 'd')])).toMatchObject({
      capacity: { onBehalfOf: named('a') },
    });
  });

  it('is over for who has approved, in whatever capacity', () => {
    const known = [here('a', 'd'), here('d')];
    expect(turn('a', known, all, decision('a'))).toEqual({ kind: 'approved' });
    expect(turn('d', known, all, decision('d', { onBehalfOf: 'a' }))).toEqual({ kind: 'approved' });
    // The seat is filled by a deputy; its holder need not decide any more.
    expect(turn('a', known, all, decision('d', { onBehalfOf: 'a' }))).toEqual({ kind: 'approved' });
    // One of two posts that a deputy acts in is filled: the other is open.
    const two = [here('a', 'd'), here('b', 'd')];
    expect(turn('d', two, all, decision('a'))).toMatchObject({
      kind: 'open',
      capacity: { onBehalfOf: named('b') },
    });
  });

  it('is that of whom the step is reserved for, and their deputies', () => {
    const known = [here('a', 'd'), here('b')];
    const reserved = { ...any, reservedFor: 'a' as string | null } as typeof any;
    expect(turn('b', known, reserved)).toEqual({ kind: 'reserved' });
    expect(turn('a', known, reserved).kind).toBe('open');
    expect(turn('d', known, reserved).kind).toBe('open');
    expect(turn('b', [here('b')], reserved).kind).toBe('open');
  });

  it('is told of everybody for whom the report waits, each once', () => {
    const known = [here('a', 'd', 'e'), here('b', 'd'), here('sec')];
    expect(waitingFor(report(), any, { posts: known })).toEqual(['a', 'd', 'e', 'b'].map(named));
    expect(waitingFor(report(decision('a')), all, { posts: known })).toEqual(['d', 'b'].map(named));
    expect(holders(postsAt({ posts: known }, any))).toEqual(['a', 'b', 'sec']);
    expect(waitingFor(inReview, any, { posts: [] })).toEqual([]);
  });
});
