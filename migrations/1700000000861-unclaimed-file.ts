import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Files in storage that no record names: announced before they are stored, claimed by the transaction that records
 * them. What nobody claimed goes after a while, so that a file is removed only when its record is certainly absent.
 */
export class UnclaimedFile1700000000861 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE unclaimed_file (
        storage_key   text PRIMARY KEY,
        remove_after  timestamptz NOT NULL
      );
      CREATE INDEX unclaimed_file_due ON unclaimed_file (remove_after);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
