import { Client } from 'pg';
import { v7 } from 'uuid';
import type { Subject } from './plant';

/** Where a transition stands in a report's life. */
interface At {
  /** Of the report, and of the round that goes with it. */
  revision: number;
  /** The event's. */
  sequence: number;
  /** The step that is acted at. */
  index: number;
}

/** The rows of a life's requests, written by a bare client with named statements. */
export class BareWriter {
  private constructor(private readonly client: Client) {}

  static async connect(url: string): Promise<BareWriter> {
    const client = new Client({ connectionString: url });
    await client.connect();
    return new BareWriter(client);
  }

  close(): Promise<void> {
    return this.client.end();
  }

  async save({ reportId, secretary }: Subject, content: string, first: boolean): Promise<void> {
    await this.transaction(async () => {
      await this.run(
        'bare_save',
        `UPDATE report SET state = CASE state WHEN 'not_started' THEN 'drafting' ELSE state END, version = version + 1,
           writers = ARRAY[$2::uuid], updated_at = $3 WHERE id = $1`,
        [reportId, secretary.userId, now()],
      );
      await this.run(
        'bare_draft',
        `INSERT INTO report_draft (report_id, content, findings, findings_of, saved_by, saved_at)
         VALUES ($1, $2, '[]', '-', $3, $4)
         ON CONFLICT (report_id) DO UPDATE SET content = excluded.content, saved_at = excluded.saved_at`,
        [reportId, content, secretary.userId, now()],
      );
      if (first) await this.event(reportId, 1, 'report.started', secretary.userId, 'not_started', 'drafting');
    });
  }

  async submit(
    subject: Subject,
    content: string,
    at: At = { revision: 1, sequence: 1, index: 1 },
  ): Promise<void> {
    const { reportId, secretary, reviewer, superior } = subject;
    await this.transaction(async () => {
      await this.run(
        'bare_submit',
        `UPDATE report SET state = 'in_review', version = version + 1, sequence = sequence + 1, head_hash = $2, revision = $4,
           round = $4, step_index = 1, first_submitted_at = $3, held_since = $3, updated_at = $3 WHERE id = $1`,
        [reportId, hash, now(), at.revision],
      );
      await this.run(
        'bare_revision',
        `INSERT INTO revision (report_id, number, content, content_hash, late, org, route, writers, submitted_by, submitted_at)
         VALUES ($1, $6, $2, $3, false, '{"code":"b","name":"b","kind":"branch"}', '[]', '{}', $4, $5)`,
        [reportId, content, hash, secretary.userId, now(), at.revision],
      );
      await this.run(
        'bare_steps',
        `INSERT INTO review_step (id, report_id, round, index, ordinal, org_id, org_code, org_name, role, mode, working_days, status)
         VALUES ($1, $4, $7, 1, 0, $5, 'g', 'g', 'reviewer', 'any', 3, 'waiting'), ($2, $4, $7, 2, 1, $6, 's', 's', 'reviewer', 'any', 3, 'pending'),
                ($3, $4, $7, 3, 2, $6, 's', 's', 'leader', 'all', 5, 'pending')`,
        [v7(), v7(), v7(), reportId, reviewer.orgId, superior.orgId, at.revision],
      );
      await this.event(reportId, at.sequence, 'report.submitted', secretary.userId, 'drafting', 'in_review');
    });
  }

  async approve(subject: Subject, at: At = { revision: 1, sequence: 2, index: 1 }): Promise<void> {
    const { reportId } = subject;
    const { userId } = [subject.reviewer, subject.superior, subject.leader][at.index - 1] ?? subject.leader;
    const last = at.index === 3;
    await this.transaction(async () => {
      await this.run(
        'bare_approve',
        `UPDATE report SET version = version + 1, sequence = sequence + 1, head_hash = $2, step_index = $4, held_since = $3,
           state = $5, grade = $6, updated_at = $3 WHERE id = $1`,
        [
          reportId,
          hash,
          now(),
          last ? null : at.index + 1,
          last ? 'approved' : 'in_review',
          last ? '好' : null,
        ],
      );
      await this.run(
        'bare_step',
        `UPDATE review_step SET status = CASE index WHEN $3 THEN 'approved' ELSE 'waiting' END, entered_at = $2
         WHERE report_id = $1 AND round = $4 AND index IN ($3, $3 + 1)`,
        [reportId, now(), at.index, at.revision],
      );
      await this.decision(reportId, at, 'approve', userId);
      await this.event(reportId, at.sequence, 'report.approved', userId, 'in_review', 'in_review');
    });
  }

