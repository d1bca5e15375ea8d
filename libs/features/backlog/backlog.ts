import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database } from '@platform/database';

/** What waits for the worker, by kind; `oldest` is the age of the oldest in seconds, 0 where nothing waits. */
export interface Waiting {
  count: number;
  oldest: number;
}

export interface BacklogFigures {
  /** Events that nobody dispatched: the outbox. */
  events: Waiting;
  /** Comments and replies that nobody was told of. */
  comments: Waiting;
  /** Jobs that are owed and not given up. */
  jobs: Waiting;
  /** Jobs that failed for good, until an administrator replays them. */
  failedJobs: number;
  /** Messages whose time has come and that nobody sent. */
  deliveries: Waiting;
  /** Reports and steps whose reminder is due. */
  reminders: Waiting;
  /** Nodes whose figures are to be counted anew. */
  rollups: Waiting;
}

/** Nothing is late before the sweeps, which run each second to each minute, had their chance. */
const lateSeconds = 5 * 60;

/** The ages that an operator is woken for: how long what the worker should do has waited. */
@Injectable()
export class Backlog {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async figures(): Promise<BacklogFigures> {
    const now = this.clock.now();
    const rows = await this.database.query<{ kind: string; count: number; since: Date | null }>(
      selectBacklog,
      [now],
    );
    const of = (kind: string): Waiting => {
      const row = rows.find((one) => one.kind === kind);
      const oldest = row?.since ? Math.max(0, (now.getTime() - row.since.getTime()) / 1000) : 0;
      return { count: row?.count ?? 0, oldest: Math.round(oldest) };
    };
    return {
      events: of('events'),
      comments: of('comments'),
      jobs: of('jobs'),
      failedJobs: of('failed').count,
      deliveries: of('deliveries'),
      reminders: of('reminders'),
      rollups: of('rollups'),
    };
  }

  /** What waits longer than five minutes: no worker runs, or it works nothing off. */
  static late(figures: BacklogFigures): (keyof BacklogFigures)[] {
    const { failedJobs: _, ...waiting } = figures;
    return (Object.keys(waiting) as (keyof typeof waiting)[]).filter(
      (kind) => waiting[kind].oldest > lateSeconds,
    );
  }

  /** Reports of cycles that are open, by their state. */
  async reportsByState(): Promise<Record<string, number>> {
    const rows = await this.database.query<{ state: string; count: number }>(selectStates);
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  }
}

/** Each part reads a partial index of what waits alone. */
const selectBacklog = {
  name: 'backlog',
  text: `SELECT 'events' AS kind, count(*)::int, min(at) AS since FROM event WHERE dispatched_at IS NULL
    UNION ALL SELECT 'comments', count(*)::int, min(coalesce(r.created_at, greatest(c.created_at, c.released_at)))
      FROM comment_news n JOIN comment c ON c.id = n.comment_id LEFT JOIN comment_reply r ON r.id = n.reply_id
    UNION ALL SELECT 'jobs', count(*)::int, min(created_at) FROM job_owed WHERE failed_at IS NULL
    UNION ALL SELECT 'failed', count(*)::int, min(failed_at) FROM job_owed WHERE failed_at IS NOT NULL
    UNION ALL SELECT 'deliveries', count(*)::int, min(deliver_after) FROM notification
      WHERE state = 'pending' AND deliver_after <= $1
    UNION ALL SELECT 'reminders', count(*)::int, min(at) FROM (
      SELECT next_reminder_at AS at FROM report WHERE next_reminder_at <= $1
      UNION ALL SELECT next_reminder_at FROM review_step WHERE next_reminder_at <= $1) due
    UNION ALL SELECT 'rollups', count(*)::int, min(marked_at) FROM rollup_mark`,
};
const selectStates = {
  name: 'backlog_reports_by_state',
  text: `SELECT r.state, count(*)::int FROM cycle c JOIN cycle_tier t ON t.cycle_id = c.id JOIN report r ON r.tier_id = t.id
    WHERE c.state = 'open' GROUP BY r.state`,
};
