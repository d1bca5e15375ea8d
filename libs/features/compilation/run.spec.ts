import { jobIds } from '@contracts/index';
import { OwedJobs } from '@platform/queues';
import { until } from '@testing/until';
import { CompilationScenario, onEachBackend, workerHarness } from '@testing/worker';
import { v7 } from 'uuid';
import { RunRepository } from './run.repository';
import { RunService, sourcesPerPart } from './run.service';
import { RunWork } from './run-work';

const start = new Date('2025-11-20T01:00:00Z');

onEachBackend('a compilation that a worker carries out', (backend) => {
  const harness = workerHarness({ backend, now: start });
  let bureau: CompilationScenario;
  let runs: RunService;
  let work: RunWork;

  beforeAll(async () => {
    bureau = await CompilationScenario.build(harness, start);
    const part = <T>(type: new (...needs: never[]) => T) =>
      harness.application.get<T>(type, { strict: false });
    work = part(RunWork);
    runs = new RunService(part(RunRepository), harness.unitOfWork, part(OwedJobs), harness.clock);
  });

  const order = async (by = 'sf.reporter') =>
    runs.start(await bureau.caller(by), bureau.reportId, await bureau.version());
  const ended = (id: string) =>
    until('the run is over', async () => {
      const run = await runs.one(bureau.reportId, id);
      return run.finishedAt && run;
    });

  it('reads every source in batches and binds the draft to them', async () => {
    const run = await order();
    expect(run).toMatchObject({ total: bureau.sources, problem: null });
    expect(bureau.sources).toBeGreaterThan(2 * sourcesPerPart);
    expect(await ended(run.id)).toMatchObject({
      state: 'done',
      done: bureau.sources,
      finishedAt: expect.any(Date),
    });
    expect(await bureau.draft()).toMatchObject({ indicators: { theme_days: bureau.sources } });
    const left = await harness.database.query(
      'SELECT 1 FROM compilation_run_source UNION ALL SELECT 1 FROM compilation_run_part',
    );
    expect(left).toEqual([]);
    expect(await bureau.boundSources()).toBe(bureau.sources);
  });

  it('is given to whoever asks meanwhile, and runs once', async () => {
    const [first, ...others] = await bureau.paused(() =>
      Promise.all([order(), order('sf.secretary'), order()]),
    );
    expect(new Set([first, ...others].map((run) => run?.id)).size).toBe(1);
    expect(await ended(first?.id ?? '')).toMatchObject({ state: 'done' });
    expect(await bureau.version()).toBe((first?.expectedVersion ?? 0) + 1);
  });

  it('is taken up again where the queue lost its jobs', async () => {
    const run = await bureau.withoutQueue(() => order());
    harness.clock.advance(60_000);
    await harness.application.get(OwedJobs).sweep();
    expect(await ended(run.id)).toMatchObject({ state: 'done', done: bureau.sources });
  });

  it('stands as it is where a job runs twice', async () => {
    const run = await bureau.withoutQueue(() => order());
    const read = (part: number) =>
      work.read({ runId: run.id, part }, { id: jobIds.compilationRead(run.id, part) });
    const write = () => work.write({ runId: run.id }, { id: jobIds.compilationWrite(run.id) });
    await Promise.all([read(1), read(1)]);
    expect(await runs.one(bureau.reportId, run.id)).toMatchObject({
      state: 'reading',
      done: sourcesPerPart,
    });
    // The last job waits for what was not read, however it came to run.
    await expect(write()).rejects.toThrow(/was not read/);
    await Promise.all([read(2), read(3)]);
    await Promise.all([write(), write()]);
    await write();
    expect(await runs.one(bureau.reportId, run.id)).toMatchObject({ state: 'done', problem: null });
    expect(await bureau.version()).toBe(run.expectedVersion + 1);
  });

  it('ends where the author saved meanwhile, and what they saved stands', async () => {
    const run = await bureau.withoutQueue(() => order());
    await bureau.save('亲手写下的一段。');
    await bureau.carryOut(work, run.id);
    const failed = await runs.one(bureau.reportId, run.id);
    expect(failed).toMatchObject({ state: 'failed', problem: { code: 'stale_version' } });
    expect(await bureau.draft()).toMatchObject({ sections: [{ body: '亲手写下的一段。' }] });
  });

  it('makes room where the author saved before it came to write', async () => {
    const doomed = await bureau.withoutQueue(() => order());
    await bureau.save('先写一段。');
    const run = await order();
    expect(run.id).not.toBe(doomed.id);
    expect(await ended(run.id)).toMatchObject({ state: 'done' });
    expect(await runs.one(bureau.reportId, doomed.id)).toMatchObject({
      state: 'failed',
      problem: { code: 'stale_version' },
    });
    expect(await bureau.draft()).toMatchObject({ indicators: { theme_days: bureau.sources } });
  });

  it('case 12: writes nothing for who may no longer write', async () => {
    const run = await bureau.withoutQueue(() => order());
    await bureau.deactivated('sf.reporter', () => bureau.carryOut(work, run.id));
    expect(await runs.one(bureau.reportId, run.id)).toMatchObject({
      state: 'failed',
      problem: { code: 'forbidden' },
    });
    expect(await bureau.version()).toBe(run.expectedVersion);
  });

  it('leaves out what was reopened while it was read', async () => {
    const run = await bureau.withoutQueue(() => order());
    await bureau.reopened(() => bureau.carryOut(work, run.id));
    expect(await runs.one(bureau.reportId, run.id)).toMatchObject({ state: 'done' });
    expect(await bureau.draft()).toMatchObject({ indicators: { theme_days: bureau.sources - 1 } });
  });

  it('says so where it was given up, and makes room for the next', async () => {
    const run = await bureau.withoutQueue(() => order());
    await work.giveUp({ runId: run.id });
    expect(await runs.one(bureau.reportId, run.id)).toMatchObject({
      state: 'failed',
      problem: { code: 'internal', params: { incident: run.id } },
    });
    await bureau.carryOut(work, run.id);
    expect(await ended((await order()).id)).toMatchObject({ state: 'done' });
  });

  it('of another report is not there', async () => {
    const run = await order();
    await ended(run.id);
    await expect(runs.one(v7(), run.id)).rejects.toMatchObject({ code: 'not_found' });
  });
});
