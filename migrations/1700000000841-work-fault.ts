import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a sweep could not do for one item while it went on with the rest: shown to administrators, tried again by
 * every later round, and gone once it worked.
 */
export class WorkFault1700000000841 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE work_fault (
        duty      text NOT NULL,
        item      text NOT NULL,
        error     text NOT NULL,
        times     integer NOT NULL DEFAULT 1,
        first_at  timestamptz NOT NULL,
        last_at   timestamptz NOT NULL,
        PRIMARY KEY (duty, item)
      );
      CREATE INDEX work_fault_last ON work_fault (last_at);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
