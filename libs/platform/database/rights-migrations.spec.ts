import { committing } from '@testing/database';
import { v7 } from 'uuid';
import { DelegationConsent1700000000820 } from '../../../migrations/1700000000820-delegation-consent';
import { UsernameKey1700000000821 } from '../../../migrations/1700000000821-username-key';

/** The migrations of rights, run on a database that was filled before them. */
describe('migrating filled data', () => {
  const db = committing();
  const at = new Date('2025-01-01T00:00:00Z');

  it('keeps delegations that were in effect, and gives one of two usernames that are one a number', async () => {
    const { database, dataSource } = db;
    await database.query(`
      DROP VIEW standing_delegation;
      DROP INDEX delegation_standing; DROP INDEX delegation_revoked_by; DROP INDEX delegation_delegate;
      ALTER TABLE delegation DROP COLUMN accepted_at, DROP COLUMN revoked_by;
      CREATE INDEX delegation_delegate ON delegation (delegate_id);
      DROP INDEX app_user_username_unique;
      ALTER TABLE app_user DROP COLUMN username_key;
      -- As in a database whose language tells I and i apart.
      CREATE UNIQUE INDEX app_user_username_unique ON app_user (username)`);
    const [org, older, younger, other] = [v7(), v7(), v7(), v7()];
    await database.query(
      `INSERT INTO org_unit (id, code, name, kind, path, created_at) VALUES ($1, 'sf', '示范局', 'bureau', '1', $2)`,
      [org, at],
    );
    for (const [id, username, later] of [
      [older, 'li.ming', 0],
      [younger, 'LI.Ming', 1],
      [other, 'li.ming-2', 2],
    ] as const)
      await database.query(
        `INSERT INTO app_user (id, username, name, org_id, password_hash, must_change_password, active, created_at)
         VALUES ($1, $2, '李明', $3, 'x', false, true, $4)`,
        [id, username, org, new Date(at.getTime() + later)],
      );
    const post = v7();
    await database.query(
      `INSERT INTO appointment (id, user_id, org_id, role, starts_at, created_at) VALUES ($1, $2, $3, 'reviewer', $4, $4)`,
      [post, older, org, at],
    );
    await database.query(
      `INSERT INTO delegation (id, appointment_id, delegate_id, starts_at, ends_at, created_by, created_at)
       VALUES ($1, $2, $3, $4, '2026-01-01', $5, $4)`,
      [v7(), post, younger, at, older],
    );

    const runner = dataSource.createQueryRunner();
    await new DelegationConsent1700000000820().up(runner);
    await new UsernameKey1700000000821().up(runner);
    await runner.release();

    expect(await database.query('SELECT count(*)::int AS standing FROM standing_delegation')).toEqual([
      { standing: 1 },
    ]);
    const names = await database.query('SELECT username, username_key FROM app_user ORDER BY created_at');
    expect(names).toEqual([
      { username: 'li.ming', username_key: 'li.ming' },
      { username: 'LI.Ming-3', username_key: 'li.ming-3' },
      { username: 'li.ming-2', username_key: 'li.ming-2' },
    ]);
    const [entry] = await database.query<{ detail: unknown }>(
      `SELECT detail FROM audit_entry WHERE action = 'user.renamed' AND object_id = $1`,
      [younger],
    );
    expect(entry?.detail).toEqual({ before: 'LI.Ming', after: 'LI.Ming-3' });
  });
});
