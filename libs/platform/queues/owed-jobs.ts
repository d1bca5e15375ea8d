import { isJobName, type JobName, jobNames } from '@contracts/index';
import { cutText } from '@domain/text';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database, type Transaction } from '@platform/database';
import { carriedCause } from '@platform/tracing';
import { HandlesJob } from './job-declaration';
import { type QueuedFlow, type QueuedJob, Queues } from './queues';

/** A job that failed for good, as the administrator sees it. */
export interface FailedJob {
  id: string;
  name: string;
  payload: unknown;
  attempts: number;
  error: string | null;
  createdAt: Date;
  failedAt: Date;
}

/** What is still owed. */
export interface OutboxStatus {
  undispatched: number;
  owed: number;
  oldestOwedAt: Date | null;
  failed: number;
}

interface OwedRow {
  id: string;
  name: JobName;
  payload: QueuedJob['payload'];
  cause: string | null;
  /** The job that waits for this one. */
  then_id: string | null;
}

const mostAtOnce = 2000;
/** After this long in a queue without being settled, a job is queued again; its id keeps it from doubling. */
const overdueMilliseconds = 20_000;

/**
 * Jobs that must happen whatever becomes of the queue: a row in PostgreSQL, written with the cause and deleted
 * with the effect. The queue only says when; wiping it loses nothing.
 */
@Injectable()
export class OwedJobs {
  private readonly logger = new Logger(OwedJobs.name);

  constructor(
    private readonly database: Database,
    private readonly queues: Queues,
    private readonly clock: Clock,
  ) {}

  /** Records the jobs in the transaction and queues them once it is durable. */
  async owe(transaction: Transaction, jobs: readonly QueuedJob[]): Promise<void> {
    if (jobs.length === 0) return;
    const caused = jobs.map(withCause);
    await this.insert(transaction, caused, null);
    transaction.afterCommit(() => this.enqueue(caused));
  }

  /** The same for a flow: each of its jobs is owed by itself, and what is lost comes back as a flow. */
  async oweFlow(transaction: Transaction, owed: QueuedFlow): Promise<void> {
    const flow = { last: withCause(owed.last), first: owed.first.map(withCause) };
    await this.insert(transaction, [flow.last], null);
    await this.insert(transaction, flow.first, flow.last.id);
    transaction.afterCommit(() => {
      this.queues
        .enqueueFlow(flow)
        .catch((error: Error) => this.logger.warn(`${flow.last.id} waits for the sweep: ${error.message}`));
    });
  }

  /** Marks a job done, in the transaction of its effect. False where it was settled before. */
  async settle(transaction: Transaction, id: string): Promise<boolean> {
    return (await transaction.execute(deleteOwed, [id])) === 1;
  }

  /** Whether a job, or one that it waits for, failed for good. */
  async givenUp(transaction: Transaction, id: string): Promise<boolean> {
    const failed = await transaction.query(selectGivenUp, [id]);
    return failed.length > 0;
  }

  /** Records that a job failed for good. */
  async fail(
    job: { id: string; name: string; payload: unknown; attempts: number },
    error: string,
  ): Promise<void> {
    await this.database.query(failOwed, [
      job.id,
      job.name,
      JSON.stringify(job.payload),
      this.clock.now(),
      job.attempts,
      cutText(error, 2000),
    ]);
  }

  /** Queues again what was owed long enough: lost by the queue, or by a process between commit and queue. */
  @HandlesJob('job.sweep')
  async sweep(): Promise<number> {
    const now = this.clock.now();
    const rows = await this.database.query<OwedRow>(claimOverdue, [
      now,
      new Date(now.getTime() - overdueMilliseconds),
      mostAtOnce,
    ]);
    const { flows, single } = await this.asFlows(await this.known(rows));
    await this.queues.enqueue(single);
    for (const flow of flows) await this.queues.enqueueFlow(flow);
    return rows.length;
  }

  async status(): Promise<OutboxStatus> {
    const [row] = await this.database.query<{
      undispatched: number;
      owed: number;
      oldest: Date | null;
      failed: number;
    }>(
      `SELECT (SELECT count(*)::int FROM event WHERE dispatched_at IS NULL)
                + (SELECT count(*)::int FROM comment_news) AS undispatched,
              count(*) FILTER (WHERE failed_at IS NULL)::int AS owed,
              min(created_at) FILTER (WHERE failed_at IS NULL) AS oldest,
              count(*) FILTER (WHERE failed_at IS NOT NULL)::int AS failed
         FROM job_owed`,
    );
    return {
      undispatched: row?.undispatched ?? 0,
      owed: row?.owed ?? 0,
      oldestOwedAt: row?.oldest ?? null,
      failed: row?.failed ?? 0,
    };
  }

  async failed(limit: number, offset: number): Promise<FailedJob[]> {
    return this.database.query<FailedJob & Record<string, unknown>>(
      `SELECT id, name, payload, attempts, error, created_at AS "createdAt", failed_at AS "failedAt"
         FROM job_owed WHERE failed_at IS NOT NULL ORDER BY failed_at DESC, id LIMIT $1 OFFSET $2`,
      [limit, offset],
    );
  }

  /**
   * Queues failed jobs again once the transaction is durable: those named, or all. A job of a name that this version
   * does not know stays listed. Answers how many.
   */
  async replay(transaction: Transaction, ids: readonly string[] | 'all'): Promise<number> {
    const rows = await transaction.query<OwedRow & Record<string, unknown>>(
      `UPDATE job_owed SET failed_at = NULL, error = NULL, enqueued_at = $1
        WHERE failed_at IS NOT NULL AND ($2::text[] IS NULL OR id = ANY($2)) AND name = ANY($3::text[])
        RETURNING id, name, payload, cause, then_id`,
      [this.clock.now(), ids === 'all' ? null : ids, jobNames],
    );
    transaction.afterCommit(() => this.enqueue(rows.map(asJob)));
    return rows.length;
  }

