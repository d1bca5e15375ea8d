import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Jobs that are owed, messages and who wants them how, and what the worker knows about a cycle's plan. */
export class Notification1700000000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What must still be done, whatever becomes of the queue. A handler deletes its row in the transaction
      -- of its effect; a job that failed for good keeps its row until it is replayed.
      CREATE TABLE job_owed (
        id           text PRIMARY KEY,
        name         text NOT NULL,
        payload      jsonb NOT NULL,
        created_at   timestamptz NOT NULL,
        enqueued_at  timestamptz NOT NULL,
        failed_at    timestamptz,
        attempts     integer NOT NULL DEFAULT 0,
        error        text
      ) WITH (fillfactor = 80);
      CREATE INDEX job_owed_waiting ON job_owed (enqueued_at) WHERE failed_at IS NULL;
      CREATE INDEX job_owed_failed ON job_owed (failed_at) WHERE failed_at IS NOT NULL;

      -- A group robot of WeCom or DingTalk that an administrator entered for a unit.
      CREATE TABLE robot (
        id           uuid PRIMARY KEY,
        org_id       uuid NOT NULL REFERENCES org_unit(id),
        channel      text NOT NULL CONSTRAINT robot_channel_known CHECK (channel IN ('wecom','dingtalk')),
        name         text NOT NULL,
        webhook      text NOT NULL,
        secret       text,
        -- Kinds of message that it posts.
        kinds        text[] NOT NULL,
        active       boolean NOT NULL DEFAULT true,
        created_at   timestamptz NOT NULL
      );
      CREATE INDEX robot_org ON robot (org_id) WHERE active;

      CREATE TABLE notification (
        id             uuid PRIMARY KEY,
        report_id      uuid REFERENCES report(id),
        kind           text NOT NULL,
        plan_version   integer NOT NULL DEFAULT 0,
        -- The planned instant of a reminder, or the event's id.
        occurrence     text NOT NULL,
        -- One of the two: a person, or a group's robot.
        recipient_id   uuid REFERENCES app_user(id),
        robot_id       uuid REFERENCES robot(id),
        channel        text NOT NULL CONSTRAINT notification_channel_known CHECK
                         (channel IN ('in_app','email','wecom','dingtalk')),
        data           jsonb NOT NULL,
        state          text NOT NULL CONSTRAINT notification_state_known CHECK
                         (state IN ('pending','sending','sent','failed','uncertain','skipped')),
        -- Waits for the recipient's daily digest.
        digest         boolean NOT NULL DEFAULT false,
        deliver_after  timestamptz NOT NULL,
        enqueued_at    timestamptz,
        attempts       integer NOT NULL DEFAULT 0,
        attempted_at   timestamptz,
        sent_at        timestamptz,
        error          text,
        read_at        timestamptz,
        created_at     timestamptz NOT NULL,
        CONSTRAINT notification_one_recipient CHECK (num_nonnulls(recipient_id, robot_id) = 1),
        CONSTRAINT notification_once UNIQUE NULLS NOT DISTINCT
          (report_id, kind, plan_version, occurrence, recipient_id, robot_id, channel)
      );
      CREATE INDEX notification_inbox ON notification (recipient_id, id DESC) WHERE channel = 'in_app';
      CREATE INDEX notification_unread ON notification (recipient_id) WHERE channel = 'in_app' AND read_at IS NULL;
      CREATE INDEX notification_recipient ON notification (recipient_id);
      CREATE INDEX notification_robot ON notification (robot_id) WHERE robot_id IS NOT NULL;
      CREATE INDEX notification_due ON notification (deliver_after) WHERE state = 'pending';
      CREATE INDEX notification_sending ON notification (attempted_at) WHERE state = 'sending';
      CREATE INDEX notification_trouble ON notification (attempted_at) WHERE state IN ('failed','uncertain');

      CREATE TABLE notification_preference (
        user_id     uuid PRIMARY KEY REFERENCES app_user(id),
        settings    jsonb NOT NULL,
        updated_at  timestamptz NOT NULL
      );

      -- Which version of a cycle's dates the reminders and rollups were last computed from.
      CREATE TABLE cycle_follow_up (
        cycle_id      uuid PRIMARY KEY REFERENCES cycle(id) ON DELETE CASCADE,
        plan_version  integer NOT NULL,
        state         text NOT NULL
      );

      -- Holiday arrangements that an administrator entered: {year, holidays, workdays}.
      CREATE TABLE holiday_arrangement (
        year        integer PRIMARY KEY,
        holidays    date[] NOT NULL,
        workdays    date[] NOT NULL,
        entered_by  uuid REFERENCES app_user(id),
        entered_at  timestamptz NOT NULL
      );
      CREATE INDEX holiday_arrangement_entered_by ON holiday_arrangement (entered_by);

      -- Cycles that recur: a plan from which a draft is made, for an administrator to open.
      CREATE TABLE cycle_recurrence (
        id          uuid PRIMARY KEY,
        org_id      uuid NOT NULL REFERENCES org_unit(id),
        every       text NOT NULL CONSTRAINT cycle_recurrence_every_known CHECK (every IN ('year','quarter','month')),
        plan        jsonb NOT NULL,
        -- The period that comes next, and when its draft is made.
        next_period text NOT NULL,
        next_at     timestamptz NOT NULL,
        active      boolean NOT NULL DEFAULT true,
        created_by  uuid REFERENCES app_user(id),
        created_at  timestamptz NOT NULL
      );
      CREATE INDEX cycle_recurrence_due ON cycle_recurrence (next_at) WHERE active;
      CREATE INDEX cycle_recurrence_org ON cycle_recurrence (org_id);
      CREATE INDEX cycle_recurrence_created_by ON cycle_recurrence (created_by);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
