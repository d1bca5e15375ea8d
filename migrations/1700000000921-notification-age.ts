import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Old messages are forgotten every night; they lie in the order of their age, so the smallest index finds them. */
export class NotificationAge1700000000921 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX notification_age ON notification USING brin (created_at)');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
