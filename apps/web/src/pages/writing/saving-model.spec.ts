import fc from 'fast-check';
import { type Place, type Tab, World, wordsOf } from './saving-world';
import type { Choice } from './two-texts';

type Act = (world: World, tab: Tab) => void;
const places: Place[] = ['work', 'plan', 'problems'];
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom(...places).map(
      (place): Act =>
        (world, tab) =>
          world.type(tab, place),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('约30', '12次', '7').map(
      (text): Act =>
        (world, tab) =>
          world.figure(tab, text),
    ),
  },
  // A whole save without an incident, so that runs get as far as two texts that meet.
  { weight: 8, arbitrary: fc.constant<Act>((world, tab) => world.save(tab)) },
  {
    weight: 6,
    arbitrary: fc.boolean().map(
      (asked): Act =>
        (world, tab) => {
          if (!asked && !tab.waits) return;
          tab.waits = false;
          world.happen(tab, { kind: 'due', asked });
        },
    ),
  },
  { weight: 8, arbitrary: fc.constant<Act>((world, tab) => world.deliver(tab)) },
  {
    weight: 8,
    arbitrary: fc
      .constantFrom(
        'arrives' as const,
        'arrives' as const,
        'lost' as const,
        'refused' as const,
        'expired' as const,
        'someone else' as const,
      )
      .map(
        (how): Act =>
          (world, tab) =>
            world.respond(tab, how),
      ),
  },
  {
    weight: 5,
    arbitrary: fc.boolean().map(
      (arrives): Act =>
        (world, tab) =>
          world.fetched(tab, arrives),
    ),
  },
  { weight: 4, arbitrary: fc.constant<Act>((world, tab) => world.hear(tab)) },
  { weight: 2, arbitrary: fc.constant<Act>((world, tab) => world.look(tab)) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Choice>('mine', 'theirs', 'both').map(
      (choice): Act =>
        (world, tab) =>
          world.choose(tab, choice),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.boolean().map(
      (on): Act =>
        (world, tab) =>
          world.happen(tab, { kind: 'composing', on }),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Act>((world, tab) => world.compile(tab)) },
  { weight: 2, arbitrary: fc.constant<Act>((world, tab) => world.reload(tab)) },
  {
    weight: 1,
    arbitrary: fc.constant<Act>((world, tab) => {
      world.close(tab);
      world.open(1 - tab.browser);
    }),
  },
);

describe('whatever happens while several tabs write one report', () => {
  it('nothing typed is lost, and nothing saved is overwritten without a choice', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(act, fc.nat(2)), { minLength: 20, maxLength: 90 }), (acts) => {
        const world = new World();
        for (const [one, which] of acts) {
          const tab = world.tabs[which % world.tabs.length];
          if (tab) one(world, tab);
        }
        world.settle();
        const there = wordsOf(world.serverText());
        const lost = [...world.typed].filter((word) => !there.has(word) && !world.dropped.has(word));
        expect(lost).toEqual([]);
        // What the server had is never emptied by something it could not be sent.
        expect(world.content.indicators.days).toBeDefined();
      }),
      { numRuns: 500 },
    );
  });
});
