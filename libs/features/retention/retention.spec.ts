import { SettableClock } from '@platform/clock';
import { Environment, readEnvironment } from '@platform/config';
import { WorkFaults } from '@platform/queues';
import { committing } from '@testing/database';
import { type SeededOrganisation, seedOrganisation } from '@testing/organisation';
import { openCycle } from '@testing/worker';
import { v7 } from 'uuid';
import { RetentionService } from './retention.service';

const now = new Date('2026-03-01T03:20:00Z');
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);

describe('forgetting what has ended', () => {
  const db = committing();
  const clock = new SettableClock(now);
  let organisation: SeededOrganisation;
  const service = (set: Partial<Environment> = {}) =>
    new RetentionService(
      db.unitOfWork,
      new WorkFaults(db.database, clock),
      clock,
      Object.assign(new Environment(), set),
    );

  it('forgets keys, sessions and tokens some time after their end, and nothing that still counts', async () => {
    organisation = await seedOrganisation(db.database, ago(100));
    const user = organisation.users.get('sf.admin');
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

    const retention = service();
    expect(await retention.forget()).toMatchObject({
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
    expect(new Set(Object.values(await retention.forget()))).toEqual(new Set([0]));
  });

  it('forgets messages, what was sent and what was compiled by the rules of the operator, and nothing owed', async () => {
    const [user] = await db.database.query<{ id: string }>('SELECT id FROM app_user LIMIT 1');
    const message = (name: string, channel: string, state: string, created: Date) =>
      db.database.query(
        `INSERT INTO notification (id, kind, occurrence, recipient_id, channel, data, state, deliver_after, created_at)
         VALUES ($1, 'cycle.closing', $2, $3, $4, '{}', $5, $6, $6)`,
        [v7(), name, user?.id, channel, state, created],
      );
    await message('old message', 'in_app', 'sent', ago(101));
    await message('message', 'in_app', 'sent', ago(99));
    await message('old letter', 'email', 'sent', ago(41));
    await message('old failed letter', 'email', 'failed', ago(41));
    await message('old letter that waits', 'email', 'pending', ago(500));
    await message('letter', 'email', 'sent', ago(39));
    const cycle = await openCycle(db.unitOfWork, organisation, { dueOn: '2026-04-01', openedAt: ago(90) });
    const compiled = (report: string, state: string, finished: Date | null) =>
      db.database.query(
        `INSERT INTO compilation_run (id, report_id, requested_by, expected_version, state, total, requested_at, finished_at)
         VALUES ($1, $2, $3, 1, $4, 0, $5, $6)`,
        [v7(), cycle.reports.get(report), user?.id, state, ago(90), finished],
      );
    await compiled('sf0101', 'done', ago(61));
    await compiled('sf0102', 'done', ago(59));
    await compiled('sf0103', 'queued', null);

    const asIs = { KEEP_NOTIFICATIONS_DAYS: 0, KEEP_DELIVERIES_DAYS: 0, KEEP_COMPILATIONS_DAYS: 0 };
    expect(new Set(Object.values(await service(asIs).forget()))).toEqual(new Set([0]));
    const set = { KEEP_NOTIFICATIONS_DAYS: 100, KEEP_DELIVERIES_DAYS: 40, KEEP_COMPILATIONS_DAYS: 60 };
    expect(await service(set).forget()).toMatchObject({ notification: 1, delivery: 2, compilation_run: 1 });
    const left = await db.database.query<{ occurrence: string }>(
      'SELECT occurrence FROM notification ORDER BY occurrence',
    );
    expect(left.map(({ occurrence }) => occurrence)).toEqual(['letter', 'message', 'old letter that waits']);
  });

  it.each(['29', '-1', '36501', 'x'])('never for %s days', (days) => {
    expect(() => readEnvironment({ KEEP_DELIVERIES_DAYS: days, SESSION_SECRET: 'x'.repeat(16) })).toThrow(
      /KEEP_DELIVERIES_DAYS/,
    );
  });
});
