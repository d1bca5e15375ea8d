import type { OrgImportRow } from '@domain/org/org-import';
import { operator } from '@features/org';
import { Clock } from '@platform/clock';
import { analyseFilled, Database, dataSourceOptions, UnitOfWork } from '@platform/database';
import { planCycle, planningEntities, planningServices, releaseTemplate } from '@testing/planning';
import { DataSource } from 'typeorm';
import { startBenchDatabase } from './bench-database';
import { type Figure, percentile } from './figure';

const generals = 200;
const branches = 9_799;
const rounds = 7;

function tree(): OrgImportRow[] {
  const unit = (line: number, code: string, kind: string, parentCode: string): OrgImportRow => ({
    line,
    code,
    name: `示范单位${code}`,
    kind,
    parentCode,
  });
  return [
    unit(2, 'sf', 'bureau', ''),
    ...Array.from({ length: generals }, (_, index) => unit(index + 3, `g${index}`, 'general_branch', 'sf')),
    ...Array.from({ length: branches }, (_, index) =>
      unit(index + 3 + generals, `b${index}`, 'branch', `g${index % generals}`),
    ),
  ];
}

async function time(action: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await action();
  return performance.now() - started;
}

/**
 * Opening a cycle for 10,000 units, beside one INSERT … SELECT of the same reports. What opening does
 * besides stands in the conditions: it freezes the tree, which is as many rows in a second table.
 */
export async function run(): Promise<Figure[]> {
  const own = await startBenchDatabase();
  const target = { url: own.url, pool: 4, applicationName: 'baoshen-bench' };
  const dataSource = await new DataSource({
    ...dataSourceOptions(target),
    entities: planningEntities,
  }).initialize();
  try {
    const database = new Database(dataSource);
    const services = planningServices({ database, unitOfWork: new UnitOfWork(dataSource) }, new Clock());
    const imported = await time(() => services.files.importRows(operator, tree()));
    await releaseTemplate(services, 'sf');
    await database.query(analyseFilled);
    const floors: number[] = [];
    const floorsWithTree: number[] = [];
    const openings: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const kinds = ['branch', 'general_branch'] as const;
      const tiers = kinds.map((kind) => ({
        kind,
        templateVersion: 'branch-annual',
        dueAt: '2099-12-10',
        route: [{ at: 'bureau' as const, role: 'leader' as const, mode: 'all' as const, workingDays: 5 }],
      }));
      const plan = (name: string) => planCycle(services, 'sf', `${name}-${round}`, { tiers });
      const bare = await plan('bare');
      floors.push(await time(() => database.query(bareReports, [bare.id])));
      floorsWithTree.push((floors.at(-1) ?? 0) + (await time(() => database.query(bareTree, [bare.id]))));
      const cycle = await plan('open');
      openings.push(await time(() => services.opening.open(operator, cycle.id)));
    }
    const floor = percentile(floors, 0.5);
    return [
      {
        bench: 'open-cycle',
        figure: 'open_cycle_vs_insert',
        value: Number((percentile(openings, 0.5) / floor).toFixed(2)),
        unit: 'times the floor',
        floor: 1,
        goal: 3,
        conditions: {
          units: generals + branches + 1,
          reports: generals + branches,
          rounds,
          openMs: Number(percentile(openings, 0.5).toFixed(1)),
          floorMs: Number(floor.toFixed(1)),
          floor: 'one INSERT … SELECT of the same reports',
          floorWithFrozenTreeMs: Number(percentile(floorsWithTree, 0.5).toFixed(1)),
          importOfTheTreeMs: Number(imported.toFixed(1)),
        },
      },
    ];
  } finally {
    await dataSource.destroy();
    await own.stop();
  }
}

const bareReports = `
  INSERT INTO report (id, cycle_id, tier_id, org_id, held_since, created_at, updated_at)
  SELECT gen_random_uuid(), t.cycle_id, t.id, u.id, now(), now(), now()
  FROM org_unit u JOIN cycle_tier t ON t.cycle_id = $1 AND t.kind = u.kind`;
const bareTree = `
  INSERT INTO cycle_org (cycle_id, org_id, parent_id, path, position, code, name, kind)
  SELECT $1, id, parent_id, path, position, code, name, kind FROM org_unit`;
