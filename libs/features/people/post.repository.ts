import type { Actor, Target } from '@domain/access';
import type { Role } from '@domain/org/roles';
import { isDelegated, isHeld, scopeOf } from '@features/access';
import { Injectable } from '@nestjs/common';
import { Database, isNamed } from '@platform/database';

interface Named {
  id: string;
  name: string;
}

export interface AppointmentView {
  id: string;
  user: Named & { username: string };
  org: Named & { code: string };
  role: Role;
  startsAt: string;
  endsAt: string | null;
}

export interface DelegationView {
  id: string;
  appointment: { id: string; role: Role; org: Named & { code: string }; user: Named };
  delegate: Named & { username: string };
  startsAt: string;
  endsAt: string;
  reason: string | null;
  state: DelegationState;
  acceptedAt: string | null;
  revokedAt: string | null;
}

/** `offered` waits for the delegate; `refused` and `laid_down` were their doing, `revoked` was somebody else's. */
export const delegationStates = ['offered', 'accepted', 'refused', 'laid_down', 'revoked', 'ended'] as const;
export type DelegationState = (typeof delegationStates)[number];

export interface PostFilter {
  userId?: string;
  /** Id or code. */
  org?: string;
  role?: Role;
  /** Only what is in force at this moment or will be. */
  current: boolean;
}

interface Window {
  limit: number;
  offset: number;
}

/** In force beside a post that the caller holds or is delegated: to whom a review may be transferred. */
const shared = `${isHeld('a', '$7')} AND EXISTS (
  SELECT 1 FROM appointment mine LEFT JOIN standing_delegation d ON d.appointment_id = mine.id AND d.delegate_id = $2
    AND ${isDelegated('d', '$7')}
  WHERE mine.org_id = a.org_id AND mine.role = a.role AND (mine.user_id = $2 OR d.id IS NOT NULL)
    AND ${isHeld('mine', '$7')})`;

const delegationState = `CASE
  WHEN d.revoked_at IS NOT NULL AND d.revoked_by IS DISTINCT FROM d.delegate_id THEN 'revoked'
  WHEN d.revoked_at IS NOT NULL THEN CASE WHEN d.accepted_at IS NULL THEN 'refused' ELSE 'laid_down' END
  WHEN d.ends_at <= $7 OR a.ends_at <= $7 THEN 'ended'
  WHEN d.accepted_at IS NULL THEN 'offered' ELSE 'accepted' END`;

/** Reads of appointments and delegations, narrowed in the query to what the caller may see. */
@Injectable()
export class PostRepository {
  constructor(private readonly database: Database) {}

  /** Within the scope of `user.read`, the caller's own, or those who hold a post that the caller acts in too. */
  async appointments(caller: Actor, filter: PostFilter, window: Window, now: Date) {
    return this.page<AppointmentView>(
      `SELECT jsonb_build_object('id', a.id, 'role', a.role, 'startsAt', a.starts_at, 'endsAt', a.ends_at,
                'user', jsonb_build_object('id', u.id, 'name', u.name, 'username', u.username),
                'org', jsonb_build_object('id', o.id, 'code', o.code, 'name', o.name)) AS view, count(*) OVER () AS total
       FROM appointment a JOIN app_user u ON u.id = a.user_id JOIN org_unit o ON o.id = a.org_id
       WHERE (o.path <@ ANY($1::ltree[]) OR a.user_id = $2 OR (${shared})) AND ($3::uuid IS NULL OR a.user_id = $3)
         AND ($4::text IS NULL OR ${isNamed('o.id', 'o.code', '$4')}) AND ($5::text IS NULL OR a.role = $5)
         AND (NOT $6 OR a.ends_at IS NULL OR a.ends_at > $7)
       ORDER BY o.path, a.role, a.starts_at, a.id`,
      valuesOf(caller, filter, now),
      window,
    );
  }

  /** Within the scope, given by the caller, or given to the caller. */
  async delegations(caller: Actor, filter: PostFilter, window: Window, now: Date) {
    return this.page<DelegationView>(
      `SELECT jsonb_build_object('id', d.id, 'startsAt', d.starts_at, 'endsAt', d.ends_at, 'reason', d.reason,
                'state', ${delegationState}, 'acceptedAt', d.accepted_at, 'revokedAt', d.revoked_at,
                'delegate', jsonb_build_object('id', t.id, 'name', t.name, 'username', t.username),
                'appointment', jsonb_build_object('id', a.id, 'role', a.role,
                  'org', jsonb_build_object('id', o.id, 'code', o.code, 'name', o.name),
                  'user', jsonb_build_object('id', u.id, 'name', u.name))) AS view, count(*) OVER () AS total
       FROM delegation d JOIN appointment a ON a.id = d.appointment_id JOIN app_user u ON u.id = a.user_id
         JOIN app_user t ON t.id = d.delegate_id JOIN org_unit o ON o.id = a.org_id
       WHERE (o.path <@ ANY($1::ltree[]) OR a.user_id = $2 OR d.delegate_id = $2)
         AND ($3::uuid IS NULL OR a.user_id = $3 OR d.delegate_id = $3)
         AND ($4::text IS NULL OR ${isNamed('o.id', 'o.code', '$4')}) AND ($5::text IS NULL OR a.role = $5)
         AND (NOT $6 OR (d.revoked_at IS NULL AND d.ends_at > $7))
       ORDER BY d.starts_at DESC, d.id`,
      valuesOf(caller, filter, now),
      window,
    );
  }

  /** The unit at which an appointment is held, and by whom. */
  async placeOfAppointment(id: string): Promise<(Target & { userId: string }) | null> {
    const [row] = await this.database.query<Target & { userId: string }>(
      `SELECT a.user_id AS "userId", o.id AS "orgId", o.path::text AS path
       FROM appointment a JOIN org_unit o ON o.id = a.org_id WHERE a.id = $1`,
      [id],
    );
    return row ?? null;
  }

  async placeOfDelegation(id: string): Promise<(Target & { userId: string; delegateId: string }) | null> {
    const [row] = await this.database.query<Target & { userId: string; delegateId: string }>(
      `SELECT a.user_id AS "userId", d.delegate_id AS "delegateId", o.id AS "orgId", o.path::text AS path
       FROM delegation d JOIN appointment a ON a.id = d.appointment_id JOIN org_unit o ON o.id = a.org_id WHERE d.id = $1`,
      [id],
    );
    return row ?? null;
  }

  private async page<View>(
    text: string,
    values: unknown[],
    window: Window,
  ): Promise<{ items: View[]; total: number }> {
    const rows = await this.database.query<{ view: View; total: string }>(
      `${text} LIMIT ${window.limit} OFFSET ${window.offset}`,
      values,
    );
    return { items: rows.map((row) => row.view), total: Number(rows[0]?.total ?? 0) };
  }
}

function valuesOf(caller: Actor, { userId, org, role, current }: PostFilter, now: Date): unknown[] {
  const { paths } = scopeOf(caller, 'user.read', now);
  return [paths, caller.userId, userId ?? null, org ?? null, role ?? null, current, now];
}
