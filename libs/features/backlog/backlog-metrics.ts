import { Injectable } from '@nestjs/common';
import { WorkFaults } from '@platform/queues';
import { Metrics } from '@platform/watching';
import { Backlog, type BacklogFigures } from './backlog';

/** Prometheus asks every process, and an operator may ask often: the database is asked this often at most. */
const keptMilliseconds = 10_000;

/** The backlog and the reports of open cycles as gauges of this process. */
@Injectable()
export class BacklogMetrics {
  private kept: { at: number; read: Promise<[BacklogFigures, Record<string, number>]> } | undefined;

  constructor(
    private readonly backlog: Backlog,
    faults: WorkFaults,
    metrics: Metrics,
  ) {
    metrics.gauge('baoshen_backlog_count', 'What waits for the worker, by kind', ['kind'], async (set) => {
      const [figures] = await this.figures();
      for (const [kind, waiting] of kinds(figures)) set({ kind }, waiting.count);
    });
    metrics.gauge(
      'baoshen_backlog_oldest_seconds',
      'Age of the oldest that waits, by kind',
      ['kind'],
      async (set) => {
        const [figures] = await this.figures();
        for (const [kind, waiting] of kinds(figures)) set({ kind }, waiting.oldest);
      },
    );
    metrics.gauge(
      'baoshen_jobs_failed',
      'Jobs that failed for good and wait for an administrator',
      [],
      async (set) => {
        const [figures] = await this.figures();
        set({}, figures.failedJobs);
      },
    );
    metrics.gauge(
      'baoshen_work_faults',
      'Items that a sweep could not do and tries again, by duty',
      ['duty'],
      async (set) => {
        for (const { duty, items } of await faults.count()) set({ duty }, items);
      },
    );
    metrics.gauge('baoshen_reports', 'Reports of open cycles, by state', ['state'], async (set) => {
      const [, states] = await this.figures();
      for (const [state, count] of Object.entries(states)) set({ state }, count);
    });
  }

  private figures(): Promise<[BacklogFigures, Record<string, number>]> {
    const at = performance.now();
    if (!this.kept || at - this.kept.at > keptMilliseconds) {
      const read = Promise.all([this.backlog.figures(), this.backlog.reportsByState()]);
      read.catch(() => {
        this.kept = undefined;
      });
      this.kept = { at, read };
    }
    return this.kept.read;
  }
}

function kinds({ failedJobs: _, ...waiting }: BacklogFigures) {
  return Object.entries(waiting);
}
