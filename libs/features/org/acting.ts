import { type Actor, allowed, type Target, type Verb } from '@domain/access';
import { scopeOf } from '@features/access';
import type { Caller } from '@platform/http';

/** The operator's commands and the loading of demonstration data: nobody's post, and every right. */
export interface Operator {
  userId: null;
  name: string;
}

/** Who acts: a caller with their posts, or the operator. */
export type Acting = Caller | Operator;

export const operator: Operator = { userId: null, name: '系统' };

export function isCaller(acting: Acting): acting is Caller {
  return acting.userId !== null;
}

/** Whether they may do `verb` to the target (design 1.3). */
export function mayAct(acting: Acting, verb: Verb, target: Target, now: Date): boolean {
  return !isCaller(acting) || allowed(acting, verb, target, now);
}

/**
 * The tops of the subtrees that somebody's posts reach with `verb`, none of them within another. Verbs
 * that hold at exactly one unit reach no subtree.
 */
export function subtreesOf(actor: Actor, verb: Verb, now: Date): string[] {
  const { paths } = scopeOf(actor, verb, now);
  return paths.filter((path) => !paths.some((other) => other !== path && path.startsWith(`${other}.`)));
}
