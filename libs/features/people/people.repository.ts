import type { Role } from '@domain/org/roles';
import type { Scope } from '@features/access';
import { Injectable } from '@nestjs/common';
import { Database } from '@platform/database';

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

/** Where an account is kept and where it acts: what decides who may see and manage it. */
export interface UserReach {
  homePath: string | null;
  homeOrgId: string | null;
  posts: { orgId: string; path: string }[];
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
      'SELECT path::text AS path FROM org_unit WHERE id::text = $1 OR code = $1',
      [org],
    );
    return row?.path ?? null;
  }

  async one(id: string, now: Date): Promise<UserView | null> {
    const [row] = await this.database.query<{ view: UserView }>(
      `SELECT ${view} AS view FROM app_user u LEFT JOIN org_unit home ON home.id = u.org_id WHERE u.id = $1 AND $2::timestamptz IS NOT NULL`,
      [id, now],
    );
    return row?.view ?? null;
  }

  async reachOf(userId: string, now: Date): Promise<UserReach | null> {
    const [row] = await this.database.query<{
      home_id: string | null;
      home: string | null;
      posts: UserReach['posts'];
    }>(
      `SELECT home.id AS home_id, home.path::text AS home, coalesce((
          SELECT jsonb_agg(jsonb_build_object('orgId', o.id, 'path', o.path::text)) FROM appointment a JOIN org_unit o ON o.id = a.org_id
          WHERE a.user_id = u.id AND (a.ends_at IS NULL OR a.ends_at > $2)), '[]') AS posts
       FROM app_user u LEFT JOIN org_unit home ON home.id = u.org_id WHERE u.id = $1`,
      [userId, now],
    );
    return row ? { homeOrgId: row.home_id, homePath: row.home, posts: row.posts } : null;
  }
}

// Posts that have ended stay out of the list; the record keeps them.
const view = `jsonb_build_object('id', u.id, 'username', u.username, 'name', u.name, 'phone', u.phone, 'email', u.email,
  'active', u.active, 'mustChangePassword', u.must_change_password, 'version', u.version,
  'org', CASE WHEN home.id IS NULL THEN NULL ELSE jsonb_build_object('id', home.id, 'code', home.code, 'name', home.name) END,
  'appointments', coalesce((
    SELECT jsonb_agg(jsonb_build_object('id', a.id, 'role', a.role, 'startsAt', a.starts_at, 'endsAt', a.ends_at,
             'org', jsonb_build_object('id', o.id, 'code', o.code, 'name', o.name)) ORDER BY o.path, a.role)
    FROM appointment a JOIN org_unit o ON o.id = a.org_id
    WHERE a.user_id = u.id AND (a.ends_at IS NULL OR a.ends_at > $2)), '[]'))`;
