import { appointmentsAllowing, type Target, type Verb } from '@domain/access';
import type { AuditLog } from '@features/audit';
import type { Transaction } from '@platform/database';
import { type Acting, isCaller } from './acting';

/** An act of an administrator about something that a unit keeps. */
export interface Act {
  verb: Verb;
  /** The unit whose administrators may do this and read the record; null: those of the whole tree. */
  target: Target | null;
  /** Past tense, e.g. `cycle.opened`. */
  action: string;
  objectKind: string;
  objectId: string | null;
  detail?: Record<string, unknown>;
}

/**
 * Records an act with both names where it was done in somebody else's post 代: the delegate's as the actor,
 * the holder's in the detail.
 */
export async function recordAct(
  audit: AuditLog,
  transaction: Transaction,
  acting: Acting,
  act: Act,
  now: Date,
): Promise<void> {
  const [post] =
    isCaller(acting) && act.target ? appointmentsAllowing(acting, act.verb, act.target, now) : [];
  const onBehalfOf = post?.onBehalfOf;
  await audit.record(transaction, {
    actor: { id: acting.userId, name: acting.name },
    action: act.action,
    objectKind: act.objectKind,
    objectId: act.objectId,
    orgId: act.target?.orgId ?? null,
    detail: { ...act.detail, ...(onBehalfOf ? { onBehalfOf } : {}) },
  });
}
