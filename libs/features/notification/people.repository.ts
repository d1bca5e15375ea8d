import type { Role } from '@domain/org/roles';
import { isHeld, whoActs } from '@features/access';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import type { NamedStatement, Transaction } from '@platform/database';

export interface Post {
  orgId: string;
  role: Role;
}

/** A person in a post: by own appointment, or as the delegate of `holderId`. */
export interface PersonInPost extends Post {
  userId: string;
  holderId: string;
}

/** Who was found in these posts; each person as often as they hold one. */
export type PeopleIn = (posts: readonly Post[]) => PersonInPost[];

/**
 * Who of them may decide at a step: those who are not recused, or only whom it is reserved for. A recused holder's
 * delegate is recused with them (design 1.3).
 */
export function freeToDecide(
  step: { recused: readonly string[]; reserved_for: string | null },
  people: readonly PersonInPost[],
): PersonInPost[] {
  const recused = new Set(step.recused);
  const free = people.filter(({ userId, holderId }) => !recused.has(userId) && !recused.has(holderId));
  const reserved = free.filter(({ holderId }) => holderId === step.reserved_for);
  return reserved.length > 0 ? reserved : free;
}

const keyOf = ({ orgId, role }: Post) => `${orgId} ${role}`;

/** Who holds which post now. */
@Injectable()
export class PeopleRepository {
  constructor(private readonly clock: Clock) {}

  /** Holders and delegates of each post, active users with present appointments only. */
  inPosts(transaction: Transaction, posts: readonly Post[]): Promise<PeopleIn> {
    return this.find(transaction, peopleInPosts, posts);
  }

  /** Holders and delegates of a role at the nearest unit, at or above that of the post, where anybody holds it. */
  nearest(transaction: Transaction, posts: readonly Post[]): Promise<PeopleIn> {
    return this.find(transaction, nearestInRole, posts);
  }

  private async find(
    transaction: Transaction,
    statement: NamedStatement,
    posts: readonly Post[],
  ): Promise<PeopleIn> {
    const found = new Map<string, PersonInPost[]>();
    const asked = [...new Map(posts.map((post) => [keyOf(post), post])).values()];
    if (asked.length > 0) {
      const rows = await transaction.query<PersonInPost & { askedAt: string } & Record<string, unknown>>(
        statement,
        [asked.map(({ orgId }) => orgId), asked.map(({ role }) => role), this.clock.now()],
      );
      for (const { askedAt, ...person } of rows) {
        const key = keyOf({ orgId: askedAt, role: person.role });
        const known = found.get(key);
        if (known) known.push(person);
        else found.set(key, [person]);
      }
    }
    return (wanted) => wanted.flatMap((post) => found.get(keyOf(post)) ?? []);
  }
}

const peopleInPosts = {
  name: 'notification_people_in_posts',
  text: `
    SELECT DISTINCT a.org_id AS "askedAt", a.org_id AS "orgId", a.role, acting.user_id AS "userId", a.user_id AS "holderId"
      FROM unnest($1::uuid[], $2::text[]) AS post(org_id, role)
      JOIN appointment a USING (org_id, role)
      CROSS JOIN ${whoActs('a', '$3')} acting
     WHERE ${isHeld('a', '$3')}`,
};

const nearestInRole = {
  name: 'notification_nearest_in_role',
  text: `
    SELECT DISTINCT asked.org_id AS "askedAt", held.org_id AS "orgId", asked.role, acting.user_id AS "userId",
           held.user_id AS "holderId"
      FROM unnest($1::uuid[], $2::text[]) AS asked(org_id, role)
      JOIN org_unit unit ON unit.id = asked.org_id
      CROSS JOIN LATERAL (
        SELECT a.id, a.org_id, a.user_id, rank() OVER (ORDER BY nlevel(above.path) DESC) AS distance
          FROM org_unit above
          JOIN appointment a ON a.org_id = above.id AND a.role = asked.role
           AND ${isHeld('a', '$3')}
          JOIN app_user u ON u.id = a.user_id AND u.active
         WHERE above.path @> unit.path) held
      CROSS JOIN ${whoActs('held', '$3')} acting
     WHERE held.distance = 1`,
};
