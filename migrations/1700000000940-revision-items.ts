import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The unit's items of the rectification ledger as they stood when the revision was handed in. */
export class RevisionItems1700000000940 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE revision ADD COLUMN ledger jsonb');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
