import {
  accepted,
  afternoon,
  applied,
  approved,
  ask,
  codeOf,
  deputyOf,
  eventBy,
  examples,
  inReview,
  named,
  publish,
  refused,
  step,
} from '@testing/decision-fixture';
import { appointment, person, units } from '@testing/report-fixture';
import { blankDecision, type Command, type ReportSnapshot } from './index';

const decline: Command = { action: 'decline', reason: '仅供内部掌握。' };
const retract: Command = { action: 'retract', reason: '撤稿。' };
const { published } = examples;
const nil: ReportSnapshot = { ...approved, nilReason: '无。' };
const reviewed = (review: Extract<Command, { action: 'publish' }>['review']): Command => ({
  action: 'publish',
  audience: 'public',
  review,
});

describe('publishing', () => {
  it('makes an edition that takes the place of the current one', () => {
    expect(accepted(ask(approved, 'pub', publish))).toEqual({
      ...blankDecision(),
      report: { state: 'published', heldSince: afternoon },
      edition: { kind: 'publish', audience: 'all', replaces: null },
      events: [
        {
          ...eventBy('pub', approved, { type: 'report.published', to: 'published' }),
          data: {
            after: { step: null, revision: 1, late: false, grade: null },
            audience: 'all',
            replaces: null,
          },
        },
      ],
    });
    const again: ReportSnapshot = { ...approved, editionId: 'e1' };
    const second = accepted(ask(again, 'pub', publish));
    expect(second.edition).toEqual({ kind: 'publish', audience: 'all', replaces: 'e1' });
    expect(second.events[0]?.data.replaces).toBe('e1');
    const byDeputy = accepted(ask(approved, 'pub', publish, { actor: deputyOf('pub') }));
    expect(byDeputy.events[0]).toMatchObject({ actor: named('dep'), onBehalfOf: named('pub') });
  });

  it('asks for all three parts of the review', () => {
    const all = { secrecy: true, necessity: true, accuracy: true };
    expect(accepted(ask(approved, 'pub', reviewed(all))).edition).toMatchObject({ audience: 'public' });
    for (const part of ['secrecy', 'necessity', 'accuracy'])
      expect(refused(ask(approved, 'pub', reviewed({ ...all, [part]: false })))).toMatchObject({
        code: 'review_incomplete',
        errors: [{ pointer: `/review/${part}` }],
      });
  });

  it('is for another person than who wrote it, directly or by deputy', () => {
    const wrote = person('sec', appointment('publisher', units.bureau));
    expect(refused(ask(approved, 'pub', publish, { actor: wrote }))).toMatchObject({
      code: 'two_persons',
      state: { state: 'approved' },
    });
    const held = { ...appointment('publisher', units.bureau), onBehalfOf: { userId: 'sec', name: '名sec' } };
    expect(codeOf(ask(approved, 'pub', publish, { actor: person('dep', held) }))).toBe('two_persons');
    expect(codeOf(ask(approved, 'sec', publish))).toBe('forbidden');
    expect(codeOf(ask(inReview, 'pub', publish))).toBe('wrong_state');
    expect(codeOf(ask(nil, 'pub', publish))).toBe('nil_not_publishable');
  });
});

describe('declining to publish', () => {
  it('ends the task of this revision, and is said with a reason', () => {
    expect(accepted(ask(approved, 'pub', decline))).toEqual({
      ...blankDecision(),
      declined: true,
      events: [eventBy('pub', approved, { type: 'report.declined', note: '仅供内部掌握。' })],
    });
    const byDeputy = accepted(ask(approved, 'pub', decline, { actor: deputyOf('pub') }));
    expect(byDeputy.events[0]).toMatchObject({ actor: named('dep'), onBehalfOf: named('pub') });
    expect(codeOf(ask(approved, 'pub', { action: 'decline' }))).toBe('note_required');
  });

  it('is said once, of an approved report with content, by a publisher', () => {
    const declined = applied(approved, accepted(ask(approved, 'pub', decline)));
    expect(refused(ask(declined, 'pub', decline))).toMatchObject({
      code: 'publishing_declined',
      state: { state: 'approved' },
    });
    expect(codeOf(ask(declined, 'pub', publish))).toBe('accepted');
    expect(codeOf(ask(published, 'pub', decline))).toBe('wrong_state');
    expect(codeOf(ask(nil, 'pub', decline))).toBe('nil_not_publishable');
    expect(codeOf(ask(approved, 'lead', decline))).toBe('forbidden');
  });
});

describe('retracting', () => {
  it('takes back the current edition, and the report is approved again', () => {
    expect(accepted(ask(published, 'pub', retract))).toEqual({
      ...blankDecision(),
      report: { state: 'approved', heldSince: afternoon },
      edition: { kind: 'retract', id: published.editionId, reason: '撤稿。' },
      events: [
        {
          ...eventBy('pub', published, { type: 'report.retracted', to: 'approved', note: '撤稿。' }),
          data: {
            after: { step: null, revision: 1, late: false, grade: null },
            edition: published.editionId,
          },
        },
      ],
    });
    const byDeputy = accepted(ask(published, 'pub', retract, { actor: deputyOf('pub') }));
    expect(byDeputy.events[0]).toMatchObject({ actor: named('dep'), onBehalfOf: named('pub') });
  });

  it('leaves a correction in progress where it is', () => {
    const reopened = step(published, 'lead', { action: 'reopen', reason: '更正。' });
    const inProgress = step(reopened, 'sec', { action: 'submit' });
    const decision = accepted(ask(inProgress, 'pub', retract));
    expect(decision.report).toEqual({});
    expect(decision.events[0]).toMatchObject({ from: 'in_review', to: 'in_review', step: 1 });
  });

  it('needs an edition, a reason, and a publisher', () => {
    expect(refused(ask(approved, 'pub', retract))).toMatchObject({
      code: 'not_published',
      state: { state: 'approved' },
    });
    expect(codeOf(ask(published, 'pub', { action: 'retract', reason: '' }))).toBe('note_required');
    expect(codeOf(ask(published, 'adm', retract))).toBe('forbidden');
  });
});
