import {
  accepted,
  applied,
  approved,
  approvedOnce,
  drafting,
  examples,
  factsFor,
  inReview,
  posts,
  publish,
  secretary,
  step,
  type Who,
} from '@testing/decision-fixture';
import { appointment, facts, noon, person, post, stop, units } from '@testing/report-fixture';
import { decide } from './index';

describe('rules that no role overrides (design 1.3)', () => {
  it('lets a delegate count once: the seat of who they act for stays open, flagged', () => {
    const all = [post('leader', units.bureau, 'lead', ['lead2']), post('leader', units.bureau, 'lead2')];
    const known = (who: string) =>
      facts(person(who, appointment('leader', units.bureau)), {
        posts: all,
        route: [stop(0, units.bureau, { role: 'leader', mode: 'all' })],
      });
    const submitted = applied(
      drafting,
      accepted(decide(drafting, { action: 'submit' }, { ...known('sec'), actor: secretary }, noon)),
    );
    const first = applied(
      submitted,
      accepted(decide(submitted, { action: 'approve', revision: 1 }, known('lead2'), noon)),
    );
    expect([first.state, first.steps[0]?.flag]).toEqual(['in_review', 'no_reviewer']);
    const again = decide(first, { action: 'approve', revision: 1 }, known('lead2'), noon);
    expect(again.ok ? 'accepted' : again.problem.code).toBe('already_decided');
    const second = applied(
      first,
      accepted(decide(first, { action: 'approve', revision: 1 }, known('lead'), noon)),
    );
    expect(second.state).toBe('approved');
  });

  it('never passes the last step by itself: it waits, flagged', () => {
    const only = [post('leader', units.bureau, 'sec')];
    const known = facts(person('sec', appointment('secretary', units.branch)), {
      posts: only,
      route: [stop(0, units.bureau, { role: 'leader' })],
    });
    const submitted = applied(drafting, accepted(decide(drafting, { action: 'submit' }, known, noon)));
    expect([submitted.stepIndex, submitted.steps[0]?.status, submitted.steps[0]?.flag]).toEqual([
      1,
      'waiting',
      'no_reviewer',
    ]);
    const helped = decide(
      submitted,
      { action: 'recount' },
      { ...known, actor: 'system', posts: [...only, post('leader', units.bureau, 'lead')] },
      noon,
    );
    expect(helped.ok && helped.steps).toEqual([{ index: 1, flag: null, reservedFor: null }]);
  });

  it('undoes an approval with the automatic pass after it, and restores the clock', () => {
    const three = [stop(0, units.general), stop(1, 'mid'), stop(2, units.bureau, { role: 'leader' })];
    const seats = [...posts, post('reviewer', 'mid', 'sec')];
    const known = (who: Who) => factsFor(who, { posts: seats, route: three });
    const submitted = applied(drafting, accepted(decide(drafting, { action: 'submit' }, known('sec'), noon)));
    const passed = accepted(decide(submitted, { action: 'approve', revision: 1 }, known('rev'), noon));
    expect(passed.events.map((event) => event.type)).toEqual(['report.approved', 'report.recused']);
    const after = applied(submitted, passed);
    expect(after.stepIndex).toBe(3);
    const back = applied(after, accepted(decide(after, { action: 'recall' }, known('rev'), noon)));
    expect(back.steps).toEqual(submitted.steps);
  });

  it('keeps a published edition current through a correction until the next replaces it', () => {
    const reopened = step(examples.published, 'lead', { action: 'reopen', reason: '更正。' });
    expect(reopened.editionId).toBe(examples.published.editionId);
    const retracted = decide(reopened, { action: 'retract', reason: '撤稿。' }, factsFor('pub'), noon);
    expect(retracted.ok && [retracted.report.state, retracted.edition?.kind]).toEqual([undefined, 'retract']);
    const again = step(
      step(step(reopened, 'sec', { action: 'submit' }), 'rev', { action: 'approve', revision: 2 }),
      'lead',
      { action: 'approve', revision: 2 },
    );
    const second = decide(again, publish, factsFor('pub'), noon);
    expect(second.ok && second.edition).toEqual({
      kind: 'publish',
      audience: 'all',
      replaces: examples.published.editionId,
    });
  });

  it('refuses to recall what a superior compiled', () => {
    const result = decide({ ...approved, compiled: true }, { action: 'recall' }, factsFor('lead'), noon);
    expect(result.ok ? 'accepted' : result.problem.code).toBe('compiled');
  });

  it('reroutes the steps from the present one on, and leaves past decisions', () => {
    const elsewhere = [stop(0, '1.9'), stop(1, units.bureau, { role: 'leader' })];
    const moved = applied(
      inReview,
      accepted(
        decide(
          inReview,
          { action: 'reroute', reason: '划转。' },
          factsFor('adm', { route: elsewhere, posts: [...posts, post('reviewer', '1.9', 'rev9')] }),
          noon,
        ),
      ),
    );
    expect(moved.steps.map((each) => [each.index, each.orgId, each.status])).toEqual([
      [1, '1.9', 'waiting'],
      [2, units.bureau, 'pending'],
    ]);
    const later = applied(
      approvedOnce,
      accepted(
        decide(
          approvedOnce,
          { action: 'reroute', reason: '划转。' },
          factsFor('adm', { route: elsewhere }),
          noon,
        ),
      ),
    );
    expect(later.steps.map((each) => [each.index, each.orgId, each.status])).toEqual([
      [1, units.general, 'approved'],
      [2, units.bureau, 'waiting'],
    ]);
  });
});
