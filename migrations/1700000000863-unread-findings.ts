import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Nothing read what the checks once said of a revision: it is judged by the present rules, without a scope. */
export class UnreadFindings1700000000863 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE revision DROP COLUMN findings');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
