import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Compilations that a worker carries out, since they read more than one request should (design 1.5). */
export class CompilationRun1700000000700 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The owed job that waits for this one; both are queued again as one flow.
      ALTER TABLE job_owed ADD COLUMN then_id text;
      CREATE INDEX job_owed_then ON job_owed (then_id) WHERE then_id IS NOT NULL;

      CREATE TABLE compilation_run (
        id                uuid PRIMARY KEY,
        report_id         uuid NOT NULL REFERENCES report(id) ON DELETE CASCADE,
        requested_by      uuid NOT NULL REFERENCES app_user(id),
        -- The report's version when it was asked for: the draft is written on no other.
        expected_version  integer NOT NULL,
        state             text NOT NULL
          CONSTRAINT compilation_run_state_known CHECK (state IN ('queued','reading','writing','done','failed')),
        total             integer NOT NULL CONSTRAINT compilation_run_total_counted CHECK (total >= 0),
        done              integer NOT NULL DEFAULT 0,
        -- Why it failed: code and parameters of the catalogue.
        problem           jsonb,
        requested_at      timestamptz NOT NULL,
        finished_at       timestamptz,
        CONSTRAINT compilation_run_within_total CHECK (done BETWEEN 0 AND total),
        CONSTRAINT compilation_run_says_why CHECK ((state = 'failed') = (problem IS NOT NULL)),
        CONSTRAINT compilation_run_ended CHECK ((state IN ('done','failed')) = (finished_at IS NOT NULL))
      );
      -- One at a time: who asks again is given the one that is going on.
      CREATE UNIQUE INDEX compilation_run_going ON compilation_run (report_id)
        WHERE state IN ('queued','reading','writing');
      CREATE INDEX compilation_run_of_report ON compilation_run (report_id, requested_at);
      CREATE INDEX compilation_run_requested_by ON compilation_run (requested_by);

      -- Frozen when it is asked for, in batches. Emptied when the run ends.
      CREATE TABLE compilation_run_source (
        run_id     uuid NOT NULL REFERENCES compilation_run(id) ON DELETE CASCADE,
        position   integer NOT NULL,
        part       integer NOT NULL,
        source_id  uuid NOT NULL,
        revision   integer NOT NULL,
        PRIMARY KEY (run_id, position),
        FOREIGN KEY (source_id, revision) REFERENCES revision(report_id, number) ON DELETE CASCADE
      );
      CREATE INDEX compilation_run_source_revision ON compilation_run_source (source_id, revision);

      -- What was read of a batch: the row is the receipt that it was.
      CREATE TABLE compilation_run_part (
        run_id   uuid NOT NULL REFERENCES compilation_run(id) ON DELETE CASCADE,
        part     integer NOT NULL,
        sources  jsonb NOT NULL,
        PRIMARY KEY (run_id, part)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
