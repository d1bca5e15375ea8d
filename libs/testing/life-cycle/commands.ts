import fc from 'fast-check';
import type { Delegation } from './delegations';
import type { Life } from './life';
import { type DelegationCommand, heldBy, type ModelCommand, type ModelPost, type ModelWorld } from './world';

/** What a command is made from when its turn comes. */
export interface Present extends Pick<Life, 'state' | 'revision' | 'step'> {
  delegations: readonly Delegation[];
}

export type Make = (present: Present) => ModelCommand;
type Who = (present: Present) => string;
type State = Life['state'];

/** A kind of command, how often it is drawn, and in which states it may succeed. */
interface Kind {
  weight: number;
  states: readonly State[];
  arbitrary: fc.Arbitrary<Make>;
}

const states: readonly State[] = [
  'not_started',
  'drafting',
  'in_review',
  'returned',
  'approved',
  'published',
  'waived',
];
const withAuthor = ['not_started', 'drafting', 'returned'] as const;
/** Without fast-check's preference for the ends of a range, which would draw the same few people. */
const oneOf = (count: number) => fc.constantFrom(...Array.from({ length: count }, (_, n) => n));
const seldom = (one: number) =>
  fc.oneof({ weight: 1, arbitrary: fc.constant(true) }, { weight: one - 1, arbitrary: fc.constant(false) });

/**
 * Random commands of a world. Mostly what may succeed in the present state, by people who hold a post for it or were
 * offered one, else anything by anybody: enough to reach every corner and still be refused.
 */
export function commandsIn(world: ModelWorld, people: readonly string[]): fc.Arbitrary<Make> {
  const kinds = kindsOf(world, people);
  const drawn = (from: readonly Kind[]) =>
    fc.oneof(...from.map(({ weight, arbitrary }) => ({ weight, arbitrary })));
  const likely = states.map(
    (state) => [state, drawn(kinds.filter((kind) => kind.states.includes(state)))] as const,
  );
  return fc.record({ wild: seldom(5), anything: drawn(kinds), ...Object.fromEntries(likely) }).map((draw) => {
    const { wild, anything, ...fitting } = draw as { wild: boolean; anything: Make } & Record<State, Make>;
    const make: Make = (present) => (wild ? anything(present) : fitting[present.state](present));
    // What failed names its command; the source of this function eighty times would tell nothing.
    return Object.assign(make, { [fc.toStringMethod]: () => 'command' });
  });
}

