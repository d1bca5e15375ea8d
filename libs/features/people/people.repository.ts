import type { Role } from '@domain/org/roles';
import type { Scope } from '@features/access';
import { Injectable } from '@nestjs/common';
import { Database, isNamed } from '@platform/database';

export interface UserView {
  id: string;
  username: string;
  name: string;
  phone: string | null;
  email: string | null;
  active: boolean;
  mustChangePassword: boolean;
  version: number;
  org: { id: string; code: string; name: string } | null;
  appointments: {
    id: string;
    role: Role;
    org: { id: string; code: string; name: string };
    startsAt: string;
    endsAt: string | null;
  }[];
}

export interface UserFilter {
  search?: string;
  active?: boolean;
  underPath?: string;
  role?: Role;
}

/** Reads of people, each narrowed to the caller's scope in the query itself. */
@Injectable()
export class PeopleRepository {
  constructor(private readonly database: Database) {}

  async list(
    scope: Scope,
    filter: UserFilter,
    page: { order: string; limit: number; offset: number },
    now: Date,
  ): Promise<{ items: UserView[]; total: number }> {
    const values = [
      scope.paths,
      now,
      filter.search ? `%${filter.search.replaceAll(/[\\%_]/g, '\\$&')}%` : null,
      filter.active ?? null,
      filter.underPath ?? null,
      filter.role ?? null,
    ];
    const rows = await this.database.query<{ view: UserView; total: string }>(
      `WITH matching AS (
         SELECT u.id FROM app_user u LEFT JOIN org_unit home ON home.id = u.org_id
         WHERE (home.path <@ ANY($1::ltree[]) OR EXISTS (
                 SELECT 1 FROM appointment a JOIN org_unit o ON o.id = a.org_id
                 WHERE a.user_id = u.id AND o.path <@ ANY($1::ltree[]) AND (a.ends_at IS NULL OR a.ends_at > $2)))
           AND ($3::text IS NULL OR u.name ILIKE $3 OR u.username ILIKE $3)
           AND ($4::boolean IS NULL OR u.active = $4)
           AND (($5::text IS NULL AND $6::text IS NULL) OR ($6::text IS NULL AND home.path <@ $5::ltree) OR EXISTS (
                 SELECT 1 FROM appointment a JOIN org_unit o ON o.id = a.org_id
                 WHERE a.user_id = u.id AND (a.ends_at IS NULL OR a.ends_at > $2)
                   AND ($5::text IS NULL OR o.path <@ $5::ltree) AND ($6::text IS NULL OR a.role = $6)))
       ), counted AS (SELECT count(*) AS total FROM matching)
       SELECT ${view} AS view, (SELECT total FROM counted) AS total
       FROM matching m JOIN app_user u ON u.id = m.id LEFT JOIN org_unit home ON home.id = u.org_id
       ORDER BY ${page.order} LIMIT ${page.limit} OFFSET ${page.offset}`,
      values,
    );
    return { items: rows.map((row) => row.view), total: Number(rows[0]?.total ?? 0) };
  }

  /** The ltree path of a unit by id or code; null where there is none. */
  async pathOf(org: string): Promise<string | null> {
    const [row] = await this.database.query<{ path: string }>(
      `SELECT path::text AS path FROM org_unit WHERE ${isNamed('id', 'code', '$1')}`,
      [org],
    );
    return row?.path ?? null;
  }

  /** As whoever oversees this scope sees them. */
  async one(scope: Scope, id: string, now: Date): Promise<UserView | null> {
    const [row] = await this.database.query<{ view: UserView }>(
      `SELECT ${view} AS view FROM app_user u LEFT JOIN org_unit home ON home.id = u.org_id WHERE u.id = $3`,
      [scope.paths, now, id],
    );
    return row?.view ?? null;
  }
}

// Whoever is kept elsewhere shows here what they do here and nothing else: how to reach them, how their account
// stands and what they do elsewhere is their own unit's. Posts that have ended stay out; the record keeps them.
const kept = 'coalesce(home.path <@ ANY($1::ltree[]), false)';
const view = `jsonb_build_object('id', u.id, 'username', u.username, 'name', u.name,
  'phone', CASE WHEN ${kept} THEN u.phone END, 'email', CASE WHEN ${kept} THEN u.email END,
  'active', u.active, 'mustChangePassword', ${kept} AND u.must_change_password, 'version', u.version,
  'org', CASE WHEN home.id IS NULL THEN NULL ELSE jsonb_build_object('id', home.id, 'code', home.code, 'name', home.name) END,
  'appointments', coalesce((
    SELECT jsonb_agg(jsonb_build_object('id', a.id, 'role', a.role, 'startsAt', a.starts_at, 'endsAt', a.ends_at,
             'org', jsonb_build_object('id', o.id, 'code', o.code, 'name', o.name)) ORDER BY o.path, a.role)
    FROM appointment a JOIN org_unit o ON o.id = a.org_id
    WHERE a.user_id = u.id AND (a.ends_at IS NULL OR a.ends_at > $2) AND (${kept} OR o.path <@ ANY($1::ltree[]))), '[]'))`;
