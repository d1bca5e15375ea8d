import type { CompilationSource } from '@domain/compilation';
import type { FieldProblem, Problem, ProblemCode, ProblemParams } from '@domain/problems';
import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@platform/database';
import { settledChildren, sourceBytes } from './compilation.repository';

/** Why a run failed, as it is stored: it is put into words for who asks. */
export interface RunProblem {
  code: ProblemCode;
  params: ProblemParams;
  errors: FieldProblem[];
}

/** A compilation that a worker carries out. */
export interface CompilationRun {
  id: string;
  reportId: string;
  requestedBy: string;
  expectedVersion: number;
  templateVersion: string;
  state: 'queued' | 'reading' | 'writing' | 'done' | 'failed';
  total: number;
  done: number;
  problem: RunProblem | null;
  requestedAt: Date;
  finishedAt: Date | null;
}

/** Ended runs of a report that are kept to be asked for. */
const keptRuns = 20;

/** Keeps the runs, what each reads, and how far it is. */
@Injectable()
export class RunRepository {
  constructor(private readonly database: Database) {}

  async find(id: string): Promise<CompilationRun | null> {
    const [row] = await this.database.query<CompilationRun & Record<string, unknown>>(
      `${selectRun} WHERE run.id = $1`,
      [id],
    );
    return row ?? null;
  }

  /** The run that is going on for a report. */
  async going(reportId: string): Promise<CompilationRun | null> {
    const [row] = await this.database.query<CompilationRun & Record<string, unknown>>(
      `${selectRun} WHERE run.report_id = $1 AND run.${goingOn}`,
      [reportId],
    );
    return row ?? null;
  }

  /** The run that was ordered last, over or not. */
  async latest(reportId: string): Promise<CompilationRun | null> {
    const [row] = await this.database.query<CompilationRun & Record<string, unknown>>(
      `${selectRun} WHERE run.report_id = $1 ORDER BY run.requested_at DESC, run.id DESC LIMIT 1`,
      [reportId],
    );
    return row ?? null;
  }

  /** The one that is going on under lock, with the version that its report has by now. */
  async lockGoing(
    transaction: Transaction,
    reportId: string,
  ): Promise<{ id: string; expectedVersion: number; version: number } | null> {
    const [run] = await transaction.query<{ id: string; expectedVersion: number }>(
      `SELECT id, expected_version AS "expectedVersion" FROM compilation_run
        WHERE report_id = $1 AND ${goingOn} FOR UPDATE`,
      [reportId],
    );
    if (!run) return null;
    const [report] = await transaction.query<{ version: number }>(
      'SELECT version FROM report WHERE id = $1',
      [reportId],
    );
    return { ...run, version: report?.version ?? 0 };
  }

  /** Makes a run; false where another one began at the same moment. */
  async create(
    transaction: Transaction,
    run: { id: string; reportId: string; by: string; version: number; at: Date },
  ): Promise<boolean> {
    await transaction.execute(
      `DELETE FROM compilation_run WHERE id IN (
         SELECT id FROM compilation_run WHERE report_id = $1 AND NOT ${goingOn}
          ORDER BY requested_at DESC, id DESC OFFSET ${keptRuns})`,
      [run.reportId],
    );
    const made = await transaction.execute(
      `INSERT INTO compilation_run (id, report_id, requested_by, expected_version, state, total, requested_at)
       VALUES ($1, $2, $3, $4, 'queued', 0, $5) ON CONFLICT DO NOTHING`,
      [run.id, run.reportId, run.by, run.version, run.at],
    );
    return made === 1;
  }

  /**
   * Freezes which revisions are read, at most so many sources and some twice so many bytes a batch. Answers how many
   * batches there are.
   */
  async freeze(
    transaction: Transaction,
    id: string,
    reportId: string,
    most: { sources: number; bytes: number },
  ): Promise<number> {
    const total = await transaction.execute(
      `INSERT INTO compilation_run_source (run_id, position, part, source_id, revision)
       SELECT $2, position, dense_rank() OVER (ORDER BY (position - 1) / $3, (until - size) / $4), source_id, revision FROM (
         SELECT s.id AS source_id, s.revision, ${sourceBytes} AS size, (row_number() OVER before)::int AS position,
                sum(${sourceBytes}) OVER before AS until
         FROM ${settledChildren} WHERE r.id = $1
         WINDOW before AS (ORDER BY child.path ROWS UNBOUNDED PRECEDING)) source`,
      [reportId, id, most.sources, most.bytes],
    );
    await transaction.execute('UPDATE compilation_run SET total = $2 WHERE id = $1', [id, total]);
    const [frozen] = await transaction.query<{ parts: number }>(
      'SELECT coalesce(max(part), 0) AS parts FROM compilation_run_source WHERE run_id = $1',
      [id],
    );
    return frozen?.parts ?? 0;
  }

