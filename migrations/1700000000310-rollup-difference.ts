import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A node keeps what its own report contributes, so that a change is carried up as a difference instead of
 * reading all children again; units of a cycle's frozen tree are found by code.
 */
export class RollupDifference1700000000310 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX cycle_org_code ON cycle_org (cycle_id, code);

      -- NULL where the unit has no report in the tier.
      ALTER TABLE rollup_node ADD COLUMN own jsonb;
      ALTER TABLE rollup_mark DROP COLUMN depth, DROP COLUMN indicators;
      CREATE INDEX rollup_mark_tier ON rollup_mark (tier_id, marked_at);

      -- Everything stored is counted afresh in the new form.
      DELETE FROM rollup_node;
      DELETE FROM rollup_mark;
      DELETE FROM cycle_follow_up;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
