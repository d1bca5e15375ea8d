import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which version of a cycle's dates its figures were last counted afresh with. It stood with the reminders'
 * bookkeeping, so that figures counted by the operator or with the demonstration data passed for missing and
 * `rollup verify` passed over them.
 */
export class RollupStored1700000000712 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rollup_stored (
        cycle_id      uuid PRIMARY KEY REFERENCES cycle(id) ON DELETE CASCADE,
        plan_version  integer NOT NULL
      );
      INSERT INTO rollup_stored (cycle_id, plan_version) SELECT cycle_id, plan_version FROM cycle_follow_up;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
