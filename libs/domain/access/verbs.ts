import type { Role } from '../org/roles';

/**
 * How far a verb reaches from the unit of the appointment: that unit alone, or its whole subtree. `root`
 * holds only where the unit stands at the head of the tree: for what concerns the whole installation.
 */
export type Reach = 'exact' | 'subtree' | 'root';

type Grants = Partial<Record<Role, Reach>>;

const everyone = {
  reporter: 'subtree',
  secretary: 'subtree',
  reviewer: 'subtree',
  leader: 'subtree',
  publisher: 'subtree',
  admin: 'subtree',
  observer: 'subtree',
} as const satisfies Grants;

/**
 * The table of design 1.3: which role may do what, and how far down it reaches. Reading and the verbs
 * of admin, publisher and observer reach down; writing, submitting and deciding hold at exactly that
 * unit. Whether the state of a report, its step or a recusal allows it is decided by `review/`.
 */
export const verbs = {
  'report.read': everyone,
  'report.write': { reporter: 'exact', secretary: 'exact' },
  'report.submit': { secretary: 'exact' },
  /** Deciding at a step of a unit; the step itself names reviewer or leader. */
  'review.decide': { reviewer: 'exact', leader: 'exact' },
  'report.comment': everyone,
  /** A secretary asks for more time, an admin grants it unasked. */
  'report.extend': { secretary: 'exact', admin: 'subtree' },
  /** Who could decide at the step hands it to another holder of the post, or an admin does. */
  'review.transfer': { reviewer: 'exact', leader: 'exact', admin: 'subtree' },
  /** Waive, reinstate, extend unasked, grant and deny, transfer, skip-step, reroute, urge. */
  'report.administer': { admin: 'subtree' },
  /** The next level urges too: who decides or answers at the unit above. */
  'report.urge': { admin: 'subtree', reviewer: 'subtree', leader: 'subtree', secretary: 'subtree' },
  'report.publish': { publisher: 'subtree' },
  'bulletin.read': everyone,
  'cycle.read': everyone,
  'cycle.manage': { admin: 'subtree' },
  'template.read': everyone,
  'template.manage': { admin: 'subtree' },
  'rollup.read': everyone,
  'org.read': everyone,
  'org.manage': { admin: 'subtree' },
  'user.read': { admin: 'subtree', observer: 'subtree' },
  'user.manage': { admin: 'subtree' },
  'delegation.manage': everyone,
  /** The unit, and of its superiors who oversee it. */
  'rectification.read': {
    reporter: 'exact',
    secretary: 'exact',
    publisher: 'exact',
    reviewer: 'subtree',
    leader: 'subtree',
    admin: 'subtree',
    observer: 'subtree',
  },
  /** Items that a batch keeps to the committee. */
  'rectification.read_narrow': { secretary: 'exact', leader: 'subtree', admin: 'subtree' },
  'rectification.write': { reporter: 'exact', secretary: 'exact' },
  /** Claiming, disputing, planning, asking for time, asking to close: in the unit's name. */
  'rectification.answer': { secretary: 'exact' },
  /** A secretary asks for more time, who verifies grants it. */
  'rectification.extend': { secretary: 'exact', reviewer: 'exact', leader: 'exact' },
  /** Names and category of an item. */
  'rectification.amend': { secretary: 'exact', admin: 'subtree' },
  /** Entering an item of a unit below. */
  'rectification.enter': { reviewer: 'subtree', admin: 'subtree' },
  'rectification.verify': { reviewer: 'exact', leader: 'exact' },
  /** Drawing a sample of a subtree for look-backs. */
  'rectification.sample': { reviewer: 'subtree', leader: 'subtree', admin: 'subtree', observer: 'subtree' },
  'rectification.administer': { admin: 'subtree' },
  'rectification.urge': { admin: 'subtree', reviewer: 'subtree', leader: 'subtree' },
  'document.export': everyone,
  'audit.read': { admin: 'subtree', observer: 'subtree' },
  'system.manage': { admin: 'root' },
} as const satisfies Record<string, Grants>;

export type Verb = keyof typeof verbs;

export const verbNames = Object.keys(verbs) as Verb[];

/** How far `role` carries `verb`, or undefined where it does not carry it at all. */
export function reachOf(role: Role, verb: Verb): Reach | undefined {
  const grants: Grants = verbs[verb];
  return grants[role];
}

/** The roles that carry a verb, split by reach; what an SQL scope needs. */
export function rolesFor(verb: Verb): Record<Reach, Role[]> {
  const grants: Grants = verbs[verb];
  const result: Record<Reach, Role[]> = { exact: [], subtree: [], root: [] };
  for (const [role, reach] of Object.entries(grants) as [Role, Reach][]) result[reach].push(role);
  return result;
}
