import { setTimeout } from 'node:timers/promises';
import { usernameKey } from '@domain/access';
import { problem } from '@domain/problems';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database, type Transaction } from '@platform/database';

/** Wrong passwords until a lock; the one at which the owner is told. */
export const attemptsUntilLock = 5;
/** A school's whole staff may share one address, hence generous. */
const unslowedPerAddress = 100;
const slowingMilliseconds = 50;
const slowestMilliseconds = 3000;
const forgottenAfterMinutes = 30;
const shortestLockSeconds = 60;
const longestLockSeconds = 900;

/** Where an attempt to sign in comes from. `browser` is known to belong to the account, or null. */
export interface Attempt {
  username: string;
  address: string;
  browser: string | null;
}

/**
 * Counts sign-ins that have not succeeded. An attempt is counted before the password is looked at, so that a burst
 * of parallel guesses counts like a row of them; from the fifth on each locks, twice as long every time. A browser
 * that signed in to the account before keeps a count of its own, which no stranger can fill. All others share that of
 * the account; their address slows them down from a hundred failures on and never refuses, for a school's whole
 * staff may stand behind it. A success takes back its own attempt alone: whoever owns one account must not buy
 * further guesses at others with it.
 */
@Injectable()
export class SignInThrottle {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns how many attempts in a row have not succeeded, this one included
   * @throws throttled (429) with the seconds left while the account, or this browser of it, is locked
   */
  async enter({ username, address, browser }: Attempt): Promise<number> {
    if (browser !== null) return this.count(`device:${browser}`);
    const key = accountKey(username);
    const failures = key === null ? 0 : await this.count(key);
    await setTimeout(slowingAfter(await this.countAddress(address)));
    return failures;
  }

  async succeeded({ username, address, browser }: Attempt): Promise<void> {
    if (browser !== null) {
      await this.database.query('DELETE FROM sign_in_throttle WHERE key = $1', [`device:${browser}`]);
      return;
    }
    await this.database.query('DELETE FROM sign_in_throttle WHERE key = $1', [accountKey(username)]);
    await this.database.query('UPDATE sign_in_throttle SET failures = failures - 1 WHERE key = $1', [
      `address:${address}`,
    ]);
  }

  /** Guesses at the present password by whoever sits at an open session. @throws throttled (429) */
  async enterPasswordChange(userId: string): Promise<void> {
    await this.count(`password:${userId}`);
  }

  /** Guesses at the code of an installation without an administrator. @throws throttled (429) */
  async enterSetup(address: string): Promise<void> {
    await this.count(`setup:${address}`);
  }

  /** Whoever knows the code may mend the rest as often as they need. */
  async forgiveSetup(address: string): Promise<void> {
    await this.database.query('DELETE FROM sign_in_throttle WHERE key = $1', [`setup:${address}`]);
  }

  /** Lifts every lock of an account: after a reset, and after a change that knew the present password. */
  async forgive(transaction: Transaction, userId: string): Promise<void> {
    await transaction.execute(
      `DELETE FROM sign_in_throttle USING app_user u WHERE u.id = $1
         AND (key IN ('account:' || u.username_key, 'password:' || u.id) OR starts_with(key, 'device:' || u.id || ':'))`,
      [userId],
    );
  }

  private async countAddress(address: string): Promise<number> {
    const [counted] = await this.database.query<{ failures: number }>(countAttempt, [
      `address:${address}`,
      ...this.window(),
      null,
    ]);
    return counted?.failures ?? 0;
  }

  private async count(key: string): Promise<number> {
    const now = this.clock.now();
    const [counted] = await this.database.query<{ failures: number }>(countAttempt, [
      key,
      ...this.window(),
      attemptsUntilLock,
    ]);
    if (counted) return counted.failures;
    const [locked] = await this.database.query<{ locked_until: Date | null }>(
      'SELECT locked_until FROM sign_in_throttle WHERE key = $1',
      [key],
    );
    const milliseconds = (locked?.locked_until?.getTime() ?? now.getTime()) - now.getTime();
    throw problem('throttled', { seconds: Math.max(1, Math.ceil(milliseconds / 1000)) });
  }

  private window(): unknown[] {
    const now = this.clock.now();
    const forgotten = new Date(now.getTime() - forgottenAfterMinutes * 60_000);
    return [now, forgotten, shortestLockSeconds, longestLockSeconds];
  }
}

/** How long an attempt from an address with so many failures waits. */
export function slowingAfter(failures: number): number {
  return Math.min(slowestMilliseconds, Math.max(0, failures - unslowedPerAddress) * slowingMilliseconds);
}

/** Null for what is no username: no account can be guessed at by it. */
function accountKey(username: string): string | null {
  const key = usernameKey(username);
  return key === null ? null : `account:${key}`;
}

// No row comes back while a lock holds. Without a limit ($6) nothing is locked. A lock that lasts longer than any was
// made while the clock stood ahead.
const countAttempt = {
  name: 'sign_in_throttle_count',
  text: `
    INSERT INTO sign_in_throttle AS t (key, failures, last_at) VALUES ($1, 1, $2)
    ON CONFLICT (key) DO UPDATE SET
      failures = CASE WHEN t.last_at < $3 THEN 1 ELSE t.failures + 1 END,
      last_at = $2,
      locked_until = CASE WHEN t.last_at >= $3 AND t.failures + 1 >= $6::int
        THEN $2 + make_interval(secs => least($4::float8 * 2 ^ least(t.failures + 1 - $6::int, 10), $5::float8)) END
    WHERE t.locked_until IS NULL OR t.locked_until <= $2 OR t.locked_until > $2 + make_interval(secs => $5::float8)
    RETURNING failures`,
};
