import { type Account, type Actor, allowed, allowedSomewhere } from '@domain/access';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database, type Transaction } from '@platform/database';
import type { Judgement } from '@platform/http';
import type { QueryResultRow } from 'pg';

/** An account with whether its posts are its own, which decides who sees it. */
interface StoredAccount extends Account {
  posts: (Account['posts'][number] & { own: boolean })[];
}

/** What accounts reach: their home, their own posts, and the posts that were delegated or offered to them. */
@Injectable()
export class AccountRepository {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async find(
    userId: string,
    querier: Pick<Transaction, 'query'> = this.database,
  ): Promise<StoredAccount | null> {
    const [row] = await querier.query<StoredAccount & QueryResultRow>(selectAccount, [
      userId,
      this.clock.now(),
    ]);
    return row ?? null;
  }

  /** The same, and nothing is given to or taken from the account until the transaction ends. */
  async lock(transaction: Transaction, userId: string): Promise<StoredAccount | null> {
    const [row] = await transaction.query('SELECT FROM app_user WHERE id = $1 FOR UPDATE', [userId]);
    return row ? this.find(userId, transaction) : null;
  }
}

/** Seen by administrators and observers over its home or one of its own posts; acts are judged one by one. */
export function judgeAccount(actor: Actor, account: StoredAccount | null, now: Date): Judgement {
  if (!account) return 'hidden';
  const places = [
    ...account.posts.filter(({ own }) => own).map(({ at }) => at),
    ...(account.home ? [account.home] : []),
  ];
  const seen = places.some((place) => allowed(actor, 'user.read', place, now));
  return seen || allowedSomewhere(actor, 'system.manage', now) ? 'allowed' : 'hidden';
}

const place = `jsonb_build_object('orgId', o.id, 'path', o.path::text)`;

const selectAccount = {
  name: 'people_account',
  text: `SELECT u.id AS "userId", (SELECT ${place} FROM org_unit o WHERE o.id = u.org_id) AS home,
      coalesce((
        SELECT jsonb_agg(jsonb_build_object('role', post.role, 'own', post.own, 'at', ${place})) FROM (
          SELECT a.org_id, a.role, true AS own FROM appointment a
           WHERE a.user_id = u.id AND (a.ends_at IS NULL OR a.ends_at > $2)
          UNION
          SELECT a.org_id, a.role, false FROM delegation d JOIN appointment a ON a.id = d.appointment_id
           WHERE d.delegate_id = u.id AND d.revoked_at IS NULL AND d.ends_at > $2
             AND (a.ends_at IS NULL OR a.ends_at > $2)
        ) post JOIN org_unit o ON o.id = post.org_id), '[]') AS posts
    FROM app_user u WHERE u.id = $1`,
};
