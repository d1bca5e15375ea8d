import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Unread messages by the item of the ledger that they are about: what asked for something ends when the item moves on. */
export class NotificationItem1700000000980 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX notification_item ON notification ((data -> 'item' ->> 'id'))
        WHERE channel = 'in_app' AND read_at IS NULL AND data ? 'item'`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
