import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The rectification ledger: batches, items, their events and the figures by day. */
export class Rectification1700000000910 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rectification_batch (
        id            uuid PRIMARY KEY,
        -- The unit whose administrators keep it; its items lie in this subtree.
        org_id        uuid NOT NULL REFERENCES org_unit(id),
        title         text NOT NULL,
        source        text NOT NULL,
        issued_by     text,
        received_on   date,
        plan_due_on   date,
        close_by      date,
        monthly_day   integer NOT NULL DEFAULT 25 CONSTRAINT rectification_batch_monthly_day CHECK (monthly_day BETWEEN 1 AND 28),
        -- NULL: the unit above each item's unit verifies.
        route         jsonb,
        evidence      boolean NOT NULL DEFAULT false,
        visibility    text NOT NULL DEFAULT 'unit' CONSTRAINT rectification_batch_visibility_known CHECK (visibility IN ('unit','committee')),
        -- The ordinary cycle in which the batch's progress is reported.
        cycle_id      uuid REFERENCES cycle(id),
        version       integer NOT NULL DEFAULT 1,
        created_by    uuid NOT NULL REFERENCES app_user(id),
        created_at    timestamptz NOT NULL
      );
      CREATE INDEX rectification_batch_org ON rectification_batch (org_id);
      CREATE INDEX rectification_batch_cycle ON rectification_batch (cycle_id) WHERE cycle_id IS NOT NULL;
      CREATE INDEX rectification_batch_created_by ON rectification_batch (created_by);

      -- The last number given, per bureau and year; numbers run without gaps.
      CREATE TABLE rectification_serial (
        bureau_id  uuid NOT NULL REFERENCES org_unit(id),
        year       integer NOT NULL,
        last       integer NOT NULL,
        PRIMARY KEY (bureau_id, year)
      );

      CREATE TABLE rectification (
        id             uuid PRIMARY KEY,
        bureau_id      uuid NOT NULL REFERENCES org_unit(id),
        year           integer NOT NULL,
        serial         integer NOT NULL,
        org_id         uuid NOT NULL REFERENCES org_unit(id),
        batch_id       uuid REFERENCES rectification_batch(id),
        -- The report and the row of its problem list that the item was adopted from.
        report_id      uuid REFERENCES report(id),
        problem_id     text,
        revision       integer,
        source         text NOT NULL CONSTRAINT rectification_source_known CHECK
                         (source IN ('report','inspection','supervision','audit','appraisal','org_life','self')),
        category       text,
        term           text CONSTRAINT rectification_term_known CHECK (term IN ('immediate','limited','long_term')),
        state          text NOT NULL CONSTRAINT rectification_state_known CHECK
                         (state IN ('assigned','open','in_verification','closed','sustained','void')),
        visibility     text NOT NULL CONSTRAINT rectification_visibility_known CHECK (visibility IN ('unit','committee')),
        problem        text NOT NULL,
        due_on         date NOT NULL,
        version        integer NOT NULL DEFAULT 1,
        -- Rises with everything the rules look at; a decision is written only where it still is what it was made on.
        epoch          integer NOT NULL DEFAULT 0,
        sequence       integer NOT NULL DEFAULT 0,
        head_hash      text,
        step_index     integer,
        -- Of the running step, for lists and tasks.
        step_org_id    uuid REFERENCES org_unit(id),
        step_role      text,
        step_reserved  uuid REFERENCES app_user(id),
        step_due_at    timestamptz,
        step_flag      text,
        -- Who must not decide at the running step.
        barred         uuid[] NOT NULL DEFAULT '{}',
        plan_due_on    date,
        stalled_on     date,
        next_check_on  date,
        late_claim     boolean NOT NULL DEFAULT false,
        extensions     integer NOT NULL DEFAULT 0,
        relapses       integer NOT NULL DEFAULT 0,
        source_changed boolean NOT NULL DEFAULT false,
        closed_on      date,
        -- Everything that only the rules and the item's own page look at.
        body           jsonb NOT NULL,
        next_reminder_at timestamptz,
        created_at     timestamptz NOT NULL,
        updated_at     timestamptz NOT NULL,
        CONSTRAINT rectification_number_once UNIQUE (bureau_id, year, serial),
        CONSTRAINT rectification_adopted_once UNIQUE (report_id, problem_id),
        CONSTRAINT rectification_step_in_verification CHECK ((state = 'in_verification') = (step_index IS NOT NULL))
      ) WITH (fillfactor = 80);
      CREATE INDEX rectification_org_state ON rectification (org_id, state, due_on);
      CREATE INDEX rectification_batch_items ON rectification (batch_id) WHERE batch_id IS NOT NULL;
      CREATE INDEX rectification_source ON rectification (source, state);
      CREATE INDEX rectification_step_post ON rectification (step_org_id, step_role) WHERE state = 'in_verification';
      CREATE INDEX rectification_step_reserved ON rectification (step_reserved) WHERE step_reserved IS NOT NULL;
      CREATE INDEX rectification_due ON rectification (due_on) WHERE state IN ('assigned','open','in_verification');
      CREATE INDEX rectification_stalled ON rectification (stalled_on) WHERE stalled_on IS NOT NULL;
      CREATE INDEX rectification_check ON rectification (next_check_on) WHERE next_check_on IS NOT NULL;
      CREATE INDEX rectification_flagged ON rectification (org_id) WHERE step_flag IS NOT NULL OR source_changed OR late_claim OR extensions > 0 OR relapses > 0;
      CREATE INDEX rectification_problem_trgm ON rectification USING gin (problem gin_trgm_ops);
      CREATE INDEX rectification_reminder ON rectification (next_reminder_at) WHERE next_reminder_at IS NOT NULL;

      -- The same columns and the same chain as event, in a table of its own: reports' hot path stays as it is.
      CREATE TABLE rectification_event (
        id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        item_id          uuid NOT NULL REFERENCES rectification(id),
        sequence         integer NOT NULL,
        type             text NOT NULL,
        actor_id         uuid,
        actor_name       text NOT NULL,
        on_behalf_of     uuid,
        on_behalf_name   text,
        at               timestamptz NOT NULL,
        from_state       text NOT NULL,
        to_state         text NOT NULL,
        step             integer,
        revision         integer,
        note             text,
        data             jsonb NOT NULL,
        hash             text NOT NULL,
        dispatched_at    timestamptz,
        CONSTRAINT rectification_event_sequence_unique UNIQUE (item_id, sequence)
      );
      CREATE INDEX rectification_event_undispatched ON rectification_event (id) WHERE dispatched_at IS NULL;
      CREATE INDEX rectification_event_actor ON rectification_event (actor_id, at);
      CREATE FUNCTION rectification_event_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'events are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'rectification_event_append_only';
      END $$;
      CREATE TRIGGER rectification_event_append_only BEFORE DELETE OR UPDATE OF
          item_id, sequence, type, actor_id, actor_name, on_behalf_of, on_behalf_name, at, from_state, to_state, step,
          revision, note, data, hash
        ON rectification_event FOR EACH ROW EXECUTE FUNCTION rectification_event_append_only();

      -- What each event changed in the figures, by place and day. Only ever added to, so nobody waits for a row.
      CREATE TABLE rectification_delta (
        org_id           uuid NOT NULL REFERENCES org_unit(id),
        day              date NOT NULL,
        source           text NOT NULL,
        category         text,
        batch_id         uuid REFERENCES rectification_batch(id),
        assigned         integer NOT NULL DEFAULT 0,
        open             integer NOT NULL DEFAULT 0,
        in_verification  integer NOT NULL DEFAULT 0,
        closed           integer NOT NULL DEFAULT 0,
        sustained        integer NOT NULL DEFAULT 0,
        void             integer NOT NULL DEFAULT 0,
        overdue          integer NOT NULL DEFAULT 0,
        stalled          integer NOT NULL DEFAULT 0,
        extended         integer NOT NULL DEFAULT 0,
        relapsed         integer NOT NULL DEFAULT 0,
        on_time          integer NOT NULL DEFAULT 0,
        measures         integer NOT NULL DEFAULT 0,
        measures_done    integer NOT NULL DEFAULT 0,
        checks           integer NOT NULL DEFAULT 0,
        held             integer NOT NULL DEFAULT 0
      );
      CREATE INDEX rectification_delta_day ON rectification_delta (day);
      CREATE INDEX rectification_delta_org ON rectification_delta (org_id, day);
      CREATE INDEX rectification_delta_batch ON rectification_delta (batch_id, day) WHERE batch_id IS NOT NULL;

      -- Sums of all deltas before a month, so that a past day is read from one month's start and that month's deltas.
      CREATE TABLE rectification_month (
        month            date NOT NULL,
        org_id           uuid NOT NULL REFERENCES org_unit(id),
        source           text NOT NULL,
        category         text,
        batch_id         uuid REFERENCES rectification_batch(id),
        assigned         integer NOT NULL,
        open             integer NOT NULL,
        in_verification  integer NOT NULL,
        closed           integer NOT NULL,
        sustained        integer NOT NULL,
        void             integer NOT NULL,
        overdue          integer NOT NULL,
        stalled          integer NOT NULL,
        extended         integer NOT NULL,
        relapsed         integer NOT NULL,
        on_time          integer NOT NULL,
        measures         integer NOT NULL,
        measures_done    integer NOT NULL,
        checks           integer NOT NULL,
        held             integer NOT NULL,
        CONSTRAINT rectification_month_once UNIQUE NULLS NOT DISTINCT (month, org_id, source, category, batch_id)
      );
      CREATE INDEX rectification_month_org ON rectification_month (org_id);
      CREATE INDEX rectification_month_batch ON rectification_month (batch_id) WHERE batch_id IS NOT NULL;

      -- How long each closing took: what the medians are taken of.
      CREATE TABLE rectification_closing (
        item_id   uuid NOT NULL REFERENCES rectification(id),
        org_id    uuid NOT NULL REFERENCES org_unit(id),
        source    text NOT NULL,
        category  text,
        batch_id  uuid REFERENCES rectification_batch(id),
        day       date NOT NULL,
        days      integer NOT NULL,
        hours     integer NOT NULL
      );
      CREATE INDEX rectification_closing_day ON rectification_closing (day);
      CREATE INDEX rectification_closing_item ON rectification_closing (item_id);
      CREATE INDEX rectification_closing_org ON rectification_closing (org_id);
      CREATE INDEX rectification_closing_batch ON rectification_closing (batch_id) WHERE batch_id IS NOT NULL;

      -- A draw for look-backs, kept so that it stays the draw it was whatever is closed afterwards.
      CREATE TABLE rectification_sample (
        id          uuid PRIMARY KEY,
        org_id      uuid NOT NULL REFERENCES org_unit(id),
        batch_id    uuid REFERENCES rectification_batch(id),
        share       numeric NOT NULL,
        seed        text NOT NULL,
        -- All that could be drawn, and what was.
        population  uuid[] NOT NULL,
        drawn       uuid[] NOT NULL,
        drawn_by    uuid NOT NULL REFERENCES app_user(id),
        drawn_at    timestamptz NOT NULL,
        CONSTRAINT rectification_sample_once UNIQUE NULLS NOT DISTINCT (org_id, batch_id, share, seed)
      );
      CREATE INDEX rectification_sample_batch ON rectification_sample (batch_id) WHERE batch_id IS NOT NULL;
      CREATE INDEX rectification_sample_drawn_by ON rectification_sample (drawn_by);

      ALTER TABLE attachment ADD COLUMN rectification_id uuid REFERENCES rectification(id);
      ALTER TABLE attachment DROP CONSTRAINT attachment_one_owner;
      ALTER TABLE attachment ADD CONSTRAINT attachment_one_owner
        CHECK (num_nonnulls(report_id, cycle_id, rectification_id) = 1);
      CREATE INDEX attachment_rectification ON attachment (rectification_id) WHERE rectification_id IS NOT NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
