import { type Draft, toContent } from './draft';
import { retryAfter, step } from './saving';
import { beginSaving, type Effect, isDirty, type Saving, type SavingEvent } from './saving-state';

const asSent = (draft: Draft, saved: Draft) =>
  toContent(draft, saved, { units: { days: '次' }, today: '2026-11-29' });

describe('one tab', () => {
  const draft = (work: string): Draft => ({ sections: { work }, indicators: {}, problems: [], unplaced: '' });
  const begun = () => beginSaving({ draft: draft('甲'), version: 3 }, []);
  const play = (...events: SavingEvent[]): [Saving, Effect[]] => {
    let saving = begun();
    let effects: Effect[] = [];
    for (const event of events) [saving, effects] = step(saving, event, asSent);
    return [saving, effects];
  };
  const written: SavingEvent = { kind: 'typed', draft: draft('甲乙') };
  const unreachable: SavingEvent = { kind: 'failed', trouble: { kind: 'unreachable', offline: false } };

  it('keeps its version in a conflict until one has chosen, and chooses on what was seen alone', () => {
    const newest = (version: number, text: string): SavingEvent => ({
      kind: 'newest',
      known: { draft: draft(text), version },
      at: 1,
    });
    const conflict: SavingEvent[] = [written, { kind: 'due' }, { kind: 'stale' }, newest(4, '甲丙')];
    expect(play(...conflict)[0]).toMatchObject({ version: 3, base: draft('甲'), theirs: { version: 4 } });
    const later: SavingEvent = { kind: 'elsewhere', known: { draft: draft('甲丙丁'), version: 5 } };
    const onOld: SavingEvent = { kind: 'chosen', draft: draft('甲乙'), seen: 4 };
    expect(play(...conflict, later, onOld)[0].theirs).toEqual({ draft: draft('甲丙丁'), version: 5 });
    const [chosen] = play(...conflict, later, { ...onOld, seen: 5 });
    expect(chosen).toMatchObject({ version: 5, theirs: null });
  });

  it('takes an own save whose answer was lost for its own', () => {
    const [after, effects] = play(
      written,
      { kind: 'due' },
      unreachable,
      { kind: 'typed', draft: draft('甲乙丙') },
      { kind: 'due' },
      { kind: 'stale' },
      { kind: 'newest', known: { draft: draft('甲乙'), version: 4 }, at: 1 },
    );
    expect(after).toMatchObject({ theirs: null, version: 4, draft: draft('甲乙丙') });
    expect(effects).toContainEqual({ kind: 'wait', ms: 0 });
  });

  it('tries again by itself, ever more seldom, where the server was not reached', () => {
    const [once, first] = play(written, { kind: 'due' }, unreachable);
    expect(first).toContainEqual({ kind: 'wait', ms: 2_000 });
    expect(step(once, { kind: 'due' }, asSent)[0].sent).not.toBeNull();
    expect([1, 2, 3, 6, 50].map(retryAfter)).toEqual([2_000, 4_000, 8_000, 60_000, 60_000]);
  });

  it('does not try again what was refused, until it is changed or somebody asks', () => {
    const refusal: SavingEvent = { kind: 'failed', trouble: { kind: 'refused', text: '太长' } };
    const [refused, effects] = play(written, { kind: 'due' }, refusal);
    expect(effects.some(({ kind }) => kind === 'wait')).toBe(false);
    expect(step(refused, { kind: 'due' }, asSent)[0].sent).toBeNull();
    expect(step(refused, { kind: 'due', asked: true }, asSent)[0].sent).not.toBeNull();
    const [again] = step(refused, { kind: 'typed', draft: draft('甲丁') }, asSent);
    expect(step(again, { kind: 'due' }, asSent)[0].sent).not.toBeNull();
  });

  it('sends nothing while an input method is at work', () => {
    const [composing, effects] = play({ kind: 'composing', on: true }, written, { kind: 'due' });
    expect([composing.sent, effects]).toEqual([null, []]);
    expect(step(composing, { kind: 'composing', on: false }, asSent)[1]).toEqual([
      { kind: 'wait', ms: 1_200 },
    ]);
  });

  it('puts together by itself what two people wrote in different parts', () => {
    const known = { draft: { ...draft('甲'), unplaced: '别处' }, version: 4 };
    const [after] = play(written, { kind: 'due' }, { kind: 'stale' }, { kind: 'newest', known, at: 1 });
    expect(after).toMatchObject({ theirs: null, version: 4, draft: { ...draft('甲乙'), unplaced: '别处' } });
  });

  it('goes on where only something else than the text changed, such as the deadline', () => {
    const known = { draft: draft('甲'), version: 4 };
    const [after, effects] = play(
      written,
      { kind: 'due' },
      { kind: 'stale' },
      { kind: 'newest', known, at: 1 },
    );
    expect([after.theirs, after.version]).toEqual([null, 4]);
    expect(effects).toContainEqual({ kind: 'wait', ms: 0 });
  });

  it('keeps in the browser what cannot be sent yet, also after a save', () => {
    const typed = { ...draft('甲乙'), indicators: { days: '约30' } };
    const [after, effects] = play(
      { kind: 'typed', draft: typed },
      { kind: 'due' },
      { kind: 'answered', content: null, version: 4, at: 1 },
    );
    expect(isDirty(after, asSent)).toBe(false);
    expect(effects.map(({ kind }) => kind)).toEqual(['tell', 'keep']);
    expect(after.draft.indicators.days).toBe('约30');
  });
});
