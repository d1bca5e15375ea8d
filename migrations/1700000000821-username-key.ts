import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Usernames are told apart by one form, in which only the letters of ASCII are folded: what "lower case" is differs
 * between databases, and U+0130 signed in as "i". Where a database told two names apart that are one in this form,
 * the older account keeps it; the others get a number, and the record says so.
 */
export class UsernameKey1700000000821 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DO $$
      DECLARE
        taken record;
        fresh text;
        n integer;
      BEGIN
        FOR taken IN
          SELECT id, username, org_id FROM (
            SELECT id, username, org_id,
                   row_number() OVER (PARTITION BY lower(username COLLATE "C") ORDER BY created_at, id) AS place
              FROM app_user) numbered
           WHERE place > 1
        LOOP
          n := 2;
          LOOP
            fresh := left(taken.username, 56) || '-' || n;
            EXIT WHEN NOT EXISTS (
              SELECT FROM app_user WHERE lower(username COLLATE "C") = lower(fresh COLLATE "C"));
            n := n + 1;
          END LOOP;
          UPDATE app_user SET username = fresh, version = version + 1 WHERE id = taken.id;
          INSERT INTO audit_entry (at, actor_id, actor_name, action, object_kind, object_id, org_id, detail)
          VALUES (now(), NULL, '系统', 'user.renamed', 'user', taken.id::text, taken.org_id,
                  jsonb_build_object('before', taken.username, 'after', fresh));
        END LOOP;
      END $$;
      ALTER TABLE app_user ADD COLUMN username_key text GENERATED ALWAYS AS (lower(username COLLATE "C")) STORED;
      DROP INDEX app_user_username_unique;
      CREATE UNIQUE INDEX app_user_username_unique ON app_user (username_key);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
