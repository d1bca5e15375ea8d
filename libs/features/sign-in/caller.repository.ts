import type { ActingAppointment } from '@domain/access';
import type { Role } from '@domain/org/roles';
import { isDelegated, isHeld } from '@features/access';
import { Injectable } from '@nestjs/common';
import { Database } from '@platform/database';
import type { Caller } from '@platform/http';

interface CallerRow {
  credential_id: string;
  csrf_token: string | null;
  last_used_at: Date | null;
  user_id: string;
  username: string;
  name: string;
  must_change_password: boolean;
  appointments: AppointmentJson[] | null;
}

interface AppointmentJson {
  id: string;
  role: Role;
  orgId: string;
  path: string;
  startsAt: string;
  endsAt: string | null;
  onBehalfOf: { userId: string; name: string } | null;
}

export interface FoundCaller {
  caller: Caller;
  lastUsedAt: Date | null;
}

/**
 * Reads a caller with every post in force, own and delegated, in one query. Nothing is cached: a right
 * taken away is gone with the next request (design 5, case 12).
 */
@Injectable()
export class CallerRepository {
  constructor(private readonly database: Database) {}

  async bySession(tokenHash: Buffer, now: Date, idleSince: Date): Promise<FoundCaller | null> {
    const [row] = await this.database.query<CallerRow>(callerBySession, [tokenHash, now, idleSince]);
    if (!row) return null;
    return found(row, { kind: 'session', id: row.credential_id, csrfToken: row.csrf_token ?? '' });
  }

  async byAccessToken(tokenHash: Buffer, now: Date): Promise<FoundCaller | null> {
    const [row] = await this.database.query<CallerRow>(callerByAccessToken, [tokenHash, now]);
    return row ? found(row, { kind: 'token', id: row.credential_id }) : null;
  }

  /** Of these callers those whose credential still stands, with their posts of now, by the credential's id. */
  async stillThere(callers: readonly Caller[], now: Date, idleSince: Date): Promise<Map<string, Caller>> {
    const idsOf = (kind: Caller['credential']['kind']) =>
      callers.flatMap(({ credential }) => (credential.kind === kind ? [credential.id] : []));
    const [sessions, tokens] = await Promise.all([
      this.database.query<CallerRow>(callersBySession, [idsOf('session'), now, idleSince]),
      this.database.query<CallerRow>(callersByAccessToken, [idsOf('token'), now]),
    ]);
    const found = [
      ...sessions.map((row) =>
        callerOf(row, { kind: 'session', id: row.credential_id, csrfToken: row.csrf_token ?? '' }),
      ),
      ...tokens.map((row) => callerOf(row, { kind: 'token', id: row.credential_id })),
    ];
    return new Map(found.map((caller) => [caller.credential.id, caller]));
  }

  /** Who ordered a job, with the posts of now and not of then; null where they were deactivated meanwhile. */
  async byJob(jobId: string, userId: string, now: Date): Promise<Caller | null> {
    const [row] = await this.database.query<CallerRow>(callerByUser, [userId, now]);
    return row ? found(row, { kind: 'job', id: jobId }).caller : null;
  }

  async touchSession(id: string, now: Date): Promise<void> {
    await this.database.query(touchSession, [id, now]);
  }

  async touchAccessToken(id: string, now: Date): Promise<void> {
    await this.database.query(touchAccessToken, [id, now]);
  }
}

function found(row: CallerRow, credential: Caller['credential']): FoundCaller {
  return { lastUsedAt: row.last_used_at, caller: callerOf(row, credential) };
}

function callerOf(row: CallerRow, credential: Caller['credential']): Caller {
  return {
    userId: row.user_id,
    username: row.username,
    name: row.name,
    mustChangePassword: row.must_change_password,
    credential,
    appointments: (row.appointments ?? []).map(
      (held): ActingAppointment => ({
        id: held.id,
        role: held.role,
        orgId: held.orgId,
        path: held.path,
        startsAt: new Date(held.startsAt),
        endsAt: held.endsAt === null ? null : new Date(held.endsAt),
        ...(held.onBehalfOf ? { onBehalfOf: held.onBehalfOf } : {}),
      }),
    ),
  };
}

const posts = `
  SELECT jsonb_agg(jsonb_build_object('id', post.id, 'role', post.role, 'orgId', post.org_id, 'path', o.path::text,
                     'startsAt', post.starts_at, 'endsAt', post.ends_at, 'onBehalfOf', post.on_behalf_of))
  FROM (
    SELECT a.id, a.role, a.org_id, a.starts_at, a.ends_at, NULL::jsonb AS on_behalf_of
    FROM appointment a
    WHERE a.user_id = u.id AND ${isHeld('a', '$2')}
    UNION ALL
    SELECT a.id, a.role, a.org_id, greatest(a.starts_at, d.starts_at), least(a.ends_at, d.ends_at),
           jsonb_build_object('userId', p.id, 'name', p.name)
    FROM standing_delegation d JOIN appointment a ON a.id = d.appointment_id JOIN app_user p ON p.id = a.user_id AND p.active
    WHERE d.delegate_id = u.id AND ${isDelegated('d', '$2')}
      AND ${isHeld('a', '$2')}
  ) post JOIN org_unit o ON o.id = post.org_id`;

const bySession = (
  which: string,
) => `SELECT s.id AS credential_id, s.csrf_token, s.last_seen_at AS last_used_at, u.id AS user_id, u.username, u.name,
                u.must_change_password, (${posts}) AS appointments
         FROM session s JOIN app_user u ON u.id = s.user_id
         WHERE ${which} AND s.revoked_at IS NULL AND s.expires_at > $2 AND s.last_seen_at > $3 AND u.active`;
const callerBySession = {
  name: 'caller_by_session',
  plannedOnce: true,
  text: bySession('s.token_hash = $1'),
};
const callersBySession = { name: 'callers_by_session', text: bySession('s.id = ANY($1::uuid[])') };

const byAccessToken = (
  which: string,
) => `SELECT t.id AS credential_id, NULL AS csrf_token, t.last_used_at, u.id AS user_id, u.username, u.name,
                u.must_change_password, (${posts}) AS appointments
         FROM access_token t JOIN app_user u ON u.id = t.user_id
         WHERE ${which} AND t.revoked_at IS NULL AND t.expires_at > $2 AND u.active`;
const callerByAccessToken = { name: 'caller_by_access_token', text: byAccessToken('t.token_hash = $1') };
const callersByAccessToken = {
  name: 'callers_by_access_token',
  text: byAccessToken('t.id = ANY($1::uuid[])'),
};

const callerByUser = {
  name: 'caller_by_user',
  text: `SELECT u.id AS credential_id, NULL AS csrf_token, NULL::timestamptz AS last_used_at, u.id AS user_id, u.username,
                u.name, u.must_change_password, (${posts}) AS appointments
         FROM app_user u WHERE u.id = $1 AND u.active`,
};

const touchSession = {
  name: 'session_touch',
  plannedOnce: true,
  text: 'UPDATE session SET last_seen_at = $2 WHERE id = $1',
};
const touchAccessToken = {
  name: 'access_token_touch',
  text: 'UPDATE access_token SET last_used_at = $2 WHERE id = $1',
};
