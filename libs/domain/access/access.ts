import type { Role } from '../org/roles';
import { reachOf, type Verb } from './verbs';

/**
 * One post a person acts in. With `onBehalfOf` it is somebody else's post held by delegation 代理:
 * then `startsAt` and `endsAt` are those of the delegation cut to those of the appointment.
 */
export interface ActingAppointment {
  id: string;
  role: Role;
  orgId: string;
  /** The unit's place in the tree, labels joined by dots (ltree). */
  path: string;
  startsAt: Date;
  /** Exclusive; null while open. */
  endsAt: Date | null;
  onBehalfOf?: { userId: string; name: string };
}

export interface Actor {
  userId: string;
  appointments: readonly ActingAppointment[];
}

export interface Target {
  orgId: string;
  path: string;
}

/** In force from `startsAt` on and until just before `endsAt`. */
export function inForce(appointment: Pick<ActingAppointment, 'startsAt' | 'endsAt'>, now: Date): boolean {
  return appointment.startsAt <= now && (appointment.endsAt === null || now < appointment.endsAt);
}

/** Whether `path` is `ancestor` or lies below it. */
export function isWithin(path: string, ancestor: string): boolean {
  return path === ancestor || path.startsWith(`${ancestor}.`);
}

/** The posts in force that carry `verb` as far as the target; own posts before delegated ones. */
export function appointmentsAllowing(
  actor: Actor,
  verb: Verb,
  target: Target,
  now: Date,
): ActingAppointment[] {
  return actor.appointments
    .filter((held) => inForce(held, now) && reaches(held, verb, target))
    .sort((a, b) => Number(a.onBehalfOf !== undefined) - Number(b.onBehalfOf !== undefined));
}

/** Whether one of the actor's posts carries `verb` as far as the target (design 1.3). */
export function allowed(actor: Actor, verb: Verb, target: Target, now: Date): boolean {
  return actor.appointments.some((held) => inForce(held, now) && reaches(held, verb, target));
}

/** Whether one of the actor's posts carries `verb` anywhere; what a route's guard can tell beforehand. */
export function allowedSomewhere(actor: Actor, verb: Verb, now: Date): boolean {
  return actor.appointments.some(
    (held) => inForce(held, now) && reaches(held, verb, { orgId: held.orgId, path: held.path }),
  );
}

function reaches(held: ActingAppointment, verb: Verb, target: Target): boolean {
  const reach = reachOf(held.role, verb);
  if (reach === undefined) return false;
  if (reach === 'root') return !held.path.includes('.');
  return reach === 'exact' ? held.orgId === target.orgId : isWithin(target.path, held.path);
}
