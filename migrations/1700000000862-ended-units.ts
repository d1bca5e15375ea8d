import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Answers asked of units that ended since are no longer overdue: their figures are counted again. */
export class EndedUnits1700000000862 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      INSERT INTO rollup_mark (tier_id, org_id, marked_at)
      SELECT r.tier_id, r.org_id, now() FROM report r JOIN org_unit o ON o.id = r.org_id
       WHERE r.state = 'returned' AND o.dissolved_on IS NOT NULL
      ON CONFLICT DO NOTHING;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
