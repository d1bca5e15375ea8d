import { PayloadError } from '@contracts/index';
import { isOutage } from '@platform/database';
import { backoff, failureClass, PermanentFailure, RemoteFailure } from './job-failure';

const coded = (code: string) => Object.assign(new Error('x'), { code });

it.each([
  [new PermanentFailure('x'), 'permanent'],
  [new PayloadError('event.follow', 'x'), 'permanent'],
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
  [coded('53100'), true],
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
