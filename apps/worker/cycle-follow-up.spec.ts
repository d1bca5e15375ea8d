import { RollupAudit } from '@features/rollup';
import { SettableClock } from '@platform/clock';
import { openCycle, startWorker, workerEnvironment, workerHarness } from '@testing/worker';
import { CycleFollowUp } from './cycle-follow-up';

const opened = new Date('2025-11-20T01:00:00Z');

describe('following cycles with several workers', () => {
  const harness = workerHarness({ backend: 'postgres', now: opened });

  it('counts each cycle once, however many of them look at once', async () => {
    for (const code of ['first', 'second'])
      await openCycle(harness.unitOfWork, harness.organisation, {
        code,
        dueOn: '2025-12-10',
        openedAt: opened,
      });
    await harness.database.query(`
      CREATE TABLE counted (rows bigint);
      CREATE FUNCTION count_rows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO counted SELECT count(*) FROM fresh; RETURN NULL;
      END $$;
      CREATE TRIGGER counted AFTER INSERT ON rollup_node REFERENCING NEW TABLE AS fresh
        FOR EACH STATEMENT EXECUTE FUNCTION count_rows();`);
    const others = [];
    for (let number = 0; number < 3; number += 1)
      others.push(
        await startWorker(workerEnvironment(harness.url, 'postgres'), new SettableClock(opened), harness.url),
      );
    try {
      const workers = [harness.application, ...others].map((worker) => worker.get(CycleFollowUp));
      const followed = await Promise.all(workers.map((worker) => worker.follow()));
      expect(followed.reduce((sum, count) => sum + count, 0)).toBe(2);
    } finally {
      for (const other of others) await other.close();
    }
    const [written] = await harness.database.query<{ rows: number }>(
      'SELECT sum(rows)::int AS rows FROM counted',
    );
    const [kept] = await harness.database.query<{ rows: number }>(
      'SELECT count(*)::int AS rows FROM rollup_node',
    );
    expect(kept?.rows).toBeGreaterThan(0);
    expect(written).toEqual(kept);
  });

  it('leaves figures that a verification calls wrong, unless something of them waits to be counted', async () => {
    const node = { tierId: expect.any(String), orgId: harness.organisation.orgs.get('sf0101') };
    const verify = () => harness.application.get(RollupAudit).verify();
    await harness.database.query('UPDATE rollup_node SET contributing = contributing + 1 WHERE org_id = $1', [
      node.orgId,
    ]);
    expect(await verify()).toMatchObject({ ok: false, pending: 0, broken: [node, node] });
    await harness.database.query(
      `INSERT INTO rollup_mark (tier_id, org_id, marked_at)
       SELECT tier_id, org_id, $2 FROM rollup_node WHERE org_id = $1`,
      [node.orgId, opened],
    );
    expect(await verify()).toMatchObject({ ok: true, pending: 2, broken: [] });
  });
});
