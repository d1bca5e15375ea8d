import { problem, ruleBroken } from '@domain/problems';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database } from '@platform/database';
import { v7 } from 'uuid';
import { hashOpaqueToken, newOpaqueToken } from './opaque-token';
import { SessionSecret } from './session-secret';

export interface IssuedToken {
  id: string;
  name: string;
  /** Shown this once. */
  token: string;
  expiresAt: Date;
}

export interface TokenSummary {
  id: string;
  name: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  expiresAt: Date;
}

interface TokenRow {
  id: string;
  name: string;
  created_at: Date;
  last_used_at: Date | null;
  expires_at: Date;
}

const longestDays = 366;
const standardDays = 90;

/** Personal access tokens for scripts: they act as their owner, without cookie and CSRF header. */
@Injectable()
export class AccessTokenService {
  constructor(
    private readonly database: Database,
    private readonly secret: SessionSecret,
    private readonly clock: Clock,
  ) {}

  /** @throws rule_broken (422) where the expiry has passed or lies more than 366 days ahead */
  async issue(userId: string, name: string, expiresAt: Date | undefined): Promise<IssuedToken> {
    const now = this.clock.now();
    const expiry = expiresAt ?? new Date(now.getTime() + standardDays * 86_400_000);
    if (expiry <= now || expiry.getTime() > now.getTime() + longestDays * 86_400_000) {
      throw ruleBroken('/expiresAt', `有效期须晚于现在，且在${longestDays}天以内。`);
    }
    const issued = { id: v7(), name, token: newOpaqueToken('bst_'), expiresAt: expiry };
    await this.database.query(
      `INSERT INTO access_token (id, user_id, name, token_hash, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [issued.id, userId, name, hashOpaqueToken(this.secret.value, issued.token), now, expiry],
    );
    return issued;
  }

  async list(
    userId: string,
    window: { limit: number; offset: number },
  ): Promise<{ items: TokenSummary[]; total: number }> {
    const valid = 'FROM access_token WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $2';
    const values = [userId, this.clock.now()];
    const [count] = await this.database.query<{ total: number }>(
      `SELECT count(*)::int AS total ${valid}`,
      values,
    );
    const rows = await this.database.query<TokenRow>(
      `SELECT id, name, created_at, last_used_at, expires_at ${valid}
       ORDER BY created_at DESC, id LIMIT $3 OFFSET $4`,
      [...values, window.limit, window.offset],
    );
    const items = rows.map((row) => ({
      id: row.id,
      name: row.name,
      createdAt: row.created_at,
      lastUsedAt: row.last_used_at,
      expiresAt: row.expires_at,
    }));
    return { items, total: count?.total ?? 0 };
  }

  /** @throws not_found where it is not the user's own */
  async revoke(userId: string, tokenId: string): Promise<void> {
    const revoked = await this.database.query(
      'UPDATE access_token SET revoked_at = $3 WHERE id = $1 AND user_id = $2 AND revoked_at IS NULL RETURNING id',
      [tokenId, userId, this.clock.now()],
    );
    if (revoked.length === 0) throw problem('not_found');
  }
}
