import { sourcesPerPart } from '@features/compilation';
import { Queues } from '@platform/queues';
import { apiHarness } from '@testing/http';
import { until } from '@testing/until';
import {
  besideWorkers,
  holdingParts,
  jobsHeld,
  onEachBackend,
  orderCompilation,
  WorkerProcess,
} from '@testing/worker';

onEachBackend('a worker process that is told to end', (backend) => {
  const api = apiHarness(besideWorkers(backend));
  let worker: WorkerProcess | undefined;
  afterAll(() => worker?.kill());

  it('finishes the jobs it has begun and leaves the others in the queue', async () => {
    const queues = api.application.get(Queues);
    const { run, seen } = await orderCompilation(api);
    // Three batches, of which a worker reads two at a time.
    expect(Math.ceil(run.total / sourcesPerPart)).toBe(3);

    let ended: Promise<void> | undefined;
    await holdingParts(api, run.id, [1, 2, 3], async () => {
      worker = WorkerProcess.start(api.databaseUrl, backend);
      await jobsHeld(api.database, 2);
      ended = worker.stop();
      // The queues that have nothing to finish are left at once.
      const idle = (await queues.all()).filter(({ name }) => name !== 'compilations');
      await until('it takes no more jobs', async () =>
        (await Promise.all(idle.map((queue) => queue.getWorkers()))).every(({ length }) => length === 0),
      );
      expect(worker.running).toBe(true);
    });
    await ended;
    // Ended by itself: a signal that came while it was starting killed it in the middle of its jobs.
    expect(worker?.exitCode).toBe(0);

    const stored = await api.database.query('SELECT part FROM compilation_run_part');
    expect(stored).toHaveLength(2);
    expect((await seen()).finishedAt).toBeNull();
    const { compilations } = await queues.counts();
    expect(compilations).toMatchObject({ active: 0, 'waiting-children': 1, failed: 0 });
    const { waiting = 0, prioritized = 0, delayed = 0 } = compilations;
    expect(waiting + prioritized + delayed).toBe(1);
  });
});
