import { type Excess, processorTime, TimeLimit } from './time-limit';

describe('the time of work in another process', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  /** When the limit of a second tells what, where the process gets such a share of the processor. */
  function ended(share: number | undefined, beginsAfter = 0): { told: Excess | undefined; after: number } {
    const started = performance.now();
    let end: { told: Excess | undefined; after: number } = { told: undefined, after: 0 };
    const limit = new TimeLimit(
      1000,
      (told) => {
        end = { told, after: performance.now() - started };
      },
      // It used a minute for other work before.
      () => (share === undefined ? undefined : 60_000 + (performance.now() - started) * share),
    );
    jest.advanceTimersByTime(beginsAfter);
    limit.begins(1);
    jest.advanceTimersByTime(10_000);
    limit.end();
    return end;
  }

  it('is over with the limit where the processor is its own', () => {
    expect(ended(1)).toEqual({ told: 'over', after: 1000 });
  });

  it('lasts longer by the clock where the machine does other things too, and is over all the same', () => {
    const { told, after } = ended(0.5);
    expect(told).toBe('over');
    expect(after).toBeGreaterThanOrEqual(2000);
    expect(after).toBeLessThan(2200);
  });

  it('is starved where three times the limit did not do, or the process did not even begin', () => {
    for (const { told, after } of [ended(0.01), ended(0.3), ended(0, 5000)]) {
      expect(told).toBe('starved');
      expect(after).toBeGreaterThanOrEqual(3000);
      expect(after).toBeLessThan(3200);
    }
  });

  it('goes by the clock where the system does not tell', () => {
    expect(ended(undefined)).toEqual({ told: 'over', after: 1000 });
  });

  it('is read from the system', () => {
    const used = processorTime(process.pid);
    if (process.platform !== 'linux') expect(used).toBeUndefined();
    else
      expect(
        Math.abs(Number(used) - process.cpuUsage().user / 1000 - process.cpuUsage().system / 1000),
      ).toBeLessThan(1000);
    expect(processorTime(-1)).toBeUndefined();
  });
});
