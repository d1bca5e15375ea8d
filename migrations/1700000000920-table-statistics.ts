import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When autovacuum comes by the tables that grow for years. Its usual share, a tenth of the rows for statistics and a
 * fifth for cleaning, is more than a whole cycle from the tenth cycle on: the planner went on with the figures of the
 * years before, and lists of the new cycle took half a minute.
 */
const settings: Array<[tables: string[], settings: string]> = [
  // Changed all the time.
  [
    ['report', 'report_draft', 'review_step', 'rollup_node', 'notification'],
    `autovacuum_analyze_scale_factor = 0.01, autovacuum_analyze_threshold = 500,
     autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000`,
  ],
  // Only ever appended to: cleaning marks pages as visible to all, which reads of the index alone need.
  [
    ['event', 'revision', 'decision', 'comment', 'cycle_org', 'audit_entry', 'attachment'],
    `autovacuum_analyze_scale_factor = 0.01, autovacuum_analyze_threshold = 500,
     autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_insert_threshold = 1000`,
  ],
  // Emptied as fast as they are filled: their size is what waits, their dead rows everything that ever waited.
  [['job_owed'], `autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000`],
];

export class TableStatistics1700000000920 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [tables, set] of settings)
      for (const table of tables) await runner.query(`ALTER TABLE ${table} SET (${set})`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
