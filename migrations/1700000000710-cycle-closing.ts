import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cycles that close by the clock, and which closing their administrators were told of. */
export class CycleClosing1700000000710 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The last instant at which the cycle is open; NULL: until an administrator closes it.
      ALTER TABLE cycle ADD COLUMN closes_at timestamptz;
      -- The closing that administrators were told of; another date is told afresh.
      ALTER TABLE cycle ADD COLUMN closing_told timestamptz;
      CREATE INDEX cycle_closing ON cycle (closes_at) WHERE state = 'open' AND closes_at IS NOT NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
