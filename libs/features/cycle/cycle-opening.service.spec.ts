import type { OrgImportRow } from '@domain/org/org-import';
import { isProblem } from '@domain/problems';
import { operator } from '@features/org';
import { SettableClock } from '@platform/clock';
import { committing } from '@testing/database';
import {
  type PlanningServices,
  planCycle,
  planningEntities,
  planningServices,
  releaseTemplate,
} from '@testing/planning';
import { until } from '@testing/until';

const row = (line: number, code: string, kind: string, parentCode: string): OrgImportRow => ({
  line,
  code,
  name: `单位${code}`,
  kind,
  parentCode,
});

/** A file of general branches with some branches each, below `parent`. */
function fileOf(prefix: string, generals: number, parent: string, branches: number): OrgImportRow[] {
  return Array.from({ length: generals }, (_, general) => [
    row(0, `${prefix}${general}`, 'general_branch', parent),
    ...Array.from({ length: branches }, (_, branch) =>
      row(0, `${prefix}${general}-${branch}`, 'branch', `${prefix}${general}`),
    ),
  ])
    .flat()
    .map((unit, index) => ({ ...unit, line: index + 2 }));
}

describe('opening a cycle', () => {
  const db = committing({ entities: planningEntities, pool: 16 });
  const clock = new SettableClock(new Date('2025-11-20T01:00:00Z'));
  let services: PlanningServices;

  beforeAll(async () => {
    services = planningServices(db, clock);
    await services.units.create(operator, {
      code: 'sf',
      name: '示范区教育局党委',
      kind: 'bureau',
      parent: null,
    });
    await services.files.importRows(operator, fileOf('a', 4, 'sf', 10));
    await releaseTemplate(services, 'sf');
  });

  const owed = (cycle: string) =>
    db.database.query<{ code: string; reports: number }>(
      `SELECT o.code, count(r.id)::int AS reports
       FROM cycle_org o JOIN cycle c ON c.id = o.cycle_id LEFT JOIN report r ON r.cycle_id = c.id AND r.org_id = o.org_id
       WHERE c.code = $1 AND o.kind = 'branch' GROUP BY o.code`,
      [cycle],
    );

  it('owes each unit exactly one report, however often and whenever it is opened (case 31)', async () => {
    for (let round = 0; round < 100; round += 1) {
      const code = `race-${round}`;
      await services.files.importRows(operator, fileOf(`g${round}-`, 1, 'sf', 4));
      await planCycle(services, `g${round}-0`, code);
      const results = await Promise.allSettled([
        services.opening.open(operator, code),
        services.files.importRows(operator, fileOf(`g${round}-0x`, 1, `g${round}-0`, 3)),
        services.opening.open(operator, code),
        services.files.importRows(operator, fileOf(`g${round}-0y`, 1, `g${round}-0`, 2)),
        services.opening.open(operator, code),
      ]);
      const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
      expect(refused.map((reason) => isProblem(reason) && reason.code)).toEqual([
        'cycle_not_draft',
        'cycle_not_draft',
      ]);
      const units = await owed(code);
      expect(units.every((unit) => unit.reports === 1)).toBe(true);
      // Each file is in the cycle as a whole, or not at all.
      expect([4, 6, 7, 9]).toContain(units.length);
      const strangers = await db.database.query(
        `SELECT 1 FROM report r JOIN cycle c ON c.id = r.cycle_id LEFT JOIN cycle_org o
           ON o.cycle_id = c.id AND o.org_id = r.org_id WHERE c.code = $1 AND o.org_id IS NULL`,
        [code],
      );
      expect(strangers).toEqual([]);
    }
  });

  it('waits for an import under way and then counts all of it', async () => {
    await planCycle(services, 'sf', 'waiting');
    const importing = db.dataSource.createQueryRunner();
    await importing.startTransaction();
    await importing.query("SELECT pg_advisory_xact_lock(hashtext('baoshen.org_tree'))");
    const opened = services.opening.open(operator, 'waiting');
    await waitForBlockedLock();
    await importing.query(
      `INSERT INTO org_unit (id, label, code, name, kind, parent_id, path, created_at) OVERRIDING SYSTEM VALUE
       SELECT gen_random_uuid(), 900001, 'late', '在途支部', 'branch', id, path || '900001', now()
       FROM org_unit WHERE code = 'sf'`,
    );
    await importing.commitTransaction();
    await importing.release();
    await opened;
    expect((await owed('waiting')).find((unit) => unit.code === 'late')?.reports).toBe(1);
  });

  it('freezes the tree: what moves, is renamed or ends later leaves the cycle as it was', async () => {
    await planCycle(services, 'a1', 'frozen');
    await services.opening.open(operator, 'frozen');
    const frozen = () =>
      db.database.query(
        `SELECT o.code, o.name, o.path::text, o.parent_id FROM cycle_org o JOIN cycle c ON c.id = o.cycle_id
         WHERE c.code = 'frozen' ORDER BY o.code`,
      );
    const before = await frozen();
    // The way up is frozen too, since routes ask superiors above the audience.
    expect(before.map((unit) => unit.code)).toContain('sf');
    const unit = await services.units.get('a1-0');
    await services.units.change(operator, 'a1-0', unit.version, { name: '改名' });
    await services.reorganisation.move(operator, 'a1', { parent: 'a2' });
    await services.reorganisation.dissolve(operator, 'a1-1', {});
    expect(await frozen()).toEqual(before);
  });

  it('asks nothing of a unit that was dissolved by then (case 30)', async () => {
    await planCycle(services, 'a3', 'ended');
    await services.reorganisation.dissolve(operator, 'a3-0', {});
    const cycle = await services.opening.open(operator, 'ended');
    expect(cycle.owed).toBe(9);
    expect((await owed('ended')).some((unit) => unit.code === 'a3-0')).toBe(false);
  });

  it('keeps running reports on their version when the template goes on (case 32)', async () => {
    await planCycle(services, 'a2', 'versions');
    await services.opening.open(operator, 'versions');
    const next = await services.templates.startVersion(operator, 'branch-annual');
    await services.templates.release(operator, next.id);
    const running = await services.cycles.get('versions');
    expect(running.tiers[0]?.templateVersion.number).toBe(1);
    const later = await planCycle(services, 'a2', 'versions-later');
    expect(later.tiers[0]?.templateVersion.number).toBe(2);
  });

  async function waitForBlockedLock(): Promise<void> {
    await until("somebody waits for the tree's lock", async () => {
      const waiting = await db.database.query(
        `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      );
      return waiting.length > 0;
    });
  }
});
