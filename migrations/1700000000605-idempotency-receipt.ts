import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A key remembers who answers it now and whether its act is committed: what survives the process (design 1.4). */
export class IdempotencyReceipt1700000000605 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE idempotency_key
        -- Whoever answers the request now; another one may take it over when this one falls silent.
        ADD COLUMN reservation uuid,
        ADD COLUMN touched_at  timestamptz NOT NULL DEFAULT now(),
        -- Set in the very transaction that does what was asked for.
        ADD COLUMN acted_at    timestamptz;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
