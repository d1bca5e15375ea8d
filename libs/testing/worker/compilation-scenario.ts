import { jobIds } from '@contracts/index';
import { endOfDay } from '@domain/deadlines';
import { emptyContent, type ReportContent } from '@domain/review';
import { type RunWork, sourcesPerPart } from '@features/compilation';
import { ReportLife } from '@features/report';
import { CallerRepository } from '@features/sign-in';
import type { Caller } from '@platform/http';
import { Queues } from '@platform/queues';
import type { Queue } from 'bullmq';
import { v7 } from 'uuid';
import { until } from '../until';
import { openCycle } from './opened-cycle';
import type { WorkerHarness } from './worker-harness';

const extraBranches = 58;

/** A worker or an API: whoever has a database with the demonstration tree. */
type Harness = Pick<WorkerHarness, 'application' | 'clock' | 'database' | 'unitOfWork' | 'organisation'>;

/** A bureau whose report is compiled from many direct branches, each of which states one 主题党日. */
export class CompilationScenario {
  readonly reportId = v7();
  /** Approved reports of direct children: those added and the two of the demonstration tree. */
  readonly sources = extraBranches + 2;

  private constructor(private readonly harness: Harness) {}

  static async build(harness: Harness, now: Date): Promise<CompilationScenario> {
    const own = new CompilationScenario(harness);
    await own.addBranches(now);
    const cycle = await openCycle(harness.unitOfWork, harness.organisation, {
      dueOn: '2025-12-10',
      openedAt: now,
    });
    await own.approveDirectBranches(cycle.id, now);
    const tier = v7();
    await harness.database.query(
      `INSERT INTO cycle_tier (id, cycle_id, kind, template_version_id, due_at, late_policy, route)
       SELECT $1, cycle_id, 'bureau', template_version_id, $3, 'accept', '[]' FROM cycle_tier WHERE id = $2`,
      [tier, cycle.tierId, endOfDay('2025-12-31', 'Asia/Shanghai')],
    );
    await harness.database.query(
      `INSERT INTO report (id, cycle_id, tier_id, org_id, held_since, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $5, $5)`,
      [own.reportId, cycle.id, tier, harness.organisation.orgs.get('sf'), now],
    );
    return own;
  }

  /** The person as a request of theirs would find them. */
  async caller(username: string): Promise<Caller> {
    const callers = this.harness.application.get(CallerRepository, { strict: false });
    const id = this.harness.organisation.users.get(username) ?? '';
    const caller = await callers.byJob('test', id, this.harness.clock.now());
    if (!caller) throw new Error(`No caller ${username}.`);
    return caller;
  }

  async version(): Promise<number> {
    const [row] = await this.harness.database.query<{ version: number }>(
      'SELECT version FROM report WHERE id = $1',
      [this.reportId],
    );
    return row?.version ?? 0;
  }

  async draft(): Promise<ReportContent | undefined> {
    const [row] = await this.harness.database.query<{ content: ReportContent }>(
      'SELECT content FROM report_draft WHERE report_id = $1',
      [this.reportId],
    );
    return row?.content;
  }

  async boundSources(): Promise<number> {
    const bound = await this.harness.database.query('SELECT 1 FROM compilation_source WHERE report_id = $1', [
      this.reportId,
    ]);
    return bound.length;
  }

  /** The secretary saves one section. */
  async save(body: string): Promise<void> {
    const content = { ...emptyContent, sections: [{ key: 'work', body }] };
    const life = this.harness.application.get(ReportLife, { strict: false });
    const command = { action: 'save' as const, ifVersion: await this.version(), content };
    await life.run(await this.caller('sf.secretary'), this.reportId, command);
  }

  /** Does something whose jobs the queue then loses before any worker has seen them. */
  async withoutQueue<T>(work: () => Promise<T>): Promise<T> {
    return this.paused(async (queue) => {
      const result = await work();
      await until(
        'the flow is queued',
        async () => (await queue.getJobCounts('waiting-children'))['waiting-children'] === 1,
        { everyMs: 20 },
      );
      await queue.obliterate({ force: true });
      return result;
    });
  }

  /** Does something while no worker takes up a compilation. */
  async paused<T>(work: (queue: Queue) => Promise<T>): Promise<T> {
    const queues = this.harness.application.get(Queues, { strict: false });
    const queue = (await queues.all()).find(({ name }) => name === 'compilations');
    if (!queue) throw new Error('There is no queue of compilations.');
    await queue.pause();
    const result = await work(queue);
    await queue.resume();
    return result;
  }

  /** Runs the jobs of a run here, in their order. */
  async carryOut(work: RunWork, runId: string): Promise<void> {
    const parts = Math.ceil(this.sources / sourcesPerPart);
    for (let part = 1; part <= parts; part += 1)
      await work.read({ runId, part }, { id: jobIds.compilationRead(runId, part) });
    await work.write({ runId }, { id: jobIds.compilationWrite(runId) });
  }

  /** While the account is deactivated. */
  async deactivated(username: string, work: () => Promise<void>): Promise<void> {
    const set = (active: boolean) =>
      this.harness.database.query('UPDATE app_user SET active = $2 WHERE username = $1', [username, active]);
    await set(false);
    await work();
    await set(true);
  }

  /** While one of the sources is reopened. */
  async reopened(work: () => Promise<void>): Promise<void> {
    const set = (state: string) =>
      this.harness.database.query(
        'UPDATE report SET state = $2 WHERE org_id = $1 AND state <> $2 AND revision = 1',
        [this.harness.organisation.orgs.get('sf91'), state],
      );
    await set('returned');
    await work();
    await set('approved');
  }

  private async addBranches(now: Date): Promise<void> {
    await this.harness.database.query(
      `INSERT INTO org_unit (id, code, name, kind, parent_id, path, created_at)
       SELECT gen_random_uuid(), 'many' || n, '直属支部' || n, 'branch', $1, 'x', $2 FROM generate_series(1, $3) n`,
      [this.harness.organisation.orgs.get('sf'), now, extraBranches],
    );
    await this.harness.database.query(
      `UPDATE org_unit o SET path = parent.path || o.label::text FROM org_unit parent
        WHERE parent.id = o.parent_id AND o.path = 'x'`,
    );
  }

  private async approveDirectBranches(cycleId: string, now: Date): Promise<void> {
    const direct = `SELECT r.id FROM report r JOIN cycle_org o ON o.cycle_id = r.cycle_id AND o.org_id = r.org_id
      WHERE r.cycle_id = $1 AND o.parent_id = $2`;
    const bureau = this.harness.organisation.orgs.get('sf');
    const content = { ...emptyContent, indicators: { theme_days: 1 } };
    await this.harness.database.query(
      `INSERT INTO revision (report_id, number, content, content_hash, late, org, route, writers, submitted_by, submitted_at)
       SELECT id, 1, $3, 'x', false, '{}', '[]', '{}', $4, $5 FROM (${direct}) source`,
      [cycleId, bureau, JSON.stringify(content), this.harness.organisation.users.get('sf.secretary'), now],
    );
    await this.harness.database.query(
      `UPDATE report SET state = 'approved', revision = 1 WHERE id IN (${direct})`,
      [cycleId, bureau],
    );
  }
}
