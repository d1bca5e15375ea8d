import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counts the changes of a template's draft, so that two administrators do not overwrite each other. */
export class TemplateDraftVersion1700000000500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE template_version ADD COLUMN version integer NOT NULL DEFAULT 1');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
