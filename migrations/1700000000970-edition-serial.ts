import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The last number of each year, so that a publication takes the next one in the statement that writes it. */
export class EditionSerial1700000000970 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE edition_serial (
        year integer PRIMARY KEY,
        last integer NOT NULL CONSTRAINT edition_serial_counted CHECK (last > 0)
      );
      INSERT INTO edition_serial (year, last) SELECT year, max(serial) FROM edition GROUP BY year`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
