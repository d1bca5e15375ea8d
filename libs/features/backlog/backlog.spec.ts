import { SettableClock } from '@platform/clock';
import { committing } from '@testing/database';
import { Backlog } from './backlog';

const now = new Date('2026-11-18T02:00:00Z');

describe('the backlog', () => {
  const harness = committing();

  it('counts what waits and says how old it is, and what only failed or lies in the future is not late', async () => {
    const backlog = new Backlog(harness.database, new SettableClock(now));
    expect(Backlog.late(await backlog.figures())).toEqual([]);
    const insert = `INSERT INTO job_owed (id, name, payload, created_at, enqueued_at, failed_at)
      VALUES ($1, 'event.notify', '{}', $2, $2, $3)`;
    await harness.database.query(insert, ['waits', new Date(now.getTime() - 6 * 60_000), null]);
    await harness.database.query(insert, ['waits less', new Date(now.getTime() - 60_000), null]);
    await harness.database.query(insert, ['failed', new Date(now.getTime() - 9 * 60_000), now]);
    const figures = await backlog.figures();
    expect(figures).toEqual({
      events: { count: 0, oldest: 0 },
      comments: { count: 0, oldest: 0 },
      jobs: { count: 2, oldest: 360 },
      failedJobs: 1,
      deliveries: { count: 0, oldest: 0 },
      reminders: { count: 0, oldest: 0 },
      rollups: { count: 0, oldest: 0 },
    });
    expect(Backlog.late(figures)).toEqual(['jobs']);
  });
});
