import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 不公开: the revision whose publishing was declined; a later revision is to be published or declined anew. */
export class PublishingDeclined1700000000840 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE report ADD COLUMN declined_revision integer`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only; restore a backup instead.');
  }
}
