import { sourcesPerPart } from '@features/compilation';
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

onEachBackend('a compilation whose worker is killed between its batches', (backend) => {
  const api = apiHarness(besideWorkers(backend));
  const workers: WorkerProcess[] = [];
  const startWorker = () => {
    const worker = WorkerProcess.start(api.databaseUrl, backend);
    workers.push(worker);
    return worker;
  };
  afterAll(() => Promise.all(workers.map((worker) => worker.kill())));

  it('is finished by the next one, which reads nothing twice', async () => {
    const { bureau, run, seen } = await orderCompilation(api);

    await holdingParts(api, run.id, [3], async () => {
      const worker = startWorker();
      await until('two batches are stored', async () => (await seen()).done === 2 * sourcesPerPart);
      await jobsHeld(api.database, 1);
      await worker.kill();
    });
    expect(await seen()).toMatchObject({ state: 'reading', done: 2 * sourcesPerPart, finishedAt: null });

    startWorker();
    await until('the run is over', async () => (await seen()).finishedAt);
    expect(await seen()).toMatchObject({ state: 'done', done: bureau.sources, problem: null });
    expect(await bureau.draft()).toMatchObject({ indicators: { theme_days: bureau.sources } });
    expect(await bureau.boundSources()).toBe(bureau.sources);
    expect(await bureau.version()).toBe(run.expectedVersion + 1);
    expect(await api.database.query(`SELECT id FROM job_owed WHERE name LIKE 'compilation.%'`)).toEqual([]);
  });
});
