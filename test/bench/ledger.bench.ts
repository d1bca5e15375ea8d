import { addDays, dateIn } from '@domain/deadlines';
import { FigureReader, MonthClosing } from '@features/ledger';
import { Database } from '@platform/database';
import type { Caller } from '@platform/http';
import { startBenchDatabase } from './bench-database';
import { type Figure, percentile } from './figure';
import { apiContext } from './ledger/api-context';
import { actOnItems, enterItems } from './ledger/item-acts';
import { materialise, plantedItems, plantFigures, readCounters, readUnits } from './ledger/plant-figures';
import { reportContent } from './report-text';
import { type Load, send, threeTimes, work } from './transition/load';
import { plant, type Subject } from './transition/plant';
import { startProcesses } from './transition/processes';

const clients = 8;
const rounds = 5;
const subjectsEach = 100;
const reads = 40;
const rounded = (value: number) => Number(value.toFixed(2));

/**
 * An act on an item beside one on a report, in turn so that both meet the same machine; and the bureau's figures at
 * 100,000 items as of a past day beside counters that would be kept for that very day.
 */
export async function run(): Promise<Figure[]> {
  const own = await startBenchDatabase();
  const { dataSource, database, large } = await plant(own.url, {
    generals: 200,
    branchesEach: 50,
    smallCycles: 0,
  });
  try {
    return [await acts(own.url, [...large]), ...(await summary(own.url, database, large[0]))];
  } finally {
    await dataSource.destroy();
    await own.stop();
  }
}

async function acts(url: string, pool: Subject[]): Promise<Figure> {
  const { port, stop } = await startProcesses(url, false);
  const reports: Load[] = [];
  const items: Load[] = [];
  try {
    // The first round makes the connections' plans and is left out of both.
    for (let round = 0; round <= rounds; round += 1) {
      const chosen = pool.splice(0, subjectsEach);
      const entered = await enterItems(port, chosen);
      await write(port, chosen);
      const report = () => threeTimes(chosen, clients, () => ofReport(port));
      const item = () => actOnItems(port, entered, clients);
      // Whoever is second finds the caches warm: they take turns.
      const [first, second] = round % 2 === 0 ? [report, item] : [item, report];
      const loads = [await first(), await second()];
      if (round % 2 === 1) loads.reverse();
      const [one, other] = loads;
      if (round === 0 || !one || !other) continue;
      reports.push(one);
      items.push(other);
    }
  } finally {
    await stop();
  }
  const ratios = items.map((load, index) => load.rate / (reports[index]?.rate ?? Number.NaN));
  const middle = (loads: Load[], pick: (load: Load) => number) => rounded(percentile(loads.map(pick), 0.5));
  return {
    bench: 'ledger',
    figure: 'ledger_transition_vs_report',
    value: rounded(percentile(ratios, 0.5)),
    unit: 'times the rate of a report’s transition',
    floor: 1,
    goal: 0.9,
    conditions: {
      clients,
      pairs: rounds,
      reportTransitions: subjectsEach * 3,
      itemTransitions: subjectsEach * 4,
      least: rounded(Math.min(...ratios)),
      most: rounded(Math.max(...ratios)),
      perSecond: middle(items, ({ rate }) => rate),
      p50Ms: middle(items, ({ p50 }) => p50),
      p95Ms: middle(items, ({ p95 }) => p95),
      reportPerSecond: middle(reports, ({ rate }) => rate),
      reportP50Ms: middle(reports, ({ p50 }) => p50),
      reportP95Ms: middle(reports, ({ p95 }) => p95),
    },
  };
}

async function write(port: number, subjects: Subject[]): Promise<void> {
  await work(subjects, clients, async ({ reportId, secretary }) => {
    const content = reportContent(Number.parseInt(reportId.slice(-6), 16));
    await send(port, 'PUT', `/reports/${reportId}/content`, secretary.token, content, { 'if-match': '"1"' });
  });
}

function ofReport(port: number): ((subject: Subject) => Promise<unknown>)[] {
  const act = (id: string, action: string, token: string, body: string) =>
    send(port, 'POST', `/reports/${id}/${action}`, token, body);
  return [
    ({ reportId, secretary }) => act(reportId, 'submit', secretary.token, '{}'),
    ({ reportId, reviewer }) => act(reportId, 'approve', reviewer.token, '{"revision":1}'),
    ({ reportId, superior }) =>
      act(reportId, 'return', superior.token, '{"revision":1,"note":"请补充次数。"}'),
  ];
}

async function summary(url: string, database: Database, subject: Subject | undefined): Promise<Figure[]> {
  if (!subject) throw new RangeError('Nothing was planted.');
  const today = dateIn(new Date(), 'Asia/Shanghai');
  // In the middle of a month, so that half a month's changes come on top of its sums.
  const day = `${addDays(today, -150).slice(0, 7)}-16`;
  await plantFigures(database, today);
  const context = await apiContext(url);
  try {
    await context.get(MonthClosing, { strict: false }).close();
    await materialise(database, day);
    const caller = callerOf(subject);
    const reader = context.get(FigureReader, { strict: false });
    const queries = context.get(Database);
    const { superior } = subject;
    const one = await inTurn(
      () => reader.read(caller, { asOf: day }),
      () => queries.query(readCounters, [superior.path]),
      () => queries.query(readUnits, [superior.orgId]),
    );
    const byUnit = await inTurn(() => reader.read(caller, { asOf: day, by: 'unit' }));
    const [ms = 0, floor = 0, plain = 0] = one;
    const [months] = await database.query<{ rows: number }>(
      'SELECT count(*)::int AS rows FROM rectification_month',
    );
    return [
      {
        bench: 'ledger',
        figure: 'ledger_summary_100k_ms',
        value: rounded(ms),
        unit: 'ms',
        floor: rounded(floor),
        goal: rounded(2 * floor),
        conditions: {
          items: plantedItems,
          units: 10_201,
          asOf: day,
          reads,
          ratio: rounded(ms / floor),
          byUnitMs: rounded(byUnit[0] ?? Number.NaN),
          unitRowsMs: rounded(plain),
          monthRows: months?.rows ?? 0,
          floor:
            'the same sums read from a table of counters by unit, source and batch kept for that very day',
        },
      },
    ];
  } finally {
    await context.close();
  }
}

/** Medians, sample by sample in turn, so that all meet the same machine. */
async function inTurn(...actions: Array<() => Promise<unknown>>): Promise<number[]> {
  const samples = actions.map((): number[] => []);
  for (let round = 0; round < reads; round += 1)
    for (const [index, action] of actions.entries()) {
      const started = performance.now();
      await action();
      samples[index]?.push(performance.now() - started);
    }
  return samples.map((times) => percentile(times, 0.5));
}

/** The bureau's reviewer. */
function callerOf({ superior }: Subject): Caller {
  return {
    userId: superior.userId,
    name: superior.role,
    appointments: [
      {
        id: superior.appointmentId,
        role: 'reviewer',
        orgId: superior.orgId,
        path: superior.path,
        startsAt: new Date(0),
        endsAt: null,
      },
    ],
  } as unknown as Caller;
}
