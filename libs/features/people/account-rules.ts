import { type Actor, allowed, allowedSomewhere } from '@domain/access';
import type { Judgement } from '@platform/http';
import type { UserReach } from './people.repository';

/**
 * Whether an administrator may see or manage an account. Managing (password, deactivation) needs reach
 * over its home and over every post it holds: an administrator of one school must not take over an
 * account that also acts at the bureau.
 */
export function judgeAccount(
  actor: Actor,
  verb: 'user.read' | 'user.manage',
  reach: UserReach | null,
  now: Date,
): Judgement {
  if (!reach) return 'hidden';
  const places = [
    ...reach.posts,
    ...(reach.homeOrgId && reach.homePath ? [{ orgId: reach.homeOrgId, path: reach.homePath }] : []),
  ];
  const readable = places.some((place) => allowed(actor, 'user.read', place, now));
  if (!readable && !allowedSomewhere(actor, 'system.manage', now)) return 'hidden';
  if (verb === 'user.read') return 'allowed';
  if (places.length === 0) return allowedSomewhere(actor, 'system.manage', now) ? 'allowed' : 'hidden';
  return places.every((place) => allowed(actor, 'user.manage', place, now)) ? 'allowed' : 'denied';
}
