import { EventEmitter } from 'node:events';
import { Logger } from '@nestjs/common';
import { Metrics, type Readiness } from '@platform/watching';
import { until } from '@testing/until';
import type { JobHandlers } from './job-handlers';
import { JobRunner } from './job-runner';
import type { OwedJobs } from './owed-jobs';
import type { Queues } from './queues';

describe('a job that was tried as often as it may be', () => {
  const listed: string[] = [];
  const worker = Object.assign(new EventEmitter(), { close: async () => undefined });
  const runner = new JobRunner(
    {
      backend: { worker: () => worker },
      prepare: async () => undefined,
      schedule: async () => undefined,
      restoreSchedules: async () => undefined,
    } as unknown as Queues,
    { collect: () => undefined, givenUp: async () => undefined } as unknown as JobHandlers,
    { fail: async ({ id }: { id: string }) => void listed.push(id) } as unknown as OwedJobs,
    { add: () => undefined } as unknown as Readiness,
    new Metrics(),
  );
  const giveUp = (id: string, error: Error) => {
    const job = { id, name: 'event.follow', data: { eventId: '1' }, attemptsMade: 8, opts: { attempts: 8 } };
    worker.emit('failed', job, error);
  };

  // Each queue has a worker of its own; here they are all one, which therefore hears of a failure as often.
  beforeAll(async () => {
    Logger.overrideLogger(false);
    await runner.onApplicationBootstrap();
  });
  afterAll(() => runner.beforeApplicationShutdown());
  beforeEach(() => {
    listed.length = 0;
  });

  it('is listed for the administrator', async () => {
    giveUp('broken', new Error('something is wrong with it'));
    await until('it is listed', () => listed.length > 0);
    expect(new Set(listed)).toEqual(new Set(['broken']));
  });

  it('is left to the sweep where it found no database: an outage is no fault of the job (case 4)', () => {
    giveUp('outage', Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }));
    expect(listed).toEqual([]);
  });
});
