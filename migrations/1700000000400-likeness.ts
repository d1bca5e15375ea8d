import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The index that finds passages shared between reports (design 1.7). A text is kept as its fingerprints:
 * one row a fingerprint, about one for seven characters, so 10,000 reports of 20,000 characters are some
 * 25 million rows. A B-tree on them answers "which documents have this hash, and are there too many of
 * them" by reading a bounded number of entries, which a GIN index on arrays cannot: it would visit every
 * document that shares a set phrase.
 */
export class Likeness1700000000400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Texts are compared within one cycle; a small number for it keeps the postings narrow. 0 stands for
      -- the library of known samples.
      CREATE TABLE likeness_corpus (
        id        integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        cycle_id  uuid NOT NULL CONSTRAINT likeness_corpus_of_cycle UNIQUE REFERENCES cycle(id) ON DELETE CASCADE
      );

      CREATE TABLE likeness_sample (
        id         uuid PRIMARY KEY,
        title      text NOT NULL,
        source     text,
        text_hash  text NOT NULL CONSTRAINT likeness_sample_once UNIQUE,
        added_by   uuid REFERENCES app_user(id),
        added_at   timestamptz NOT NULL
      );
      CREATE INDEX likeness_sample_added_by ON likeness_sample (added_by);

      CREATE TABLE likeness_document (
        id          integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        corpus      integer NOT NULL,
        report_id   uuid CONSTRAINT likeness_document_of_report UNIQUE REFERENCES report(id) ON DELETE CASCADE,
        revision    integer,
        sample_id   uuid CONSTRAINT likeness_document_of_sample UNIQUE REFERENCES likeness_sample(id) ON DELETE CASCADE,
        -- Kept here, so that passages can be verified and shown without opening revisions.
        text        text NOT NULL,
        -- [{kind, key, from, to}]: which section or problem a stretch of the text comes from.
        parts       jsonb NOT NULL,
        characters  integer NOT NULL,
        CONSTRAINT likeness_document_one_owner CHECK (num_nonnulls(report_id, sample_id) = 1)
      );
      CREATE INDEX likeness_document_corpus ON likeness_document (corpus);

      -- No foreign key to the document: it would cost a check a row, and a posting without a document is
      -- passed over when documents are read.
      CREATE TABLE likeness_posting (
        corpus    integer NOT NULL,
        hash      integer NOT NULL,
        document  integer NOT NULL,
        PRIMARY KEY (corpus, hash, document)
      ) WITH (autovacuum_vacuum_insert_scale_factor = 0.05);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
