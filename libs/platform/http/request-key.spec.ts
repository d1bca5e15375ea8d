import { committing } from '@testing/database';
import { v7 } from 'uuid';
import { RequestKey } from './request-key';

describe('the reservation of an Idempotency-Key', () => {
  const harness = committing({ pool: 1 });

  it('leaves its connection as durable as it was', async () => {
    const { database } = harness;
    const now = new Date('2025-12-01T00:00:00Z');
    const userId = v7();
    await database.query(
      `INSERT INTO app_user (id, username, name, password_hash, created_at) VALUES ($1, 'zhang', '张', '-', $2)`,
      [userId, now],
    );
    await database.query("SET synchronous_commit = 'on'");
    const taken = await RequestKey.take(database, {
      userId,
      key: 'k',
      fingerprint: 'f',
      now,
      forgottenBefore: new Date('2025-11-30T00:00:00Z'),
    });
    expect(taken).toBeInstanceOf(RequestKey);
    expect(await database.query('SHOW synchronous_commit')).toEqual([{ synchronous_commit: 'on' }]);
  });
});
