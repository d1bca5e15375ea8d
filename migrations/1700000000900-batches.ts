import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Jobs that an older version owed, under the names by which they are done now; the sweep queues them again. */
export class Batches1700000000900 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE job_owed SET id = replace(id, '-notify', '-follow'), name = 'event.follow', enqueued_at = '-infinity'
       WHERE name = 'event.notify';
      UPDATE job_owed SET id = id || '-index', name = 'likeness.index', enqueued_at = '-infinity',
             payload = jsonb_build_object('reportIds', jsonb_build_array(payload -> 'reportId'))
       WHERE name = 'likeness.follow';
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
