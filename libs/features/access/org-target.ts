import { type Actor, allowed, type Target, type Verb } from '@domain/access';
import type { Judgement } from '@platform/http';

/**
 * Judges a verb at one unit: allowed where it reaches; denied where the unit may at least be read;
 * hidden otherwise, so that nobody learns of units beside or above their own.
 */
export function judgeAtOrg(
  actor: Actor,
  verb: Verb,
  target: Target | null,
  now: Date,
  reading: Verb = 'org.read',
): Judgement {
  if (!target) return 'hidden';
  if (allowed(actor, verb, target, now)) return 'allowed';
  return allowed(actor, reading, target, now) ? 'denied' : 'hidden';
}
