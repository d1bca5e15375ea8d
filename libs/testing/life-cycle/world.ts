export interface ModelStep {
  holders: string[];
  mode: 'any' | 'all';
}

export interface ModelWorld {
  reporters: string[];
  secretaries: string[];
  admins: string[];
  publishers: string[];
  steps: ModelStep[];
}

/** One of the world's posts; a number is a step, counted from 1. */
export type ModelPost = 'reporter' | 'secretary' | 'admin' | 'publisher' | number;

export type ModelCommand =
  | { name: 'save' | 'submit' | 'withdraw' | 'recall' | 'reopen' | 'publish' | 'retract'; by: string }
  | { name: 'waive' | 'reinstate' | 'skip-step'; by: string }
  | { name: 'approve'; by: string; revision: number }
  | { name: 'return'; by: string; revision: number; resume: 'route' | 'here'; to: 'author' | number }
  | { name: 'transfer'; by: string; to: string }
  /** `until` is a day of January after the due date, so that only other extensions can be longer. */
  | { name: 'extend' | 'grant'; by: string; until: number }
  | { name: 'deny'; by: string }
  | { name: 'unit-end'; by: string }
  | DelegationCommand;

export type DelegationCommand =
  | { name: 'offer'; by: string; to: string; post: ModelPost }
  /** The delegate refuses what is offered, or lays down what they accepted. */
  | { name: 'accept' | 'lay-down'; by: string; holder: string; post: ModelPost }
  | { name: 'revoke'; by: string; to: string; post: ModelPost };

/** Who holds a post in their own right. */
export function heldBy(world: ModelWorld, post: ModelPost): string[] {
  const { reporters, secretaries, admins, publishers, steps } = world;
  if (typeof post === 'number') return steps[post - 1]?.holders ?? [];
  return { reporter: reporters, secretary: secretaries, admin: admins, publisher: publishers }[post];
}
