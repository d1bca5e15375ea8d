import { randomUUID } from 'node:crypto';
import { startBenchDatabase } from './bench-database';
import type { Figure } from './figure';
import { reportContent } from './report-text';
import { BareWriter } from './transition/bare';
import { dataLayer } from './transition/data-layer';
import { type Load, send, threeTimes, work } from './transition/load';
import { Meter } from './transition/meter';
import { type Person, type Plantation, plant, type Subject } from './transition/plant';
import { startProcesses } from './transition/processes';

const levels = [1, 8, 32];
const reportsAt = (clients: number) => (clients === 1 ? 200 : 600);
const hotReports = 600;
const layerReports = 600;
const rounded = (value: number) => Number(value.toFixed(2));

type Take = (count: number) => Subject[];
type Headers = Record<string, string>;

/**
 * Submit, approve and return through HTTP on 10,000 reports, beside the same rows written by a bare client
 * in the same run, and once more with a key for each request as the page sends them; then the data layer alone,
 * and one shared cycle beside many small ones. Nothing is warmed up: connections make their plans and V8 compiles
 * while it is measured, as after every start.
 */
export async function run(): Promise<Figure[]> {
  const own = await startBenchDatabase();
  const plantation = await plant(own.url, { generals: 200, branchesEach: 50, smallCycles: 40 });
  const pool = [...plantation.large];
  const take: Take = (count) => pool.splice(0, count);
  try {
    const figures: Figure[] = [];
    const processes = await startProcesses(own.url, false);
    const meter = new Meter(plantation.database, processes.api);
    const against = async (figure: string, clients: number, goal?: number, headers?: () => Headers) => {
      const count = reportsAt(clients);
      const chosen = take(count);
      await prepare(processes.port, chosen);
      const bare = await byBareClient(own.url, take(count), clients, meter);
      const http = await meter.of(() => overHttp(processes.port, chosen, clients, headers));
      figures.push(compared(figure, http, bare, clients, count, goal));
    };
    for (const clients of levels)
      await against(`transition_vs_pg_c${clients}`, clients, clients === 8 ? 0.45 : undefined);
    await against('keyed_transition_vs_pg_c8', 8, 0.42, () => ({ 'idempotency-key': randomUUID() }));
    await processes.stop();
    figures.push(...(await belowHttp(own.url, take)));
    figures.push(await hotAndCold(own.url, plantation, take(hotReports)));
    return figures;
  } finally {
    await plantation.dataSource.destroy();
    await own.stop();
  }
}

/** The write alone against the floor, and everything that a transition does below HTTP. */
async function belowHttp(url: string, take: Take): Promise<Figure[]> {
  const floor = await byBareClient(url, take(layerReports), 8);
  const layer = await dataLayer(
    url,
    { write: take(layerReports), whole: take(layerReports) },
    reportContent(1),
  );
  return [
    compared('data_layer_vs_pg', layer.write, floor, 8, layerReports, 0.9),
    compared('load_decide_write_vs_pg', layer.whole, floor, 8, layerReports),
  ];
}

/** Each secretary saves a report of about 10 KB: what the measured transitions start from. */
async function prepare(port: number, subjects: Subject[]): Promise<void> {
  await work(subjects, 8, async ({ reportId, secretary }) => {
    await send(
      port,
      'PUT',
      `/reports/${reportId}/content`,
      secretary.token,
      reportContent(Number.parseInt(reportId.slice(-6), 16)),
      { 'if-match': '"1"' },
    );
  });
}

function steps(port: number, headers: () => Headers): ((subject: Subject) => Promise<unknown>)[] {
  const act = (reportId: string, action: string, { token }: Person, body: string) =>
    send(port, 'POST', `/reports/${reportId}/${action}`, token, body, headers());
  return [
    ({ reportId, secretary }) => act(reportId, 'submit', secretary, '{}'),
    ({ reportId, reviewer }) => act(reportId, 'approve', reviewer, '{"revision":1}'),
    ({ reportId, superior }) => act(reportId, 'return', superior, '{"revision":1,"note":"请补充次数。"}'),
  ];
}

const overHttp = (port: number, subjects: Subject[], clients: number, headers: () => Headers = () => ({})) =>
  threeTimes(subjects, clients, () => steps(port, headers));

async function byBareClient(url: string, subjects: Subject[], clients: number, meter?: Meter): Promise<Load> {
  const writers = await Promise.all(Array.from({ length: clients }, () => BareWriter.connect(url)));
  const text = reportContent(1);
  try {
    const load = () =>
      threeTimes(subjects, clients, (client) => {
        const writer = writers[client] as BareWriter;
        return [(one) => writer.submit(one, text), (one) => writer.approve(one), (one) => writer.return(one)];
      });
    return await (meter ? meter.of(load) : load());
  } finally {
    await Promise.all(writers.map((writer) => writer.close()));
  }
}

/** With a worker that keeps the totals: all reports under one bureau's totals, then spread over small cycles. */
async function hotAndCold(url: string, { small }: Plantation, hot: Subject[]): Promise<Figure> {
  const processes = await startProcesses(url, true);
  try {
    const spread = small
      .filter((_, index) => index % Math.floor(small.length / hotReports) === 0)
      .slice(0, hotReports);
    await prepare(processes.port, [...hot, ...spread]);
    const cold = await overHttp(processes.port, spread, 8);
    const shared = await overHttp(processes.port, hot, 8);
    return compared('hot_cycle_vs_cold', shared, cold, 8, hotReports, 0.9);
  } finally {
    await processes.stop();
  }
}

function compared(
  figure: string,
  load: Load,
  floor: Load,
  clients: number,
  reports: number,
  goal?: number,
): Figure {
  return {
    bench: 'transition',
    figure,
    value: rounded(load.rate / floor.rate),
    unit: 'times the floor’s rate',
    floor: 1,
    ...(goal === undefined ? {} : { goal }),
    conditions: {
      clients,
      reports,
      transitions: reports * 3,
      perSecond: Math.round(load.rate),
      p50Ms: rounded(load.p50),
      p95Ms: rounded(load.p95),
      p99Ms: rounded(load.p99),
      floorPerSecond: Math.round(floor.rate),
      floorP50Ms: rounded(floor.p50),
      floorP95Ms: rounded(floor.p95),
      floorP99Ms: rounded(floor.p99),
      ...processorTime(load, floor, reports * 3),
    },
  };
}

/** What one transition cost each side; the floor has no API, and its clients are what writes. */
function processorTime(load: Load, floor: Load, transitions: number): Record<string, number> {
  if (!load.spent || !floor.spent) return {};
  const each = (milliseconds: number) => rounded(milliseconds / transitions);
  return {
    cpuApiMs: each(load.spent.api),
    cpuPostgresMs: each(load.spent.postgres),
    cpuClientMs: each(load.spent.client),
    floorCpuPostgresMs: each(floor.spent.postgres),
    floorCpuClientMs: each(floor.spent.client),
  };
}
