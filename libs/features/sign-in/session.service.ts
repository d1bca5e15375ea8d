import { problem } from '@domain/problems';
import { cutText } from '@domain/text';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database } from '@platform/database';
import type { Caller } from '@platform/http';
import { v7 } from 'uuid';
import { sessionHours } from './credential-authenticator';
import { hashOpaqueToken, newOpaqueToken } from './opaque-token';
import { SessionSecret } from './session-secret';

export interface NewSession {
  /** The cookie's value; it is never stored and never logged. */
  token: string;
  csrfToken: string;
  lastsSeconds: number;
}

export interface SessionSummary {
  id: string;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
  address: string | null;
  userAgent: string | null;
  current: boolean;
}

interface SessionRow {
  id: string;
  created_at: Date;
  last_seen_at: Date;
  expires_at: Date;
  ip: string | null;
  user_agent: string | null;
}

/** Sessions of the page: opened at sign-in, listed and revoked by their owner. */
@Injectable()
export class SessionService {
  constructor(
    private readonly database: Database,
    private readonly secret: SessionSecret,
    private readonly clock: Clock,
  ) {}

  /** Ends the session of the browser's former cookie, if it brings one, so that none stays open unseen. */
  async open(
    userId: string,
    origin: { address: string; userAgent: string | null; formerToken?: string },
  ): Promise<NewSession> {
    const now = this.clock.now();
    if (origin.formerToken) {
      await this.database.query(
        'UPDATE session SET revoked_at = $2 WHERE token_hash = $1 AND revoked_at IS NULL',
        [hashOpaqueToken(this.secret.value, origin.formerToken), now],
      );
    }
    const token = newOpaqueToken();
    const csrfToken = newOpaqueToken();
    const expiresAt = new Date(now.getTime() + sessionHours * 3_600_000);
    await this.database.query(
      `INSERT INTO session (id, user_id, token_hash, csrf_token, created_at, last_seen_at, expires_at, ip, user_agent)
       VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8)`,
      [
        v7(),
        userId,
        hashOpaqueToken(this.secret.value, token),
        csrfToken,
        now,
        expiresAt,
        origin.address,
        origin.userAgent ? cutText(origin.userAgent, 300) : null,
      ],
    );
    return { token, csrfToken, lastsSeconds: sessionHours * 3600 };
  }

  async list(
    caller: Caller,
    window: { limit: number; offset: number },
  ): Promise<{ items: SessionSummary[]; total: number }> {
    const open = 'FROM session WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $2';
    const values = [caller.userId, this.clock.now()];
    const [count] = await this.database.query<{ total: number }>(
      `SELECT count(*)::int AS total ${open}`,
      values,
    );
    const rows = await this.database.query<SessionRow>(
      `SELECT id, created_at, last_seen_at, expires_at, ip, user_agent ${open}
       ORDER BY last_seen_at DESC, id LIMIT $3 OFFSET $4`,
      [...values, window.limit, window.offset],
    );
    const items = rows.map((row) => ({
      id: row.id,
      createdAt: row.created_at,
      lastSeenAt: row.last_seen_at,
      expiresAt: row.expires_at,
      address: row.ip,
      userAgent: row.user_agent,
      current: row.id === caller.credential.id,
    }));
    return { items, total: count?.total ?? 0 };
  }

  /** @throws not_found where it is not the caller's own */
  async revoke(caller: Caller, sessionId: string): Promise<void> {
    const revoked = await this.database.query(
      'UPDATE session SET revoked_at = $3 WHERE id = $1 AND user_id = $2 AND revoked_at IS NULL RETURNING id',
      [sessionId, caller.userId, this.clock.now()],
    );
    if (revoked.length === 0) throw problem('not_found');
  }
}
