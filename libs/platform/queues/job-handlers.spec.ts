import { jobNames, PayloadError } from '@contracts/index';
import type { DiscoveryService } from '@nestjs/core';
import type { Transaction, UnitOfWork } from '@platform/database';
import { GivesUpJob, HandlesJob, HandlesOwedJob } from './job-declaration';
import { JobHandlers } from './job-handlers';
import type { OwedJobs } from './owed-jobs';

const seen: string[] = [];
const settled = new Set<string>();

class Sweeper {
  private readonly said = 'swept';

  @HandlesJob('job.sweep')
  async sweep(): Promise<void> {
    seen.push(this.said);
  }
}

class Follower {
  @HandlesOwedJob('event.follow')
  async follow(_: Transaction, { eventId }: { eventId: string }): Promise<void> {
    seen.push(eventId);
  }

  @GivesUpJob('event.follow')
  async giveUp({ eventId }: { eventId: string }): Promise<void> {
    seen.push(`${eventId} given up`);
  }
}

/** One class that does every job but these. */
function everythingBut(...names: string[]): object {
  class Rest {}
  for (const name of jobNames.filter((each) => !names.includes(each))) {
    const work = { value: async () => undefined };
    HandlesJob(name)(Rest.prototype, name, work as never);
    Object.defineProperty(Rest.prototype, name, work);
  }
  return new Rest();
}

const handlersOf = (...instances: unknown[]) =>
  new JobHandlers(
    { getProviders: () => instances.map((instance) => ({ instance })) } as unknown as DiscoveryService,
    {
      run: (work: (transaction: Transaction) => Promise<unknown>) => work({} as Transaction),
    } as unknown as UnitOfWork,
    {
      settle: async (_: unknown, id: string) => settled.size < settled.add(id).size,
    } as unknown as OwedJobs,
  );

const rest = everythingBut('job.sweep', 'event.follow');

beforeEach(() => {
  seen.length = 0;
  settled.clear();
});

it('are proven complete, or the worker does not start', () => {
  expect(() => handlersOf(rest, null, 'a value', new Sweeper()).collect()).toThrow(
    'No handler for the jobs: event.follow.',
  );
});

it('are one a job', () => {
  const twice = handlersOf(rest, new Sweeper(), new Follower(), everythingBut(...jobNames.slice(1)));
  expect(() => twice.collect()).toThrow(/Two handlers for the job/);
});

it('get only payloads that are proven, on the method’s own object', async () => {
  const handlers = handlersOf(rest, new Sweeper(), new Follower());
  handlers.collect();
  await handlers.handle('job.sweep', {}, { id: 'a' });
  await expect(handlers.handle('event.follow', { eventId: 5 }, { id: 'b' })).rejects.toThrow(PayloadError);
  expect(seen).toEqual(['swept']);
});

it('do what is owed once, and answer for what is given up', async () => {
  const handlers = handlersOf(rest, new Sweeper(), new Follower());
  handlers.collect();
  await handlers.handle('event.follow', { eventId: '5' }, { id: 'x' });
  await handlers.handle('event.follow', { eventId: '5' }, { id: 'x' });
  await handlers.givenUp('event.follow', { eventId: '6' }, { id: 'y' });
  await handlers.givenUp('job.sweep', {}, { id: 'z' });
  expect(seen).toEqual(['5', '6 given up']);
});
