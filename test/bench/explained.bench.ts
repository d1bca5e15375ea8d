import { addDays, dateIn } from '@domain/deadlines';
import { FigureReader, MonthClosing } from '@features/ledger';
import { Database } from '@platform/database';
import { apiContext } from './ledger/api-context';
import { materialise, plantFigures, readCounters } from './ledger/plant-figures';
import { startBenchDatabase } from './bench-database';
import { plant } from './transition/plant';
export async function run() {
  const own = await startBenchDatabase();
  const { database, large } = await plant(own.url, { generals: 200, branchesEach: 50, smallCycles: 0 });
  const today = dateIn(new Date(), 'Asia/Shanghai');
  const day = `${addDays(today, -150).slice(0, 7)}-16`;
  console.error('planted', new Date());
  await plantFigures(database, today);
  console.error('figures', new Date());
  const context = await apiContext(own.url);
  await context.get(MonthClosing, { strict: false }).close();
  console.error('closed', new Date());
  await materialise(database, day);
  const s = large[0]!.superior;
  const caller = { userId: s.userId, name: 'x', appointments: [{ id: s.appointmentId, role: 'reviewer', orgId: s.orgId, path: s.path, startsAt: new Date(0), endsAt: null }] } as never;
  const db = context.get(Database);
  const original = db.query.bind(db);
  const seen: [any, any][] = [];
  (db as any).query = async (st: any, v: any) => { const t = performance.now(); const r = await original(st, v); console.error(st.name ?? 'sql', (performance.now() - t).toFixed(0), (r as any).length); seen.push([st, v]); return r; };
  const reader = context.get(FigureReader, { strict: false });
  for (let i = 0; i < 8; i += 1) await reader.read(caller, { asOf: day });
  await reader.read(caller, { asOf: day, by: 'unit' });
  await db.query(readCounters, [s.path]); await db.query(readCounters, [s.path]);
  for (const name of ['ledger_figures', 'ledger_medians', 'ledger_figures_by_unit']) {
    const [st, v] = seen.find(([x]) => x.name === name)!;
    const rows = await original(`EXPLAIN (ANALYZE, BUFFERS) ${st.text}`, v);
    console.error(name, '\n', rows.map((r: any) => r['QUERY PLAN']).join('\n'));
  }
  console.error(own.url);
  await context.close();
  await own.stop();
  return [];
}
