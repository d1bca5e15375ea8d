import { problem } from '@domain/problems';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database } from '@platform/database';

const attemptsPerAccount = 5;
/** A school's whole staff may share one address, hence generous. */
const attemptsPerAddress = 100;
const forgottenAfterMinutes = 30;
const shortestLockSeconds = 60;
const longestLockSeconds = 900;

/**
 * Counts sign-ins that have not succeeded, per account and per address. An attempt is counted before
 * the password is looked at, so that a burst of parallel guesses counts like a row of them. From the
 * limit on each attempt locks, twice as long every time. A success forgets the account's count and takes back
 * its own attempt from the address: whoever owns one account must not buy further guesses at others with it.
 */
@Injectable()
export class SignInThrottle {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws throttled (429) with the seconds left while the account or the address is locked */
  async enter(username: string, address: string): Promise<void> {
    await this.count(accountKey(username), attemptsPerAccount);
    await this.count(`address:${address}`, attemptsPerAddress);
  }

  async succeeded(username: string, address: string): Promise<void> {
    await this.database.query('DELETE FROM sign_in_throttle WHERE key = $1', [accountKey(username)]);
    await this.database.query('UPDATE sign_in_throttle SET failures = failures - 1 WHERE key = $1', [
      `address:${address}`,
    ]);
  }

  private async count(key: string, limit: number): Promise<void> {
    const now = this.clock.now();
    const forgotten = new Date(now.getTime() - forgottenAfterMinutes * 60_000);
    const values = [key, now, forgotten, limit, shortestLockSeconds, longestLockSeconds];
    const [counted] = await this.database.query(countAttempt, values);
    if (counted) return;
    const [locked] = await this.database.query<{ locked_until: Date | null }>(
      'SELECT locked_until FROM sign_in_throttle WHERE key = $1',
      [key],
    );
    const milliseconds = (locked?.locked_until?.getTime() ?? now.getTime()) - now.getTime();
    throw problem('throttled', { seconds: Math.max(1, Math.ceil(milliseconds / 1000)) });
  }
}

function accountKey(username: string): string {
  return `account:${username.toLowerCase()}`;
}

// No row comes back while a lock holds.
const countAttempt = {
  name: 'sign_in_throttle_count',
  text: `
    INSERT INTO sign_in_throttle AS t (key, failures, last_at) VALUES ($1, 1, $2)
    ON CONFLICT (key) DO UPDATE SET
      failures = CASE WHEN t.last_at < $3 THEN 1 ELSE t.failures + 1 END,
      last_at = $2,
      locked_until = CASE WHEN t.last_at >= $3 AND t.failures + 1 >= $4::int
        THEN $2 + make_interval(secs => least($5::float8 * 2 ^ least(t.failures + 1 - $4::int, 10), $6::float8)) END
    WHERE t.locked_until IS NULL OR t.locked_until <= $2
    RETURNING failures`,
};
