import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The request that caused an event or a job, and its trace: no part of what happened, and so of no hash. */
export class Cause1700000000930 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE event ADD COLUMN cause text;
      ALTER TABLE job_owed ADD COLUMN cause text;
      ALTER TABLE comment_news ADD COLUMN cause text;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
