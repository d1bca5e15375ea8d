import { RunService, sourcesPerPart } from '@features/compilation';
import { apiHarness } from '@testing/http';
import { until } from '@testing/until';
import {
  CompilationHouse,
  holdingParts,
  jobsHeld,
  onEachBackend,
  testRedisUrl,
  WorkerProcess,
} from '@testing/worker';

onEachBackend('a compilation whose worker is killed between its batches', (backend) => {
  const api = apiHarness({
    now: new Date(),
    environment: backend === 'redis' ? { REDIS_URL: testRedisUrl } : {},
  });
  const workers: WorkerProcess[] = [];
  const startWorker = () => {
    const worker = WorkerProcess.start(api.databaseUrl, backend);
    workers.push(worker);
    return worker;
  };
  afterAll(() => Promise.all(workers.map((worker) => worker.kill())));

  it('is finished by the next one, which reads nothing twice', async () => {
    const bureau = await CompilationHouse.build(api, api.clock.now());
    const runs = api.application.get(RunService, { strict: false });
    const order = await runs.start(
      await bureau.caller('sf.reporter'),
      bureau.reportId,
      await bureau.version(),
    );
    const present = () => runs.one(bureau.reportId, order.id);

    await holdingParts(api, order.id, [3], async () => {
      const worker = startWorker();
      await until('two batches are stored', async () => (await present()).done === 2 * sourcesPerPart);
      await jobsHeld(api.database, 1);
      await worker.kill();
    });
    expect(await present()).toMatchObject({ state: 'reading', done: 2 * sourcesPerPart, finishedAt: null });

    startWorker();
    await until('the run is over', async () => (await present()).finishedAt);
    expect(await present()).toMatchObject({ state: 'done', done: bureau.sources, problem: null });
    expect(await bureau.draft()).toMatchObject({ indicators: { theme_days: bureau.sources } });
    expect(await bureau.boundSources()).toBe(bureau.sources);
    expect(await bureau.version()).toBe(order.expectedVersion + 1);
    expect(await api.database.query(`SELECT id FROM job_owed WHERE name LIKE 'compilation.%'`)).toEqual([]);
  }, 400_000);
});
