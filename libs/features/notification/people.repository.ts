import type { Role } from '@domain/org/roles';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import type { Transaction } from '@platform/database';

export interface Post {
  orgId: string;
  role: Role;
}

/** A person in a post: by own appointment, or as the delegate of `holderId`. */
export interface PersonInPost extends Post {
  userId: string;
  holderId: string;
}

/** Who holds which post now. */
@Injectable()
export class PeopleRepository {
  constructor(private readonly clock: Clock) {}

  /** Holders and delegates of each post, active users with present appointments only. */
  async inPosts(transaction: Transaction, posts: readonly Post[]): Promise<PersonInPost[]> {
    if (posts.length === 0) return [];
    return transaction.query<PersonInPost & Record<string, unknown>>(peopleInPosts, [
      posts.map(({ orgId }) => orgId),
      posts.map(({ role }) => role),
      this.clock.now(),
    ]);
  }

  /** Holders of a role at the nearest unit, at or above, where anybody holds it. */
  async nearest(transaction: Transaction, orgId: string, role: Role): Promise<PersonInPost[]> {
    return transaction.query<PersonInPost & Record<string, unknown>>(nearestInRole, [
      orgId,
      role,
      this.clock.now(),
    ]);
  }
}

const peopleInPosts = {
  name: 'notification_people_in_posts',
  text: `
    WITH post AS (SELECT DISTINCT * FROM unnest($1::uuid[], $2::text[]) AS post(org_id, role)),
    held AS (
      SELECT a.id, a.org_id, a.role, a.user_id
        FROM post JOIN appointment a USING (org_id, role)
       WHERE a.starts_at <= $3 AND (a.ends_at IS NULL OR a.ends_at > $3)
    )
    SELECT held.org_id AS "orgId", held.role, held.user_id AS "userId", held.user_id AS "holderId"
      FROM held JOIN app_user u ON u.id = held.user_id AND u.active
    UNION
    SELECT held.org_id, held.role, d.delegate_id, held.user_id
      FROM held
      JOIN app_user holder ON holder.id = held.user_id AND holder.active
      JOIN standing_delegation d ON d.appointment_id = held.id
       AND d.starts_at <= $3 AND d.ends_at > $3
      JOIN app_user u ON u.id = d.delegate_id AND u.active`,
};

const nearestInRole = {
  name: 'notification_nearest_in_role',
  text: `
    WITH held AS (
      SELECT above.id AS org_id, nlevel(above.path) AS depth, a.user_id
        FROM org_unit unit
        JOIN org_unit above ON above.path @> unit.path
        JOIN appointment a ON a.org_id = above.id AND a.role = $2
         AND a.starts_at <= $3 AND (a.ends_at IS NULL OR a.ends_at > $3)
        JOIN app_user u ON u.id = a.user_id AND u.active
       WHERE unit.id = $1
    )
    SELECT DISTINCT org_id AS "orgId", $2::text AS role, user_id AS "userId", user_id AS "holderId"
      FROM held WHERE depth = (SELECT max(depth) FROM held)`,
};
