import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A delegation takes effect when its delegate accepts it. Those made before were in effect at once, and stay so.
 * What reads who acts for whom reads `standing_delegation`, so that no statement forgets the consent.
 */
export class DelegationConsent1700000000820 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE delegation
        ADD COLUMN accepted_at timestamptz,
        ADD COLUMN revoked_by  uuid REFERENCES app_user(id);
      UPDATE delegation SET accepted_at = created_at;
      CREATE INDEX delegation_revoked_by ON delegation (revoked_by);
      DROP INDEX delegation_delegate;
      CREATE INDEX delegation_delegate ON delegation (delegate_id, ends_at);
      CREATE INDEX delegation_standing ON delegation (delegate_id, ends_at)
        WHERE accepted_at IS NOT NULL AND revoked_at IS NULL;
      CREATE VIEW standing_delegation AS
        SELECT * FROM delegation WHERE accepted_at IS NOT NULL AND revoked_at IS NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
