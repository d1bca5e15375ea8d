import { committing } from '@testing/database';
import { Signals } from './signals';

describe('signals', () => {
  const harness = committing();
  let here: Signals;
  let there: Signals;

  beforeEach(async () => {
    [here, there] = [
      new Signals(harness.dataSource, harness.database),
      new Signals(harness.dataSource, harness.database),
    ];
    await Promise.all([here.onApplicationBootstrap(), there.onApplicationBootstrap()]);
  });
  afterEach(async () => {
    await Promise.all([here.beforeApplicationShutdown(), there.beforeApplicationShutdown()]);
  });

  const heard = (signals: Signals, ids: number) =>
    new Promise<string[]>((resolve) => {
      const all: string[] = [];
      signals.on('live', (some) => {
        all.push(...some);
        if (all.length >= ids) resolve(all);
      });
    });

  it('reach every process, many in one and none lost for length', async () => {
    const ids = Array.from(
      { length: 250 },
      (_, n) => `01970000-0000-7000-8000-${String(n).padStart(12, '0')}`,
    );
    const both = Promise.all([heard(here, 250), heard(there, 250)]);
    for (const id of ids) here.raise('live', [id]);
    for (const received of await both) expect([...received].sort()).toEqual(ids);
  });

  it('are heard again after the connection was lost', async () => {
    const woken = new Promise<void>((resolve) => {
      there.on('events', () => resolve());
    });
    await harness.database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'baoshen-signals' AND datname = current_database()`,
    );
    // A fresh connection calls every listener once: something may have been missed.
    await woken;
    const again = heard(there, 1);
    here.raise('live', ['x']);
    expect(await again).toEqual(['x']);
  });
});
