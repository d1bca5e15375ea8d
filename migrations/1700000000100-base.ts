import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Organisation, people, templates, cycles and the life of a report.
 *
 * Text columns with a fixed set of values carry a CHECK instead of an enum type, since a CHECK can be
 * widened by a forward migration without rewriting the table. Constraint names are part of the
 * contract with libs/platform/database/database-problem.ts.
 */
export class Base1700000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE EXTENSION IF NOT EXISTS ltree;
      CREATE EXTENSION IF NOT EXISTS pg_trgm;

      -- Organisation -----------------------------------------------------------------------------
      CREATE TABLE org_unit (
        id            uuid PRIMARY KEY,
        -- ltree labels allow neither hyphens nor Chinese in PostgreSQL 15, hence an integer.
        label         integer GENERATED ALWAYS AS IDENTITY,
        code          text NOT NULL,
        name          text NOT NULL,
        kind          text NOT NULL CONSTRAINT org_unit_kind_known CHECK (kind IN ('bureau','general_branch','branch')),
        parent_id     uuid REFERENCES org_unit(id),
        path          ltree NOT NULL,
        position      integer NOT NULL DEFAULT 0,
        phone         text,
        version       integer NOT NULL DEFAULT 1,
        created_at    timestamptz NOT NULL,
        dissolved_on  date,
        CONSTRAINT org_unit_code_unique UNIQUE (code),
        CONSTRAINT org_unit_label_unique UNIQUE (label)
      );
      CREATE INDEX org_unit_parent ON org_unit (parent_id);
      CREATE INDEX org_unit_path ON org_unit USING gist (path);
      CREATE INDEX org_unit_name_trgm ON org_unit USING gin (name gin_trgm_ops);

      CREATE TABLE org_change (
        id            uuid PRIMARY KEY,
        org_id        uuid NOT NULL REFERENCES org_unit(id),
        kind          text NOT NULL,
        effective_on  date NOT NULL,
        before        jsonb,
        after         jsonb,
        reason        text,
        actor_id      uuid,
        at            timestamptz NOT NULL
      );
      CREATE INDEX org_change_org ON org_change (org_id, at);

      -- People -----------------------------------------------------------------------------------
      CREATE TABLE app_user (
        id                    uuid PRIMARY KEY,
        username              text NOT NULL,
        name                  text NOT NULL,
        -- The unit whose administrators keep this account; NULL: those of the whole tree alone.
        org_id                uuid REFERENCES org_unit(id),
        phone                 text,
        email                 text,
        password_hash         text NOT NULL,
        must_change_password  boolean NOT NULL DEFAULT false,
        active                boolean NOT NULL DEFAULT true,
        version               integer NOT NULL DEFAULT 1,
        created_at            timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX app_user_username_unique ON app_user (lower(username));
      CREATE INDEX app_user_org ON app_user (org_id);
      CREATE INDEX app_user_name_trgm ON app_user USING gin (name gin_trgm_ops);

      CREATE TABLE appointment (
        id          uuid PRIMARY KEY,
        user_id     uuid NOT NULL REFERENCES app_user(id),
        org_id      uuid NOT NULL REFERENCES org_unit(id),
        role        text NOT NULL CONSTRAINT appointment_role_known CHECK
                      (role IN ('reporter','secretary','reviewer','leader','publisher','admin','observer')),
        starts_at   timestamptz NOT NULL,
        -- Exclusive; NULL is open-ended.
        ends_at     timestamptz,
        granted_by  uuid REFERENCES app_user(id),
        created_at  timestamptz NOT NULL,
        CONSTRAINT appointment_period_forward CHECK (ends_at IS NULL OR ends_at >= starts_at)
      );
      CREATE INDEX appointment_user ON appointment (user_id);
      CREATE INDEX appointment_post ON appointment (org_id, role) INCLUDE (user_id, starts_at, ends_at);
      CREATE INDEX appointment_granted_by ON appointment (granted_by);

      CREATE TABLE delegation (
        id              uuid PRIMARY KEY,
        appointment_id  uuid NOT NULL REFERENCES appointment(id),
        delegate_id     uuid NOT NULL REFERENCES app_user(id),
        starts_at       timestamptz NOT NULL,
        ends_at         timestamptz NOT NULL,
        reason          text,
        created_by      uuid NOT NULL REFERENCES app_user(id),
        created_at      timestamptz NOT NULL,
        revoked_at      timestamptz,
        CONSTRAINT delegation_period_forward CHECK (ends_at > starts_at)
      );
      CREATE INDEX delegation_appointment ON delegation (appointment_id);
      CREATE INDEX delegation_delegate ON delegation (delegate_id);
      CREATE INDEX delegation_created_by ON delegation (created_by);

      -- Sign-in ----------------------------------------------------------------------------------
      CREATE TABLE session (
        id            uuid PRIMARY KEY,
        user_id       uuid NOT NULL REFERENCES app_user(id),
        token_hash    bytea NOT NULL,
        csrf_token    text NOT NULL,
        created_at    timestamptz NOT NULL,
        last_seen_at  timestamptz NOT NULL,
        expires_at    timestamptz NOT NULL,
        revoked_at    timestamptz,
        ip            text,
        user_agent    text,
        CONSTRAINT session_token_unique UNIQUE (token_hash)
      );
      CREATE INDEX session_of_user ON session (user_id);

      CREATE TABLE access_token (
        id            uuid PRIMARY KEY,
        user_id       uuid NOT NULL REFERENCES app_user(id),
        name          text NOT NULL,
        token_hash    bytea NOT NULL,
        created_at    timestamptz NOT NULL,
        last_used_at  timestamptz,
        expires_at    timestamptz NOT NULL,
        revoked_at    timestamptz,
        CONSTRAINT access_token_hash_unique UNIQUE (token_hash)
      );
      CREATE INDEX access_token_user ON access_token (user_id);

      -- Failures are counted for names that do not exist as well, so that an answer tells nothing.
      CREATE TABLE sign_in_throttle (
        key           text PRIMARY KEY,
        failures      integer NOT NULL,
        last_at       timestamptz NOT NULL,
        locked_until  timestamptz
      );

      CREATE TABLE idempotency_key (
        user_id      uuid NOT NULL REFERENCES app_user(id),
        key          text NOT NULL,
        fingerprint  text NOT NULL,
        status       integer,
        headers      jsonb,
        body         jsonb,
        created_at   timestamptz NOT NULL,
        PRIMARY KEY (user_id, key)
      );
      CREATE INDEX idempotency_key_created ON idempotency_key (created_at);

      -- Templates and cycles ---------------------------------------------------------------------
      CREATE TABLE template (
        id          uuid PRIMARY KEY,
        code        text NOT NULL CONSTRAINT template_code_unique UNIQUE,
        name        text NOT NULL,
        org_id      uuid NOT NULL REFERENCES org_unit(id),
        created_at  timestamptz NOT NULL
      );
      CREATE INDEX template_org ON template (org_id);

      CREATE TABLE template_version (
        id           uuid PRIMARY KEY,
        template_id  uuid NOT NULL REFERENCES template(id),
        number       integer NOT NULL,
        state        text NOT NULL CONSTRAINT template_version_state_known CHECK (state IN ('draft','released')),
        definition   jsonb NOT NULL,
        created_at   timestamptz NOT NULL,
        created_by   uuid REFERENCES app_user(id),
        released_at  timestamptz,
        CONSTRAINT template_version_number_unique UNIQUE (template_id, number)
      );
      CREATE INDEX template_version_created_by ON template_version (created_by);

      CREATE FUNCTION template_version_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.state = 'released' AND (TG_OP = 'DELETE' OR NEW.definition IS DISTINCT FROM OLD.definition
            OR NEW.state IS DISTINCT FROM OLD.state OR NEW.number IS DISTINCT FROM OLD.number) THEN
          RAISE EXCEPTION 'a released template version never changes'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'template_version_frozen';
        END IF;
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
      END $$;
      CREATE TRIGGER template_version_frozen BEFORE UPDATE OR DELETE ON template_version
        FOR EACH ROW EXECUTE FUNCTION template_version_frozen();

      CREATE TABLE cycle (
        id             uuid PRIMARY KEY,
        code           text NOT NULL CONSTRAINT cycle_code_unique UNIQUE,
        title          text NOT NULL,
        period         text NOT NULL,
        state          text NOT NULL CONSTRAINT cycle_state_known CHECK (state IN ('draft','open','closed')),
        -- The org unit whose administrators own the cycle; its audience lies in this subtree.
        org_id         uuid NOT NULL REFERENCES org_unit(id),
        time_zone      text NOT NULL,
        audience       jsonb NOT NULL,
        reminder_plan  jsonb,
        grade_quota    jsonb,
        notice         text,
        plan_version   integer NOT NULL DEFAULT 1,
        version        integer NOT NULL DEFAULT 1,
        created_by     uuid REFERENCES app_user(id),
        created_at     timestamptz NOT NULL,
        opened_at      timestamptz,
        closed_at      timestamptz
      );
      CREATE INDEX cycle_of_org ON cycle (org_id);
      CREATE INDEX cycle_created_by ON cycle (created_by);

      CREATE TABLE cycle_tier (
        id                   uuid PRIMARY KEY,
        cycle_id             uuid NOT NULL REFERENCES cycle(id) ON DELETE CASCADE,
        kind                 text NOT NULL CONSTRAINT cycle_tier_kind_known CHECK (kind IN ('bureau','general_branch','branch')),
        template_version_id  uuid NOT NULL REFERENCES template_version(id),
        due_at               timestamptz NOT NULL,
        grace_days           integer NOT NULL DEFAULT 0,
        late_policy          text NOT NULL CONSTRAINT cycle_tier_late_policy_known CHECK (late_policy IN ('accept','lock')),
        allow_nil            boolean NOT NULL DEFAULT false,
        route                jsonb NOT NULL,
        CONSTRAINT cycle_tier_once UNIQUE (cycle_id, kind)
      );
      CREATE INDEX cycle_tier_template_version ON cycle_tier (template_version_id);

      -- The tree as it stood when the cycle opened; later changes of org_unit never reach it.
      CREATE TABLE cycle_org (
        cycle_id   uuid NOT NULL REFERENCES cycle(id) ON DELETE CASCADE,
        org_id     uuid NOT NULL REFERENCES org_unit(id),
        parent_id  uuid,
        path       ltree NOT NULL,
        position   integer NOT NULL,
        code       text NOT NULL,
        name       text NOT NULL,
        kind       text NOT NULL,
        PRIMARY KEY (cycle_id, org_id)
      );
      CREATE INDEX cycle_org_org ON cycle_org (org_id);
      CREATE INDEX cycle_org_parent ON cycle_org (cycle_id, parent_id);
      CREATE INDEX cycle_org_path ON cycle_org USING gist (path);

      -- Reports ----------------------------------------------------------------------------------
      CREATE TABLE report (
        id                  uuid PRIMARY KEY,
        cycle_id            uuid NOT NULL REFERENCES cycle(id),
        tier_id             uuid NOT NULL REFERENCES cycle_tier(id),
        org_id              uuid NOT NULL REFERENCES org_unit(id),
        state               text NOT NULL DEFAULT 'not_started' CONSTRAINT report_state_known CHECK
                              (state IN ('not_started','drafting','in_review','returned','approved','published','waived')),
        version             integer NOT NULL DEFAULT 1,
        -- Rises with everything the rules of a report's life look at, comments and extensions included: a
        -- decision is written only where it still is what the decision was made on.
        epoch               integer NOT NULL DEFAULT 0,
        -- Head of the event chain: how many events there are and the hash of the last one.
        sequence            integer NOT NULL DEFAULT 0,
        head_hash           text,
        -- Number of the latest revision, 0 before the first submission.
        revision            integer NOT NULL DEFAULT 0,
        -- Counts the runs of the route; a step belongs to one round.
        round               integer NOT NULL DEFAULT 0,
        step_index          integer,
        late                boolean NOT NULL DEFAULT false,
        first_submitted_at  timestamptz,
        -- Who wrote the working copy since the last submission.
        writers             uuid[] NOT NULL DEFAULT '{}',
        extended_until      timestamptz,
        returned            jsonb,
        nil_reason          text,
        grade               text,
        -- What a withdrawal, a reinstatement and a recall restore.
        before_submission   jsonb,
        before_waiver       jsonb,
        undo                jsonb,
        edition_id          uuid,
        last_urged_at       timestamptz,
        next_reminder_at    timestamptz,
        -- Since when whoever holds the report has held it.
        held_since          timestamptz NOT NULL,
        created_at          timestamptz NOT NULL,
        updated_at          timestamptz NOT NULL,
        CONSTRAINT report_owed_once UNIQUE (cycle_id, tier_id, org_id),
        CONSTRAINT report_step_in_review CHECK ((state = 'in_review') = (step_index IS NOT NULL))
      ) WITH (fillfactor = 80);
      CREATE INDEX report_org_cycle ON report (org_id, cycle_id) INCLUDE (state);
      CREATE INDEX report_tier_state ON report (tier_id, state);
      CREATE INDEX report_reminder ON report (next_reminder_at) WHERE next_reminder_at IS NOT NULL;

      CREATE TABLE report_draft (
        report_id   uuid PRIMARY KEY REFERENCES report(id) ON DELETE CASCADE,
        content     jsonb NOT NULL,
        -- Findings kept per content hash and rule version, so that submitting checks only what changed.
        findings    jsonb,
        findings_of text,
        -- Findings that stop submitting.
        errors      integer NOT NULL DEFAULT 0,
        saved_by    uuid REFERENCES app_user(id),
        saved_at    timestamptz NOT NULL
      );
      CREATE INDEX report_draft_saved_by ON report_draft (saved_by);

      CREATE TABLE revision (
        report_id     uuid NOT NULL REFERENCES report(id),
        number        integer NOT NULL,
        content       jsonb NOT NULL,
        content_hash  text NOT NULL,
        nil_reason    text,
        late          boolean NOT NULL,
        withdrawn     boolean NOT NULL DEFAULT false,
        -- Org names as they stood: {code, name, kind}.
        org           jsonb NOT NULL,
        route         jsonb NOT NULL,
        writers       uuid[] NOT NULL,
        submitted_by  uuid NOT NULL REFERENCES app_user(id),
        on_behalf_of  uuid REFERENCES app_user(id),
        submitted_at  timestamptz NOT NULL,
        findings      jsonb,
        PRIMARY KEY (report_id, number)
      );
      CREATE INDEX revision_submitted_by ON revision (submitted_by);
      CREATE INDEX revision_on_behalf_of ON revision (on_behalf_of);

      CREATE TABLE review_step (
        id            uuid PRIMARY KEY,
        report_id     uuid NOT NULL REFERENCES report(id),
        round         integer NOT NULL,
        index         integer NOT NULL,
        -- Place in the tier's configured route, which a reroute reads anew from here on.
        ordinal       integer NOT NULL,
        org_id        uuid NOT NULL REFERENCES org_unit(id),
        org_code      text NOT NULL,
        org_name      text NOT NULL,
        role          text NOT NULL,
        mode          text NOT NULL CONSTRAINT review_step_mode_known CHECK (mode IN ('any','all')),
        working_days  integer NOT NULL,
        grade         boolean NOT NULL DEFAULT false,
        status        text NOT NULL CONSTRAINT review_step_status_known CHECK
                        (status IN ('pending','waiting','approved','carried','recused','skipped','returned','void','replaced')),
        flag          text CONSTRAINT review_step_flag_known CHECK (flag IN ('no_reviewer')),
        reserved_for  uuid REFERENCES app_user(id),
        entered_at    timestamptz,
        due_at        timestamptz,
        ended_at      timestamptz,
        last_urged_at     timestamptz,
        next_reminder_at  timestamptz,
        -- The event by which a reroute put the step aside; 0 while it stands.
        put_aside         integer NOT NULL DEFAULT 0,
        -- Checked at the end of a statement, since one statement ends a step and opens the next.
        CONSTRAINT review_step_once UNIQUE (report_id, round, index, put_aside) DEFERRABLE INITIALLY IMMEDIATE,
        CONSTRAINT review_step_one_open EXCLUDE USING btree (report_id WITH =)
          WHERE (status = 'waiting') DEFERRABLE INITIALLY IMMEDIATE
      );
      CREATE INDEX review_step_post ON review_step (org_id, role) WHERE status = 'waiting';
      CREATE INDEX review_step_org ON review_step (org_id);
      CREATE INDEX review_step_reserved_for ON review_step (reserved_for) WHERE reserved_for IS NOT NULL;
      CREATE INDEX review_step_reminder ON review_step (next_reminder_at) WHERE next_reminder_at IS NOT NULL;

      CREATE TABLE decision (
        id              uuid PRIMARY KEY,
        report_id       uuid NOT NULL REFERENCES report(id),
        revision        integer NOT NULL,
        round           integer NOT NULL,
        step_index      integer NOT NULL,
        step_id         uuid NOT NULL REFERENCES review_step(id),
        action          text NOT NULL CONSTRAINT decision_action_known CHECK (action IN ('approve','return','return_to_step')),
        user_id         uuid NOT NULL REFERENCES app_user(id),
        on_behalf_of    uuid REFERENCES app_user(id),
        appointment_id  uuid REFERENCES appointment(id),
        note            text,
        grade           text,
        -- For an approval carried over a return: the revision that it was given for.
        given_for       integer,
        at              timestamptz NOT NULL,
        voided_at       timestamptz,
        void_reason     text,
        FOREIGN KEY (report_id, revision) REFERENCES revision (report_id, number)
      );
      CREATE INDEX decision_report ON decision (report_id, revision);
      CREATE INDEX decision_step ON decision (step_id);
      CREATE INDEX decision_user ON decision (user_id);
      CREATE INDEX decision_on_behalf_of ON decision (on_behalf_of);
      CREATE INDEX decision_appointment ON decision (appointment_id);

      CREATE TABLE comment (
        id            uuid PRIMARY KEY,
        report_id     uuid NOT NULL REFERENCES report(id),
        revision      integer NOT NULL,
        author_id     uuid NOT NULL REFERENCES app_user(id),
        on_behalf_of  uuid REFERENCES app_user(id),
        -- The step at which a reviewer made it; NULL for the author's side.
        step_id       uuid REFERENCES review_step(id),
        anchor        jsonb NOT NULL,
        body          text NOT NULL,
        blocking      boolean NOT NULL DEFAULT false,
        state         text NOT NULL DEFAULT 'open' CONSTRAINT comment_state_known CHECK (state IN ('open','resolved')),
        -- NULL until the step is decided: until then only reviewers see it (design 1.3).
        released_at   timestamptz,
        created_at    timestamptz NOT NULL,
        edited_at     timestamptz,
        resolved_at   timestamptz,
        resolved_by   uuid REFERENCES app_user(id)
      );
      CREATE INDEX comment_report ON comment (report_id, created_at);
      CREATE INDEX comment_author ON comment (author_id);
      CREATE INDEX comment_on_behalf_of ON comment (on_behalf_of);
      CREATE INDEX comment_step ON comment (step_id);
      CREATE INDEX comment_resolved_by ON comment (resolved_by);

      CREATE TABLE comment_reply (
        id          uuid PRIMARY KEY,
        comment_id  uuid NOT NULL REFERENCES comment(id),
        author_id   uuid NOT NULL REFERENCES app_user(id),
        body        text NOT NULL,
        created_at  timestamptz NOT NULL
      );
      CREATE INDEX comment_reply_comment ON comment_reply (comment_id, created_at);
      CREATE INDEX comment_reply_author ON comment_reply (author_id);

      -- History, audit and outbox in one (design 3.2).
      CREATE TABLE event (
        id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        report_id        uuid NOT NULL REFERENCES report(id),
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
        data             jsonb,
        hash             text NOT NULL,
        dispatched_at    timestamptz,
        CONSTRAINT event_sequence_unique UNIQUE (report_id, sequence)
      );
      CREATE INDEX event_undispatched ON event (id) WHERE dispatched_at IS NULL;
      CREATE INDEX event_at ON event (at);
      CREATE INDEX event_actor ON event (actor_id, at);

      CREATE FUNCTION event_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'events are only ever appended'
          USING ERRCODE = 'check_violation', CONSTRAINT = 'event_append_only';
      END $$;
      -- Every column but dispatched_at, which the outbox sets.
      CREATE TRIGGER event_append_only BEFORE DELETE OR UPDATE OF
          report_id, sequence, type, actor_id, actor_name, on_behalf_of, on_behalf_name, at, from_state, to_state,
          step, revision, note, data, hash
        ON event FOR EACH ROW EXECUTE FUNCTION event_append_only();

      CREATE TABLE extension (
        id            uuid PRIMARY KEY,
        report_id     uuid NOT NULL REFERENCES report(id),
        state         text NOT NULL CONSTRAINT extension_state_known CHECK (state IN ('requested','granted','denied','expired','superseded')),
        requested_by  uuid REFERENCES app_user(id),
        requested_at  timestamptz,
        requested_until timestamptz,
        reason        text NOT NULL,
        decided_by    uuid REFERENCES app_user(id),
        decided_at    timestamptz,
        until         timestamptz,
        note          text
      );
      CREATE UNIQUE INDEX extension_one_requested ON extension (report_id) WHERE state = 'requested';
      CREATE INDEX extension_report ON extension (report_id);
      CREATE INDEX extension_requested_by ON extension (requested_by);
      CREATE INDEX extension_decided_by ON extension (decided_by);

      CREATE TABLE attachment (
        id           uuid PRIMARY KEY,
        report_id    uuid REFERENCES report(id),
        cycle_id     uuid REFERENCES cycle(id),
        -- NULL while it belongs to the working copy; the submission that freezes it sets it.
        revision     integer,
        filename     text NOT NULL,
        media_type   text NOT NULL,
        size         integer NOT NULL,
        sha256       text NOT NULL,
        storage_key  text NOT NULL,
        uploaded_by  uuid NOT NULL REFERENCES app_user(id),
        uploaded_at  timestamptz NOT NULL,
        removed_at   timestamptz,
        -- The first revision without it.
        removed_in   integer,
        CONSTRAINT attachment_one_owner CHECK (num_nonnulls(report_id, cycle_id) = 1)
      );
      CREATE INDEX attachment_report ON attachment (report_id);
      CREATE INDEX attachment_cycle ON attachment (cycle_id);
      CREATE INDEX attachment_uploaded_by ON attachment (uploaded_by);

      CREATE TABLE edition (
        id              uuid PRIMARY KEY,
        year            integer NOT NULL,
        serial          integer NOT NULL,
        -- 〔2025〕18号 is written 2025-18 in addresses.
        number          text NOT NULL CONSTRAINT edition_number_unique UNIQUE,
        report_id       uuid NOT NULL REFERENCES report(id),
        revision        integer NOT NULL,
        audience        text NOT NULL CONSTRAINT edition_audience_known CHECK (audience IN ('committee','all','public')),
        title           text NOT NULL,
        -- What the bulletin prints: proposed by, reviewed by, approved by, grade excluded.
        record          jsonb NOT NULL,
        review          jsonb NOT NULL,
        published_by    uuid NOT NULL REFERENCES app_user(id),
        published_at    timestamptz NOT NULL,
        replaces_id     uuid REFERENCES edition(id),
        replaced_at     timestamptz,
        retracted_at    timestamptz,
        retracted_by    uuid REFERENCES app_user(id),
        retract_reason  text,
        CONSTRAINT edition_serial_unique UNIQUE (year, serial),
        FOREIGN KEY (report_id, revision) REFERENCES revision (report_id, number)
      );
      CREATE INDEX edition_report ON edition (report_id, revision);
      CREATE INDEX edition_published_at ON edition (published_at);
      CREATE INDEX edition_replaces ON edition (replaces_id);
      CREATE INDEX edition_published_by ON edition (published_by);
      CREATE INDEX edition_retracted_by ON edition (retracted_by);
      ALTER TABLE report ADD CONSTRAINT report_edition FOREIGN KEY (edition_id) REFERENCES edition(id);
      CREATE INDEX report_edition ON report (edition_id) WHERE edition_id IS NOT NULL;

      -- What administrators and people do outside a report's life: org units, users, templates,
      -- cycles, sign-ins.
      CREATE TABLE audit_entry (
        id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at           timestamptz NOT NULL,
        actor_id     uuid,
        actor_name   text NOT NULL,
        action       text NOT NULL,
        object_kind  text NOT NULL,
        object_id    text,
        org_id       uuid REFERENCES org_unit(id),
        detail       jsonb
      );
      CREATE INDEX audit_entry_at ON audit_entry (at);
      CREATE INDEX audit_entry_object ON audit_entry (object_kind, object_id);
      CREATE INDEX audit_entry_org ON audit_entry (org_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