function kindsOf(world: ModelWorld, people: readonly string[]): Kind[] {
  const last = world.steps.length;
  const anybody = fc.constantFrom(...people).map(
    (name): Who =>
      () =>
        name,
  );
  const someone = (...posts: Array<ModelPost | 'step'>) => {
    const known = (present: Present) =>
      posts.flatMap((post) => inPost(world, post === 'step' ? (present.step ?? last) : post, present));
    const fitting = oneOf(12).map(
      (nth): Who =>
        (present) => {
          const candidates = known(present);
          return candidates[nth % Math.max(1, candidates.length)] ?? people[0]!;
        },
    );
    return fc.oneof({ weight: 7, arbitrary: fitting }, { weight: 1, arbitrary: anybody });
  };
  const reviewer = someone('step');
  type Simple = Exclude<
    ModelCommand['name'],
    'approve' | 'return' | 'transfer' | 'extend' | 'grant' | 'offer'
  >;
  const simple = (weight: number, name: Simple, who: fc.Arbitrary<Who>, ...from: readonly State[]): Kind => ({
    weight,
    states: from,
    arbitrary: who.map(
      (person): Make =>
        (present) =>
          ({ name, by: person(present) }) as ModelCommand,
    ),
  });
  return [
    simple(30, 'save', someone('reporter', 'secretary'), ...withAuthor),
    simple(50, 'submit', someone('secretary'), 'drafting', 'returned'),
    simple(6, 'withdraw', someone('secretary'), 'in_review'),
    {
      weight: 120,
      states: ['in_review'],
      arbitrary: fc.record({ who: reviewer, stale: seldom(12) }).map(
        ({ who, stale }): Make =>
          (present) => ({ name: 'approve', by: who(present), revision: present.revision - (stale ? 1 : 0) }),
      ),
    },
    {
      weight: 30,
      states: ['in_review'],
      arbitrary: fc
        .record({
          who: reviewer,
          resume: fc.constantFrom('route' as const, 'here' as const),
          to: fc.constantFrom<'author' | number>('author', 'author', 1, 2, 3),
        })
        .map(
          ({ who, resume, to }): Make =>
            (present) => ({ name: 'return', by: who(present), revision: present.revision, resume, to }),
        ),
    },
    simple(
      15,
      'recall',
      someone(...world.steps.map((_, index) => index + 1)),
      'in_review',
      'returned',
      'approved',
    ),
    {
      weight: 15,
      states: ['in_review'],
      arbitrary: fc.record({ who: someone('step', 'admin'), to: reviewer }).map(
        ({ who, to }): Make =>
          (present) => ({ name: 'transfer', by: who(present), to: to(present) }),
      ),
    },
    simple(20, 'reopen', someone(last), 'approved', 'published'),
    simple(25, 'publish', someone('publisher'), 'approved'),
    simple(10, 'retract', someone('publisher'), 'published', 'returned'),
    simple(5, 'waive', someone('admin'), ...withAuthor, 'in_review'),
    simple(40, 'reinstate', someone('admin'), 'waived'),
    simple(30, 'skip-step', someone('admin'), 'in_review'),
    {
      weight: 20,
      states: withAuthor,
      arbitrary: fc
        .record({
          name: fc.constantFrom('extend' as const, 'grant' as const),
          who: someone('secretary', 'admin'),
          until: fc.integer({ min: 1, max: 28 }),
        })
        .map(
          ({ name, who, until }): Make =>
            (present) => ({ name, by: who(present), until }),
        ),
    },
    simple(5, 'deny', someone('admin'), ...withAuthor),
    // Seldom, since a life is over soon after.
    simple(
      1,
      'unit-end',
      fc.constant(() => 'system'),
      ...states,
    ),
    { weight: 40, states, arbitrary: delegationsIn(world, people) },
  ];
}

/** Delegations that stand before the first command: offers, each accepted. */
export function deputiesIn(world: ModelWorld, people: readonly string[]): fc.Arbitrary<DelegationCommand[]> {
  return fc
    .array(offerIn(world, people), { maxLength: 8, size: 'max' })
    .map((offers) =>
      offers.flatMap((offer) => [
        offer,
        { name: 'accept', by: offer.to, holder: offer.by, post: offer.post },
      ]),
    );
}

function offerIn(world: ModelWorld, people: readonly string[]) {
  const kinds: ModelPost[] = [
    'reporter',
    'secretary',
    'admin',
    'publisher',
    ...world.steps.map((_, index) => index + 1),
  ];
  const posts = kinds.flatMap((post) => heldBy(world, post).map((holder) => ({ post, holder })));
  return fc
    .record({ of: fc.constantFrom(...posts), to: fc.constantFrom(...people) })
    .map(({ of: { post, holder }, to }) => ({ name: 'offer', by: holder, to, post }) as const);
}

/** Offers of any post to anybody, and what becomes of those that stand. */
function delegationsIn(world: ModelWorld, people: readonly string[]): fc.Arbitrary<Make> {
  const offer = offerIn(world, people);
  const answer = fc
    .record({
      nth: oneOf(12),
      what: fc.constantFrom('accept', 'accept', 'accept', 'lay-down', 'revoke'),
      otherwise: offer,
    })
    .map(
      ({ nth, what, otherwise }): Make =>
        ({ delegations }) => {
          const standing = delegations[nth % Math.max(1, delegations.length)];
          if (!standing) return otherwise;
          const { holder, to, post } = standing;
          if (what === 'revoke') return { name: 'revoke', by: holder, to, post };
          return { name: what === 'accept' ? 'accept' : 'lay-down', by: to, holder, post };
        },
    );
  return fc.oneof(
    {
      weight: 2,
      arbitrary: offer.map(
        (made): Make =>
          () =>
            made,
      ),
    },
    { weight: 3, arbitrary: answer },
  );
}

/** Who holds a post, and to whom it was offered, accepted or not. */
function inPost(world: ModelWorld, post: ModelPost, { delegations }: Present): string[] {
  return [...heldBy(world, post), ...delegations.filter((each) => each.post === post).map(({ to }) => to)];
}