  /** The sources of one batch. */
  async batch(id: string, part: number): Promise<CompilationSource[]> {
    return this.database.query<CompilationSource & Record<string, unknown>>(selectBatch, [id, part]);
  }

  /** Stores what was read of a batch and counts it; false where it was stored before, or the run is over. */
  async storePart(
    transaction: Transaction,
    id: string,
    part: number,
    sources: CompilationSource[],
  ): Promise<boolean> {
    const counted = await transaction.execute(
      `WITH stored AS (
         INSERT INTO compilation_run_part (run_id, part, sources)
         SELECT id, $2, $3 FROM compilation_run WHERE id = $1 AND ${goingOn}
         ON CONFLICT DO NOTHING RETURNING run_id)
       UPDATE compilation_run SET done = done + $4, state = 'reading'
         FROM stored WHERE id = stored.run_id AND ${goingOn}`,
      [id, part, JSON.stringify(sources), sources.length],
    );
    return counted === 1;
  }

  /** What was read of a batch; null where it was not. */
  async readPart(id: string, part: number): Promise<CompilationSource[] | null> {
    const [row] = await this.database.query<{ sources: CompilationSource[] }>(
      'SELECT sources FROM compilation_run_part WHERE run_id = $1 AND part = $2',
      [id, part],
    );
    return row?.sources ?? null;
  }

  /** How many batches there are. */
  async parts(id: string): Promise<number> {
    const [row] = await this.database.query<{ parts: number }>(
      'SELECT coalesce(max(part), 0)::int AS parts FROM compilation_run_source WHERE run_id = $1',
      [id],
    );
    return row?.parts ?? 0;
  }

  /** Sources that were reopened or approved anew since they were frozen. */
  async changedSources(id: string): Promise<Set<string>> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT used.source_id AS id FROM compilation_run_source used JOIN report s ON s.id = used.source_id
        WHERE used.run_id = $1 AND (s.state NOT IN ('approved', 'published') OR s.revision <> used.revision)`,
      [id],
    );
    return new Set(rows.map((row) => row.id));
  }

  async writing(id: string): Promise<void> {
    await this.database.query(`UPDATE compilation_run SET state = 'writing' WHERE id = $1 AND ${goingOn}`, [
      id,
    ]);
  }

  /** False where the run was over already: then nothing of it may be written. */
  async finish(transaction: Transaction, id: string, at: Date): Promise<boolean> {
    const done = await transaction.execute(
      `UPDATE compilation_run SET state = 'done', done = total, finished_at = $2 WHERE id = $1 AND ${goingOn}`,
      [id, at],
    );
    if (done === 1) await empty(transaction, id);
    return done === 1;
  }

  async fail(transaction: Transaction, id: string, refusal: Problem, at: Date): Promise<void> {
    const { code, params, errors } = refusal;
    const failed = await transaction.execute(
      `UPDATE compilation_run SET state = 'failed', problem = $2, finished_at = $3 WHERE id = $1 AND ${goingOn}`,
      [id, JSON.stringify({ code, params, errors } satisfies RunProblem), at],
    );
    if (failed === 1) await empty(transaction, id);
  }
}

/** What was read serves nothing once the run is over. */
async function empty(transaction: Transaction, id: string): Promise<void> {
  await transaction.execute('DELETE FROM compilation_run_part WHERE run_id = $1', [id]);
  await transaction.execute('DELETE FROM compilation_run_source WHERE run_id = $1', [id]);
}

const goingOn = `state IN ('queued', 'reading', 'writing')`;
const selectRun = `SELECT run.id, run.report_id AS "reportId", run.requested_by AS "requestedBy",
    run.expected_version AS "expectedVersion", t.template_version_id AS "templateVersion", run.state, run.total,
    run.done, run.problem, run.requested_at AS "requestedAt", run.finished_at AS "finishedAt"
  FROM compilation_run run JOIN report r ON r.id = run.report_id JOIN cycle_tier t ON t.id = r.tier_id`;
const selectBatch = {
  name: 'compilation_run_batch',
  text: `SELECT used.source_id AS "reportId", jsonb_build_object('code', o.code, 'name', o.name) AS org, used.revision,
      v.content
    FROM compilation_run_source used JOIN report s ON s.id = used.source_id
      JOIN cycle_org o ON o.cycle_id = s.cycle_id AND o.org_id = s.org_id
      JOIN revision v ON v.report_id = used.source_id AND v.number = used.revision
    WHERE used.run_id = $1 AND used.part = $2 ORDER BY used.position`,
};