  /** Lists jobs of unknown names as failed, an older or a newer version's; the rest goes on. */
  private async known(rows: readonly OwedRow[]): Promise<OwedRow[]> {
    const unknown = rows.filter(({ name }) => !isJobName(name));
    if (unknown.length > 0) {
      const listed = await this.database.query<{ id: string; name: string }>(failUnknown, [
        unknown.map(({ id }) => id),
        this.clock.now(),
      ]);
      for (const { id, name } of listed)
        this.logger.error(`The owed job ${id} has the unknown name ${name}.`);
    }
    return rows.filter(({ name }) => isJobName(name));
  }

  /** Claimed rows of a flow bring the rest of what is owed of it, claimed or not: its last job waits for all. */
  private async asFlows(rows: readonly OwedRow[]): Promise<{ flows: QueuedFlow[]; single: QueuedJob[] }> {
    if (rows.length === 0) return { flows: [], single: [] };
    const heads = rows.map(({ id, then_id }) => then_id ?? id);
    const waited = await this.database.query<OwedRow & Record<string, unknown>>(selectFlows, [heads]);
    const ours = waited.filter(({ name }) => isJobName(name));
    const lastOf = new Map(ours.filter(({ then_id }) => then_id === null).map((row) => [row.id, row]));
    const firstOf = new Map<string, QueuedJob[]>();
    for (const row of ours) {
      if (row.then_id !== null && lastOf.has(row.then_id))
        firstOf.set(row.then_id, [...(firstOf.get(row.then_id) ?? []), asJob(row)]);
    }
    const flows = [...firstOf].flatMap(([id, first]) => {
      const last = lastOf.get(id);
      return last ? [{ last: asJob(last), first }] : [];
    });
    const inFlow = (row: OwedRow) => firstOf.has(row.then_id ?? row.id);
    return { flows, single: rows.filter((row) => !inFlow(row)).map(asJob) };
  }

  private async insert(
    transaction: Transaction,
    jobs: readonly QueuedJob[],
    thenId: string | null,
  ): Promise<void> {
    if (jobs.length === 0) return;
    await transaction.execute(insertOwed, [
      jobs.map(({ id }) => id),
      jobs.map(({ name }) => name),
      jobs.map(({ payload }) => JSON.stringify(payload)),
      this.clock.now(),
      thenId,
      jobs.map(({ cause }) => cause ?? null),
    ]);
  }

  private enqueue(jobs: readonly QueuedJob[]): void {
    this.queues
      .enqueue(jobs)
      .catch((error: Error) => this.logger.warn(`${jobs.length} jobs wait for the sweep: ${error.message}`));
  }
}

/** The row was written from a typed job of a known name; its payload is checked where it is done. */
function asJob({ id, name, payload, cause }: Omit<OwedRow, 'then_id'>): QueuedJob {
  return { id, name, payload, cause } as QueuedJob;
}

/** A job says itself what caused it, or it is the request at hand. */
function withCause(job: QueuedJob): QueuedJob {
  return { ...job, cause: job.cause ?? carriedCause() };
}

const insertOwed = {
  name: 'job_owed_insert',
  text: `INSERT INTO job_owed (id, name, payload, created_at, enqueued_at, then_id, cause)
         SELECT id, name, payload::jsonb, $4, $4, $5::text, cause
           FROM unnest($1::text[], $2::text[], $3::text[], $6::text[]) AS job(id, name, payload, cause)
         ON CONFLICT (id) DO NOTHING`,
};
const deleteOwed = { name: 'job_owed_delete', text: 'DELETE FROM job_owed WHERE id = $1' };
const failOwed = {
  name: 'job_owed_fail',
  text: `INSERT INTO job_owed (id, name, payload, created_at, enqueued_at, failed_at, attempts, error)
         VALUES ($1, $2, $3, $4, $4, $4, $5, $6)
         ON CONFLICT (id) DO UPDATE SET failed_at = $4, attempts = $5, error = $6`,
};
// Limited: a batch; what is left is claimed by the next sweep, seconds later.
const claimOverdue = {
  name: 'job_owed_claim_overdue',
  text: `UPDATE job_owed SET enqueued_at = $1
          WHERE id IN (SELECT id FROM job_owed WHERE failed_at IS NULL AND enqueued_at < $2
                        ORDER BY enqueued_at LIMIT $3 FOR UPDATE SKIP LOCKED)
      RETURNING id, name, payload, cause, then_id`,
};
const selectFlows = {
  name: 'job_owed_flows',
  text: `SELECT id, name, payload, cause, then_id FROM job_owed
          WHERE failed_at IS NULL AND then_id = ANY($1)
         UNION ALL
         SELECT id, name, payload, cause, then_id FROM job_owed
          WHERE failed_at IS NULL AND id = ANY($1)
            AND EXISTS (SELECT FROM job_owed waited WHERE waited.then_id = job_owed.id)`,
};
const selectGivenUp = {
  name: 'job_owed_given_up',
  text: 'SELECT 1 FROM job_owed WHERE failed_at IS NOT NULL AND (id = $1 OR then_id = $1) LIMIT 1',
};
const failUnknown = {
  name: 'job_owed_fail_unknown',
  text: `UPDATE job_owed SET failed_at = $2, error = '本版本不认识这项任务：' || name
          WHERE id = ANY($1::text[]) AND failed_at IS NULL RETURNING id, name`,
};
