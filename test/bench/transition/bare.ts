import { Client } from 'pg';
import { v7 } from 'uuid';
import type { Subject } from './plant';

/** The rows of submit, approve and return, written by a bare client with named statements. */
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

  async submit(subject: Subject, content: string): Promise<void> {
    const { reportId, secretary, reviewer, superior } = subject;
    await this.transaction(async () => {
      await this.run(
        'bare_submit',
        `UPDATE report SET state = 'in_review', version = version + 1, sequence = sequence + 1, head_hash = $2, revision = 1,
           round = 1, step_index = 1, first_submitted_at = $3, held_since = $3, updated_at = $3 WHERE id = $1`,
        [reportId, hash, now()],
      );
      await this.run(
        'bare_revision',
        `INSERT INTO revision (report_id, number, content, content_hash, late, org, route, writers, submitted_by, submitted_at)
         VALUES ($1, 1, $2, $3, false, '{"code":"b","name":"b","kind":"branch"}', '[]', '{}', $4, $5)`,
        [reportId, content, hash, secretary.userId, now()],
      );
      await this.run(
        'bare_steps',
        `INSERT INTO review_step (id, report_id, round, index, ordinal, org_id, org_code, org_name, role, mode, working_days, status)
         VALUES ($1, $4, 1, 1, 0, $5, 'g', 'g', 'reviewer', 'any', 3, 'waiting'), ($2, $4, 1, 2, 1, $6, 's', 's', 'reviewer', 'any', 3, 'pending'),
                ($3, $4, 1, 3, 2, $6, 's', 's', 'leader', 'all', 5, 'pending')`,
        [v7(), v7(), v7(), reportId, reviewer.orgId, superior.orgId],
      );
      await this.event(reportId, 1, 'report.submitted', secretary.userId, 'drafting', 'in_review');
    });
  }

  async approve(subject: Subject): Promise<void> {
    const { reportId, reviewer } = subject;
    await this.transaction(async () => {
      await this.run(
        'bare_approve',
        `UPDATE report SET version = version + 1, sequence = sequence + 1, head_hash = $2, step_index = 2, held_since = $3,
           updated_at = $3 WHERE id = $1`,
        [reportId, hash, now()],
      );
      await this.run(
        'bare_step',
        `UPDATE review_step SET status = CASE index WHEN 1 THEN 'approved' ELSE 'waiting' END, entered_at = $2
         WHERE report_id = $1 AND round = 1 AND index IN (1, 2)`,
        [reportId, now()],
      );
      await this.decision(reportId, 1, 'approve', reviewer.userId);
      await this.event(reportId, 2, 'report.approved', reviewer.userId, 'in_review', 'in_review');
    });
  }

  async return(subject: Subject): Promise<void> {
    const { reportId, superior } = subject;
    await this.transaction(async () => {
      await this.run(
        'bare_return',
        `UPDATE report SET state = 'returned', version = version + 1, sequence = sequence + 1, head_hash = $2, step_index = NULL,
           returned = $4, held_since = $3, updated_at = $3 WHERE id = $1`,
        [reportId, hash, now(), JSON.stringify({ note: '请补充次数。', resume: 'route', dueAt: now() })],
      );
      await this.run(
        'bare_step_returned',
        `UPDATE review_step SET status = 'returned', ended_at = $2 WHERE report_id = $1 AND round = 1 AND index = 2`,
        [reportId, now()],
      );
      await this.decision(reportId, 2, 'return', superior.userId);
      await this.event(reportId, 3, 'report.returned', superior.userId, 'in_review', 'returned');
    });
  }

  private async transaction(work: () => Promise<void>): Promise<void> {
    await this.run('bare_begin', 'BEGIN', []);
    await work();
    await this.run('bare_commit', 'COMMIT', []);
  }

  private decision(reportId: string, index: number, action: string, userId: string): Promise<unknown> {
    return this.run(
      'bare_decision',
      `INSERT INTO decision (id, report_id, revision, round, step_index, step_id, action, user_id, note, at)
       SELECT $1, $2, 1, 1, $3, id, $4, $5, '请补充次数。', $6 FROM review_step WHERE report_id = $2 AND round = 1 AND index = $3`,
      [v7(), reportId, index, action, userId, now()],
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
