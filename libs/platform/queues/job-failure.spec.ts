import { PayloadError } from '@contracts/index';
import { isOutage } from '@platform/database';
import { backoff, failureClass, PermanentFailure, RemoteFailure } from './job-failure';
import { JobHandlers } from './job-handlers';

const coded = (code: string) => Object.assign(new Error('x'), { code });

it.each([
  [new PermanentFailure('x'), 'permanent'],
  [new PayloadError('event.notify', 'x'), 'permanent'],
  [new RemoteFailure('x'), 'remote'],
  [coded('40P01'), 'passing'],
  [coded('ECONNREFUSED'), 'passing'],
  [new Error('Connection terminated unexpectedly'), 'passing'],
  [new Error('something else'), 'unknown'],
  [undefined, 'unknown'],
])('%s is %s', (error, kind) => {
  expect(failureClass(error)).toBe(kind);
});

it.each([
  [coded('57P03'), true],
  [coded('ECONNREFUSED'), true],
  [new Error('Client has encountered a connection error and is not queryable'), true],
  [coded('40P01'), false],
  [new RemoteFailure('ECONNREFUSED'), false],
  [undefined, false],
])('%s is our database being away: %s', (error, expected) => {
  expect(isOutage(error)).toBe(expected);
});

it('waits longer each time, and longest for others’ services', () => {
  const waits = (error: Error) => [1, 2, 3, 20].map((attempt) => backoff(attempt, error));
  expect(waits(coded('40001'))).toEqual([250, 500, 1000, 15_000]);
  expect(waits(new RemoteFailure('x'))).toEqual([30_000, 60_000, 120_000, 3_600_000]);
});

describe('handlers', () => {
  it('are proven complete, or the worker does not start', () => {
    const handlers = new JobHandlers();
    handlers.register('job.sweep', async () => undefined);
    expect(() => handlers.proveComplete()).toThrow(/No handler for the jobs: event\.notify/);
  });

  it('are one a job, and get only payloads that are proven', async () => {
    const handlers = new JobHandlers();
    const seen: string[] = [];
    handlers.register('event.notify', async ({ eventId }) => {
      seen.push(eventId);
    });
    expect(() => handlers.register('event.notify', async () => undefined)).toThrow(/Two handlers/);
    await handlers.handle('event.notify', { eventId: '5' }, { id: 'x', attempt: 1 });
    await expect(handlers.handle('event.notify', { eventId: 5 }, { id: 'x', attempt: 1 })).rejects.toThrow(
      PayloadError,
    );
    expect(seen).toEqual(['5']);
  });
});
