import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Items that were entered before reminders of them existed: the first sweep plans them, and reminds of nothing past. */
export class ItemReminders1700000000950 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE rectification SET next_reminder_at = now() WHERE state <> 'void'`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
