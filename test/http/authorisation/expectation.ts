import type { Role } from '@domain/org/roles';

/** Where the thing lies as seen from the unit at which the person holds the role. */
export const relations = ['own', 'below', 'beside', 'above'] as const;
export type Relation = (typeof relations)[number];

/** `hide` answers 404, `deny` 403; `allow` is anything else, the request itself being unusable on purpose. */
export type Expected = 'allow' | 'deny' | 'hide';

/** The table of design 1.3 once more, written by hand: what the walk compares the routes with. */
export type Rule = (role: Role, relation: Relation) => Expected;

const seen = (relation: Relation) => relation === 'own' || relation === 'below';

/** Whoever reads the thing, and does it if the role may at that relation. */
const among =
  (may: Partial<Record<Role, Relation[]>>): Rule =>
  (role, relation) => {
    if (!seen(relation)) return 'hide';
    return may[role]?.includes(relation) ? 'allow' : 'deny';
  };

const down: Relation[] = ['own', 'below'];
const everyone: Partial<Record<Role, Relation[]>> = {
  reporter: down,
  secretary: down,
  reviewer: down,
  leader: down,
  publisher: down,
  admin: down,
  observer: down,
};

/** An item of the rectification ledger is also seen by the superiors who oversee it, and by nobody else above. */
const ofItem =
  (may: Partial<Record<Role, Relation[]>>): Rule =>
  (role, relation) => {
    const overseen = relation === 'below' && ['reviewer', 'leader', 'admin', 'observer'].includes(role);
    if (relation !== 'own' && !overseen) return 'hide';
    return may[role]?.includes(relation) ? 'allow' : 'deny';
  };

export const rules = {
  /** Anybody at all, signed in or not. */
  open: () => 'allow',
  /** Anybody who is signed in; the answer concerns themself or is narrowed in the query. */
  signedIn: () => 'allow',
  read: among(everyone),
  write: among({ reporter: ['own'], secretary: ['own'] }),
  submit: among({ secretary: ['own'] }),
  /** Who made it, and none of the walkers did; of a report that is not approved a publisher sees no comment of others. */
  makerOnly: (role, relation) => (seen(relation) && role !== 'publisher' ? 'deny' : 'hide'),
  /** A reviewer decides about units below, a leader also about their own. */
  decide: among({ reviewer: ['below'], leader: down }),
  transfer: among({ reviewer: ['below'], leader: down, admin: down }),
  publish: among({ publisher: down }),
  administer: among({ admin: down }),
  extend: among({ secretary: ['own'], admin: down }),
  /** The administrator, and the next level above. */
  urge: among({ admin: down, reviewer: down, leader: down, secretary: down }),
  /** Accounts, and cycles before they open: seen by administrators and observers alone. */
  oversee: (role, relation) =>
    seen(relation) && (role === 'admin' || role === 'observer') ? 'allow' : 'hide',
  overseeAndManage: (role, relation) => {
    if (!seen(relation) || (role !== 'admin' && role !== 'observer')) return 'hide';
    return role === 'admin' ? 'allow' : 'deny';
  },
  /** Whoever it is offered to, and none of the walkers is. */
  delegateOnly: (role, relation) =>
    seen(relation) && (role === 'admin' || role === 'observer') ? 'deny' : 'hide',
  /** Templates are also read from below: that is where they are filled in. */
  readTemplate: (_, relation) => (relation === 'beside' ? 'hide' : 'allow'),
  manageTemplate: (role, relation) => {
    if (relation === 'beside') return 'hide';
    return role === 'admin' && seen(relation) ? 'allow' : 'deny';
  },
  /** Collections: the role alone decides, the query narrows. */
  adminsOnly: (role) => (role === 'admin' ? 'allow' : 'deny'),
  adminsAndObservers: (role) => (role === 'admin' || role === 'observer' ? 'allow' : 'deny'),
  readItem: ofItem(everyone),
  workItem: ofItem({ reporter: ['own'], secretary: ['own'] }),
  answerItem: ofItem({ secretary: ['own'] }),
  amendItem: ofItem({ secretary: ['own'], admin: down }),
  enterItem: ofItem({ reviewer: down, admin: down }),
  verifyItem: ofItem({ reviewer: ['below'], leader: down }),
  extendItem: ofItem({ secretary: ['own'], reviewer: ['below'], leader: down }),
  transferItem: ofItem({ reviewer: ['below'], leader: down, admin: down }),
  administerItem: ofItem({ admin: down }),
  urgeItem: ofItem({ admin: down, reviewer: down, leader: down }),
  sampleItems: (role) => (['reviewer', 'leader', 'admin', 'observer'].includes(role) ? 'allow' : 'deny'),
  /** Of no unit: for administrators of the whole tree, and every walker holds a post below its root. */
  wholeTreeOnly: () => 'deny',
} as const satisfies Record<string, Rule>;

export type RuleName = keyof typeof rules;
