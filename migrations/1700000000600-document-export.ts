import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Archives of a subtree's documents (design 1.8): what was asked for, of which revisions, and how far it is. */
export class DocumentExport1700000000600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE document_export (
        id            uuid PRIMARY KEY,
        requested_by  uuid NOT NULL REFERENCES app_user(id),
        cycle_id      uuid NOT NULL REFERENCES cycle(id) ON DELETE CASCADE,
        -- The unit whose subtree is packed, of the cycle's frozen tree.
        org_id        uuid NOT NULL REFERENCES org_unit(id),
        format        text NOT NULL CONSTRAINT document_export_format_known CHECK (format IN ('docx','pdf','txt')),
        state         text NOT NULL CONSTRAINT document_export_state_known CHECK (state IN ('queued','running','done','failed')),
        total         integer NOT NULL CONSTRAINT document_export_not_empty CHECK (total > 0),
        written       integer NOT NULL DEFAULT 0,
        size          bigint,
        requested_at  timestamptz NOT NULL,
        finished_at   timestamptz,
        -- After this the file is removed, and the row with it.
        expires_at    timestamptz NOT NULL,
        CONSTRAINT document_export_within_total CHECK (written BETWEEN 0 AND total)
      );
      CREATE INDEX document_export_requested_by ON document_export (requested_by, requested_at);
      CREATE INDEX document_export_cycle ON document_export (cycle_id);
      CREATE INDEX document_export_org ON document_export (org_id);
      CREATE INDEX document_export_expires ON document_export (expires_at);

      -- Frozen when it is asked for, so that an archive shows one moment and its length is known.
      CREATE TABLE document_export_item (
        export_id  uuid NOT NULL REFERENCES document_export(id) ON DELETE CASCADE,
        position   integer NOT NULL,
        report_id  uuid NOT NULL,
        revision   integer NOT NULL,
        PRIMARY KEY (export_id, position),
        FOREIGN KEY (report_id, revision) REFERENCES revision(report_id, number) ON DELETE CASCADE
      );
      CREATE INDEX document_export_item_revision ON document_export_item (report_id, revision);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
