import { jobIds } from '@contracts/index';
import { SettableClock } from '@platform/clock';
import { committing } from '@testing/database';
import { until } from '@testing/until';
import { onEachBackend, testRedisUrl } from '@testing/worker';
import { type Job, UnrecoverableError } from 'bullmq';
import { v7 } from 'uuid';
import { OwedJobs } from './owed-jobs';
import type { JobWorker } from './queue-backend';
import { queueBackend } from './queue-backend';
import { type QueuedFlow, Queues } from './queues';

onEachBackend('a flow', (backend) => {
  const harness = committing();
  const clock = new SettableClock(new Date('2025-11-20T01:00:00Z'));
  let queues: Queues;
  let owed: OwedJobs;
  let worker: JobWorker | undefined;
  let ran: string[] = [];
  /** What a job does besides being noted down, by its id. */
  let work: (id: string) => Promise<void> = async () => undefined;

  beforeEach(async () => {
    const redisUrl = backend === 'redis' ? testRedisUrl : undefined;
    const namespace = new URL(harness.url).pathname.slice(1);
    queues = new Queues(queueBackend({ redisUrl, databaseUrl: harness.url, namespace }), 'Asia/Shanghai');
    owed = new OwedJobs(harness.database, queues, clock);
    await queues.prepare();
    ran = [];
    work = async () => undefined;
  });
  afterEach(async () => {
    await worker?.close();
    worker = undefined;
    await queues.onApplicationShutdown();
    await harness.database.query('DELETE FROM job_owed');
  });

  const start = () => {
    const process = async ({ id = '' }: Job) => {
      await work(id);
      ran.push(id);
      await harness.unitOfWork.run((transaction) => owed.settle(transaction, id));
    };
    const settings = { backoffStrategy: () => 0 };
    worker = queues.backend.worker('compilations', process, { concurrency: 2, settings });
    worker.on('error', () => undefined);
  };
  const flowOf = (parts: number): QueuedFlow => {
    const runId = v7();
    return {
      last: { name: 'compilation.write', payload: { runId }, id: jobIds.compilationWrite(runId) },
      first: Array.from({ length: parts }, (_, at) => ({
        name: 'compilation.read',
        payload: { runId, part: at + 1 },
        id: jobIds.compilationRead(runId, at + 1),
      })),
    };
  };
  const idsOf = ({ first, last }: QueuedFlow) => [...first.map(({ id }) => id), last.id];
  const owe = (flow: QueuedFlow) => harness.unitOfWork.run((transaction) => owed.oweFlow(transaction, flow));
  const emptied = () =>
    until(
      'the jobs came so far',
      async () => (await harness.database.query('SELECT 1 FROM job_owed')).length === 0,
    );

  it('runs its last job after all the others', async () => {
    const flow = flowOf(7);
    start();
    await owe(flow);
    await emptied();
    expect([...ran].sort()).toEqual(idsOf(flow).sort());
    expect(ran.at(-1)).toBe(flow.last.id);
  });

  it('of one job alone runs it', async () => {
    const flow = flowOf(0);
    start();
    await owe(flow);
    await emptied();
    expect(ran).toEqual([flow.last.id]);
  });

  it('runs its last job also where another was given up', async () => {
    const flow = flowOf(3);
    const broken = flow.first[1]?.id;
    work = async (id) => {
      if (id === broken) throw new UnrecoverableError('cannot be read');
    };
    start();
    await owe(flow);
    await until('the jobs came so far', async () => ran.includes(flow.last.id));
    expect([...ran].sort()).toEqual(
      idsOf(flow)
        .filter((id) => id !== broken)
        .sort(),
    );
  });

  it('comes back as a flow after the queue was wiped, without what was done already', async () => {
    const flow = flowOf(4);
    await owe(flow);
    await until(
      'the jobs came so far',
      async () => (await queues.counts()).compilations['waiting-children'] === 1,
    );
    for (const queue of await queues.all()) await queue.obliterate({ force: true });
    const [done] = flow.first;
    await harness.unitOfWork.run((transaction) => owed.settle(transaction, done?.id ?? ''));
    clock.advance(60_000);
    expect(await owed.sweep()).toBe(4);
    start();
    await emptied();
    expect([...ran].sort()).toEqual(
      idsOf(flow)
        .filter((id) => id !== done?.id)
        .sort(),
    );
    expect(ran.at(-1)).toBe(flow.last.id);
  });

  it('is not doubled where it is queued again while it runs', async () => {
    const flow = flowOf(3);
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    work = () => gate;
    start();
    await owe(flow);
    await until('the jobs came so far', async () => (await queues.counts()).compilations.active === 2);
    clock.advance(60_000);
    expect(await owed.sweep()).toBe(4);
    release();
    await emptied();
    expect([...ran].sort()).toEqual(idsOf(flow).sort());
    expect(ran.at(-1)).toBe(flow.last.id);
  });
});
