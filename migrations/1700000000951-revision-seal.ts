import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a revision says, its text and its frozen list of items, in one hash; the event that decides about it names that
 * hash. Revisions handed in before have none.
 */
export class RevisionSeal1700000000951 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE revision ADD COLUMN seal text');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
