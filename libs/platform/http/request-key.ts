import { randomUUID } from 'node:crypto';
import { problem } from '@domain/problems';
import type { Database, Receipt, Transaction } from '@platform/database';

export interface KeptAnswer {
  status: number;
  headers: Record<string, string> | null;
  body: unknown;
}

export interface Claim {
  userId: string;
  key: string;
  fingerprint: string;
  now: Date;
  /** Keys made before this have run out. */
  forgottenBefore: Date;
}

/** Whoever answers says so this often, */
const beatMilliseconds = 1000;
/** and after so much silence another run takes over. Being wrong about it is harmless: see {@link RequestKey.sign}. */
const silentSeconds = 5;

/**
 * An Idempotency-Key that this run of a request answers. The row outlives the process: `acted_at` is set in the
 * transaction that acts, so that a repetition never acts twice, however the first run ended.
 */
export class RequestKey implements Receipt {
  private beat: NodeJS.Timeout | undefined;
  private over = false;

  private constructor(
    private readonly database: Database,
    private readonly claim: Claim,
    private readonly reservation: string,
    readonly acted: boolean,
  ) {}

  /**
   * The key, where this run may answer it; the answer, where one was kept; null, while another run is at it.
   * @throws idempotency_mismatch where the key was used with another request
   */
  static async take(database: Database, claim: Claim): Promise<RequestKey | KeptAnswer | null> {
    const { userId, key, fingerprint, now, forgottenBefore } = claim;
    const reservation = randomUUID();
    const values = [userId, key, fingerprint, now, forgottenBefore, reservation];
    const [reserved] = await database.query<{ acted: boolean }>(reserveKey, values);
    if (reserved) return new RequestKey(database, claim, reservation, reserved.acted);
    const [kept] = await database.query<KeptAnswer & { fingerprint: string }>(readKey, [userId, key]);
    if (kept && kept.fingerprint !== fingerprint) throw problem('idempotency_mismatch');
    return kept?.status ? kept : null;
  }

  /** Says from time to time that somebody is at it, until {@link close}. */
  keepAlive(): void {
    const say = () => void this.database.query(touchKey, this.own()).catch(() => undefined);
    this.beat = setInterval(say, beatMilliseconds);
    this.beat.unref();
  }

  /** What runs on after the answer is no part of the request. */
  close(): void {
    clearInterval(this.beat);
    this.over = true;
  }

  async sign(transaction: Transaction): Promise<void> {
    if (this.over) return;
    const signed = await transaction.execute(signKey, this.own());
    if (signed === 0) throw problem('conflict', { reason: '同一请求正在处理，请稍后重试。' });
  }

  async keep({ status, headers, body }: KeptAnswer): Promise<void> {
    const values = [...this.own(), status, JSON.stringify(headers), JSON.stringify(body ?? null)];
    await this.database.query(keepAnswer, values);
  }

  /** No answer worth keeping came about: the caller may try again, without acting again where it acted. */
  async release(): Promise<void> {
    await this.database.query(forgetKey, this.own());
    await this.database.query(releaseKey, this.own());
  }

  private own(): unknown[] {
    return [this.claim.userId, this.claim.key, this.reservation];
  }
}

const mine = 'user_id = $1 AND key = $2 AND reservation = $3 AND status IS NULL';

/**
 * The reservation waits for no disk: what acts on it commits after it, and by that makes it durable too. A server
 * that loses it loses nothing that anybody was told.
 */
const reserveKey = {
  name: 'idempotency_reserve',
  text: `INSERT INTO idempotency_key AS kept (user_id, key, fingerprint, created_at, reservation, touched_at)
         VALUES ($1, $2, $3, $4, $6, now())
         ON CONFLICT (user_id, key) DO UPDATE SET fingerprint = EXCLUDED.fingerprint, reservation = EXCLUDED.reservation,
           touched_at = EXCLUDED.touched_at, status = NULL, headers = NULL, body = NULL,
           created_at = CASE WHEN kept.created_at < $5 THEN EXCLUDED.created_at ELSE kept.created_at END,
           acted_at = CASE WHEN kept.created_at < $5 THEN NULL ELSE kept.acted_at END
         WHERE kept.created_at < $5 OR (kept.status IS NULL AND kept.fingerprint = EXCLUDED.fingerprint
           AND kept.touched_at < now() - interval '${silentSeconds} seconds')
         RETURNING acted_at IS NOT NULL AS acted, set_config('synchronous_commit', 'off', true)`,
};
const readKey = {
  name: 'idempotency_read',
  text: 'SELECT fingerprint, status, headers, body FROM idempotency_key WHERE user_id = $1 AND key = $2',
};
const touchKey = {
  name: 'idempotency_touch',
  text: `UPDATE idempotency_key SET touched_at = now() WHERE ${mine}`,
};
const signKey = {
  name: 'idempotency_sign',
  text: `UPDATE idempotency_key SET acted_at = coalesce(acted_at, now()) WHERE ${mine}`,
};
const keepAnswer = {
  name: 'idempotency_keep',
  text: `UPDATE idempotency_key SET status = $4, headers = $5, body = $6 WHERE ${mine}`,
};
const forgetKey = {
  name: 'idempotency_forget',
  text: `DELETE FROM idempotency_key WHERE ${mine} AND acted_at IS NULL`,
};
const releaseKey = {
  name: 'idempotency_release',
  text: `UPDATE idempotency_key SET touched_at = '-infinity' WHERE ${mine}`,
};