  async return(subject: Subject, at: At = { revision: 1, sequence: 3, index: 2 }): Promise<void> {
    const { reportId } = subject;
    const { userId } = at.index === 1 ? subject.reviewer : subject.superior;
    await this.transaction(async () => {
      await this.run(
        'bare_return',
        `UPDATE report SET state = 'returned', version = version + 1, sequence = sequence + 1, head_hash = $2, step_index = NULL,
           returned = $4, held_since = $3, updated_at = $3 WHERE id = $1`,
        [reportId, hash, now(), JSON.stringify({ note: '请补充次数。', resume: 'route', dueAt: now() })],
      );
      await this.run(
        'bare_step_returned',
        `UPDATE review_step SET status = 'returned', ended_at = $2 WHERE report_id = $1 AND round = $3 AND index = $4`,
        [reportId, now(), at.revision, at.index],
      );
      await this.decision(reportId, at, 'return', userId);
      await this.event(reportId, at.sequence, 'report.returned', userId, 'in_review', 'returned');
    });
  }

  /** `serial` is nobody else's. */
  async publish({ reportId, publisher }: Subject, serial: number, at: Omit<At, 'index'>): Promise<void> {
    const edition = v7();
    await this.transaction(async () => {
      await this.run(
        'bare_edition',
        `INSERT INTO edition (id, year, serial, number, report_id, revision, audience, title, record, review, published_by, published_at)
         VALUES ($1, 2026, $2::integer, '2026-' || $2::integer, $3, $4, 'committee', '述职', '{}', '{}', $5, $6)`,
        [edition, serial, reportId, at.revision, publisher.userId, now()],
      );
      await this.run(
        'bare_publish',
        `UPDATE report SET state = 'published', version = version + 1, sequence = sequence + 1, head_hash = $2, edition_id = $4,
           held_since = $3, updated_at = $3 WHERE id = $1`,
        [reportId, hash, now(), edition],
      );
      await this.event(reportId, at.sequence, 'report.published', publisher.userId, 'approved', 'published');
    });
  }

  private async transaction(work: () => Promise<void>): Promise<void> {
    await this.run('bare_begin', 'BEGIN', []);
    await work();
    await this.run('bare_commit', 'COMMIT', []);
  }

  private decision(
    reportId: string,
    { index, revision }: At,
    action: string,
    userId: string,
  ): Promise<unknown> {
    return this.run(
      'bare_decision',
      `INSERT INTO decision (id, report_id, revision, round, step_index, step_id, action, user_id, note, at)
       SELECT $1, $2, $7, $7, $3, id, $4, $5, '请补充次数。', $6 FROM review_step WHERE report_id = $2 AND round = $7 AND index = $3`,
      [v7(), reportId, index, action, userId, now(), revision],
    );
  }

  private event(
    reportId: string,
    sequence: number,
    type: string,
    actor: string,
    from: string,
    to: string,
  ): Promise<unknown> {
    return this.run(
      'bare_event',
      `INSERT INTO event (report_id, sequence, type, actor_id, actor_name, at, from_state, to_state, revision, data, hash)
       VALUES ($1, $2, $3, $4, '某甲', $5, $6, $7, 1, '{"after":{"step":1,"revision":1,"late":false,"grade":null}}', $8)`,
      [reportId, sequence, type, actor, now(), from, to, hash],
    );
  }

  private run(name: string, text: string, values: unknown[]): Promise<unknown> {
    return this.client.query({ name, text, values });
  }
}

const hash = 'f'.repeat(64);
const now = () => new Date();
