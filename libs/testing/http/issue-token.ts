import { createHmac, randomBytes } from 'node:crypto';
import type { Database } from '@platform/database';
import { v7 } from 'uuid';

/** What every process of a test signs with. */
export const sessionSecret = 'a secret that only tests know';

/** A personal access token of an account, written straight into the database. */
export async function issueToken(database: Database, username: string, now: Date): Promise<string> {
  const token = `bst_${randomBytes(32).toString('base64url')}`;
  const issued = await database.query(
    `INSERT INTO access_token (id, user_id, name, token_hash, created_at, expires_at)
     SELECT $1, id, 'test', $3, $4, $5 FROM app_user WHERE username = $2 RETURNING id`,
    [
      v7(),
      username,
      createHmac('sha256', sessionSecret).update(token).digest(),
      now,
      // Tests move the clock by years.
      new Date(now.getTime() + 20 * 365 * 86_400_000),
    ],
  );
  if (issued.length === 0) throw new Error(`No account ${username} to test with.`);
  return token;
}
