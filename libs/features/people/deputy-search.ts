import { type Actor, inForce, usernameKey } from '@domain/access';
import { Injectable } from '@nestjs/common';
import { Database } from '@platform/database';

/** Somebody who may be asked to act in a post: who they are and where they belong, nothing to reach them by. */
export interface DeputyCandidate {
  id: string;
  name: string;
  org: { id: string; code: string; name: string } | null;
}

/** A search shows the first of those it finds; more of the name finds the others. */
const mostFound = 20;

/**
 * Finds whom a holder may ask to act for them: people of the bureau under which one of the holder's own posts
 * stands, by a part of their name or of their unit's, or by their whole username, which is not shown.
 */
@Injectable()
export class DeputySearch {
  constructor(private readonly database: Database) {}

  /** `more`: whether further people match. Who holds no post of their own has nothing to delegate: finds nobody. */
  async find(caller: Actor, search: string, now: Date): Promise<{ items: DeputyCandidate[]; more: boolean }> {
    const own = caller.appointments.filter((post) => inForce(post, now) && !post.onBehalfOf);
    const rows = await this.database.query<DeputyCandidate & Record<string, unknown>>(findCandidates, [
      [...new Set(own.map(({ path }) => path))],
      caller.userId,
      `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`,
      usernameKey(search),
      mostFound + 1,
    ]);
    return { items: rows.slice(0, mostFound), more: rows.length > mostFound };
  }
}

// Limited: one more than are shown, so that the answer says whether there are more.
const findCandidates = {
  name: 'deputy_candidates',
  text: `
    WITH bureau AS (
      SELECT DISTINCT (SELECT b.path FROM org_unit b WHERE b.kind = 'bureau' AND b.path @> held.path
        ORDER BY nlevel(b.path) DESC LIMIT 1) AS path
      FROM unnest($1::ltree[]) AS held(path))
    SELECT u.id, u.name, jsonb_build_object('id', o.id, 'code', o.code, 'name', o.name) AS org
      FROM app_user u JOIN org_unit o ON o.id = u.org_id
     WHERE u.active AND u.id <> $2 AND o.path <@ ANY(SELECT path FROM bureau)
       AND (u.name ILIKE $3 OR o.name ILIKE $3 OR u.username_key = $4)
     ORDER BY (u.username_key = $4) DESC, (u.name ILIKE $3) DESC, u.name, o.path, u.id LIMIT $5`,
};
