import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a compiled draft was compiled from (design 1.5). */
export class Compilation1700000000150 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE compilation (
        report_id    uuid PRIMARY KEY REFERENCES report(id),
        compiled_by  uuid NOT NULL REFERENCES app_user(id),
        compiled_at  timestamptz NOT NULL,
        -- What tells edited numbers and rows from computed ones: CompilationBindings of the domain.
        bindings     jsonb NOT NULL
      );
      CREATE INDEX compilation_compiled_by ON compilation (compiled_by);

      CREATE TABLE compilation_source (
        report_id  uuid NOT NULL REFERENCES compilation(report_id),
        source_id  uuid NOT NULL REFERENCES report(id),
        revision   integer NOT NULL,
        PRIMARY KEY (report_id, source_id),
        FOREIGN KEY (source_id, revision) REFERENCES revision (report_id, number)
      );
      -- A recall asks whether a superior compiled the approved revision.
      CREATE INDEX compilation_source_of ON compilation_source (source_id, revision);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
