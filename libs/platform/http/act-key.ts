import { problem } from '@domain/problems';
import type { Database, NamedStatement } from '@platform/database';
import type { Claim, KeptAnswer } from './request-key';

/** A request with this key was refused before: it gets the same refusal again. */
export class RefusedBefore extends Error {
  constructor(readonly answer: KeptAnswer) {
    super('This request was refused before.');
  }
}

/**
 * The Idempotency-Key of a request whose act answers anew from the present state: no answer is kept of what took
 * effect, so the key is one row of the very statement that acts, and nothing is reserved before. A repetition that
 * acts at the same time waits for that statement and then changes nothing.
 */
export class ActKey {
  constructor(
    private readonly database: Database,
    private readonly claim: Claim,
  ) {}

  /** The row as the acting statement writes it; `said` is what the present state will not tell any more. */
  record(said: object | null): Record<string, unknown> {
    const { userId, key, fingerprint, now } = this.claim;
    return { user_id: userId, key, fingerprint, created_at: now, body: said };
  }

  /**
   * What was said where a request with this key took effect; undefined where none did.
   * @throws idempotency_mismatch where it was another request, RefusedBefore where it was refused
   */
  async earlier(): Promise<object | null | undefined> {
    const { userId, key, fingerprint, forgottenBefore } = this.claim;
    const [row] = await this.database.query<KeptAnswer & { fingerprint: string; acted: boolean }>(readKey, [
      userId,
      key,
      forgottenBefore,
    ]);
    if (!row) return undefined;
    if (row.fingerprint !== fingerprint) throw problem('idempotency_mismatch');
    if (row.status !== null) throw new RefusedBefore(row);
    return row.acted ? (row.body as object | null) : undefined;
  }

  /** Keeps a refusal for whoever repeats the request. @throws what {@link earlier} throws of an earlier one */
  async keep({ status, headers, body }: KeptAnswer): Promise<void> {
    const { userId, key, fingerprint, now } = this.claim;
    const kept = await this.database.query(keepRefusal, [
      userId,
      key,
      fingerprint,
      now,
      status,
      JSON.stringify(headers),
      JSON.stringify(body),
    ]);
    if (kept.length === 0) await this.earlier();
  }
}

const day = `interval '24 hours'`;
/** A row that says nothing: it ran out, or somebody only reserved it and never acted. */
const isVoid = (fresh: string) =>
  `(kept.created_at < ${fresh}.created_at - ${day} OR (kept.acted_at IS NULL AND kept.status IS NULL))`;

const columns = `user_id uuid, key text, fingerprint text, created_at timestamptz, body jsonb`;

/**
 * For the statement that acts, with the record at `$`: true while no request with this key took effect or was
 * refused.
 */
export const keyIsFree = `NOT EXISTS (SELECT FROM idempotency_key kept, jsonb_to_record($::jsonb) AS fresh(${columns})
  WHERE kept.user_id = fresh.user_id AND kept.key = fresh.key AND NOT ${isVoid('fresh')})`;

/**
 * Writes the key for each row of `changed`. Where another act took it in this very moment the statement fails, since
 * the fingerprint becomes null: nothing of it may be committed.
 */
export const takeKey = `INSERT INTO idempotency_key AS kept (user_id, key, fingerprint, created_at, acted_at, body)
  SELECT fresh.user_id, fresh.key, fresh.fingerprint, fresh.created_at, fresh.created_at, fresh.body
    FROM changed, jsonb_to_record($::jsonb) AS fresh(${columns})
  ON CONFLICT (user_id, key) DO UPDATE SET
    fingerprint = CASE WHEN ${isVoid('excluded')} THEN excluded.fingerprint END, created_at = excluded.created_at,
    acted_at = excluded.acted_at, body = excluded.body, status = NULL, headers = NULL, reservation = NULL`;

/** Whether a statement failed because somebody else took the key; see {@link takeKey}. */
export function keyWasTaken(error: unknown): boolean {
  const { code, table } = (error ?? {}) as { code?: string; table?: string };
  return code === '23502' && table === 'idempotency_key';
}

const readKey: NamedStatement = {
  name: 'idempotency_earlier',
  text: `SELECT fingerprint, status, headers, body, acted_at IS NOT NULL AS acted FROM idempotency_key
    WHERE user_id = $1 AND key = $2 AND created_at >= $3`,
};
const keepRefusal: NamedStatement = {
  name: 'idempotency_refuse',
  text: `INSERT INTO idempotency_key AS kept (user_id, key, fingerprint, created_at, status, headers, body)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (user_id, key) DO UPDATE SET fingerprint = excluded.fingerprint, created_at = excluded.created_at,
      acted_at = NULL, status = excluded.status, headers = excluded.headers, body = excluded.body, reservation = NULL
      WHERE ${isVoid('excluded')}
    RETURNING 1`,
};
