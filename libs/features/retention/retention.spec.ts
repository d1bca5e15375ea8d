import { SettableClock } from '@platform/clock';
import { WorkFaults } from '@platform/queues';
import { committing } from '@testing/database';
import { seedOrganisation } from '@testing/organisation';
import { v7 } from 'uuid';
import { RetentionService } from './retention.service';

const now = new Date('2026-03-01T03:20:00Z');
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);

describe('forgetting what has ended', () => {
  const db = committing();
  const clock = new SettableClock(now);

  it('forgets keys, sessions and tokens some time after their end, and nothing that still counts', async () => {
    const { users } = await seedOrganisation(db.database, ago(100));
    const user = users.get('sf.admin');
    const session = (name: string, expires: Date, revoked: Date | null) =>
      db.database.query(
        `INSERT INTO session (id, user_id, token_hash, csrf_token, created_at, last_seen_at, expires_at, revoked_at)
         VALUES ($1, $2, convert_to($3, 'UTF8'), $3, $4, $4, $5, $6)`,
        [v7(), user, name, ago(90), expires, revoked],
      );
    await session('runs', ago(-1), null);
    await session('ended lately', ago(29), null);
    await session('ran out long ago', ago(31), null);
    await session('revoked long ago', ago(-1), ago(31));
    const token = (name: string, expires: Date) =>
      db.database.query(
        `INSERT INTO access_token (id, user_id, name, token_hash, created_at, expires_at)
         VALUES ($1, $2, $3, convert_to($3, 'UTF8'), $4, $5)`,
        [v7(), user, name, ago(90), expires],
      );
    await token('runs', ago(-1));
    await token('ran out long ago', ago(31));
    // More than one transaction forgets.
    await db.database.query(
      `INSERT INTO idempotency_key (user_id, key, fingerprint, created_at)
       SELECT $1, 'old-' || n, 'x', $2 FROM generate_series(1, 5001) n`,
      [user, ago(3)],
    );
    await db.database.query(
      `INSERT INTO idempotency_key (user_id, key, fingerprint, created_at) VALUES ($1, 'new', 'x', $2)`,
      [user, ago(1)],
    );
    await db.database.query(
      `INSERT INTO sign_in_throttle (key, failures, last_at, locked_until)
       VALUES ('old', 5, $1, NULL), ('locked', 5, $1, $2), ('new', 1, $2, NULL)`,
      [ago(3), ago(1)],
    );

    const retention = new RetentionService(db.unitOfWork, new WorkFaults(db.database, clock), clock);
    expect(await retention.forget()).toEqual({
      idempotency_key: 5001,
      session: 2,
      access_token: 1,
      work_fault: 0,
      sign_in_throttle: 1,
    });
    const left = await db.database.query<{ name: string }>(
      `SELECT csrf_token AS name FROM session UNION ALL SELECT name FROM access_token
       UNION ALL SELECT key FROM idempotency_key UNION ALL SELECT key FROM sign_in_throttle ORDER BY 1`,
    );
    expect(left.map(({ name }) => name)).toEqual(['ended lately', 'locked', 'new', 'new', 'runs', 'runs']);
    expect(Object.values(await retention.forget())).toEqual([0, 0, 0, 0, 0]);
  });
});
