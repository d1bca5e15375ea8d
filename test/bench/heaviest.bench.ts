import { type ChildProcess, fork } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@testing/free-port';
import { ApiClient } from '@testing/http/api-client';
import { until } from '@testing/until';
import { type ApiDocument, routesOf } from '../heaviest/api-document';
import { hostileShapes, largestBody } from '../heaviest/bodies';
import { filesFor, sending } from '../heaviest/file-requests';
import { reach, type Server } from '../heaviest/reach';
import { textRequests } from '../heaviest/text-requests';
import { hardTexts } from '../heaviest/texts';
import { waitOfOthers } from '../heaviest/wait-of-others';
import type { Figure } from './figure';

const goalMs = 250;
const password = 'Baoshen-demo-2025';
const standalone = join(__dirname, '../../apps/standalone/main.js');

interface Measured {
  what: string;
  route: string;
  waitMs: number;
  memoryMb: number;
  status: number;
}

/**
 * For each route the worst wait of others and the memory that its heaviest input costs, hostile or accepted, against
 * a whole installation of its own with the demonstration's data, as a stranger would meet it.
 */
export async function run(): Promise<Figure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'baoshen-bench-heaviest-'));
  // As root the database runs as user postgres, who must be able to pass.
  await chmod(dataDir, 0o755);
  const port = await freePort();
  const child = fork(standalone, {
    env: {
      ...process.env,
      DATABASE_URL: '',
      REDIS_URL: '',
      DATA_DIR: dataDir,
      PORT: String(port),
      DEMO: '1',
      LOG_LEVEL: 'fatal',
    },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  try {
    const server = new Installation(`http://127.0.0.1:${port}`);
    await until(
      'the installation is ready',
      async () => (await server.anonymous.get('/api/health/ready')).status === 200,
    );
    await server.findTargets();
    const measured = [
      ...(await files(server, child)),
      ...(await bodies(server, child)),
      ...(await texts(server, child)),
    ];
    return figures(measured);
  } finally {
    child.kill('SIGTERM');
    if (child.exitCode === null) await new Promise((gone) => child.once('exit', gone));
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** The demonstration over HTTP. */
class Installation implements Server {
  readonly anonymous: ApiClient;
  readonly targets: Server['targets'] = {};
  private readonly clients = new Map<string, ApiClient>();

  constructor(private readonly address: string) {
    this.anonymous = new ApiClient(address);
  }

  async as(username: string): Promise<ApiClient> {
    const known = this.clients.get(username);
    if (known) return known;
    const { body } = await this.anonymous.post<{ token: string }>('/auth/tokens', {
      name: 'bench',
      username,
      password,
    });
    const client = new ApiClient(this.address, body.token);
    this.clients.set(username, client);
    return client;
  }

  /** Something of each kind that the demonstration has. */
  async findTargets(): Promise<void> {
    const admin = await this.as('sf.admin');
    const ids = async (path: string): Promise<string[]> => {
      const { body } = await admin.get<{ items?: { id?: string; versions?: { id: string }[] }[] }>(path);
      return (body.items ?? []).flatMap(({ id }) => (id ? [id] : []));
    };
    const reports = [
      ...(await ids('/reports?cycle=demo-annual&org=sf0101')),
      ...(await ids('/reports?cycle=demo-annual&state=in_review&pageSize=5')),
      ...(await ids('/reports?cycle=demo-annual&state=approved&pageSize=5')),
    ];
    const templates = await ids('/templates');
    const template = await admin.get<{ versions?: { id: string }[] }>(`/templates/${templates[0]}`);
    Object.assign(this.targets, {
      report: reports,
      org: ['sf0101', 'sf01'],
      cycle: ['demo-annual'],
      template: templates.slice(0, 2),
      template_version: (template.body.versions ?? []).map(({ id }) => id),
      user: (await ids('/users?search=sf0101')).slice(0, 2),
      appointment: (await ids('/appointments')).slice(0, 2),
      delegation: (await ids('/delegations')).slice(0, 2),
      rectification: await this.made('/rectifications', {
        org: 'sf0101',
        problem: '谈心谈话不够经常。',
        source: 'inspection',
        dueOn: '2100-12-31',
      }),
      rectification_batch: await this.made('/rectification-batches', {
        org: 'sf',
        title: '专题反馈',
        source: 'supervision',
        closeBy: '2100-12-31',
      }),
      comment: (await Promise.all(reports.map((id) => ids(`/reports/${id}/comments`)))).flat().slice(0, 4),
    });
  }

  private async made(path: string, body: object): Promise<string[]> {
    const { status, body: made } = await (await this.as('sf.admin')).post<{ id: string }>(path, body);
    if (status !== 201) throw new Error(`${path}: ${status} ${JSON.stringify(made)}`);
    return [made.id];
  }
}

async function bodies(server: Installation, child: ChildProcess): Promise<Measured[]> {
  const document = (await server.anonymous.get<ApiDocument>('/api/openapi.json')).body;
  const measured: Measured[] = [];
  for (const route of routesOf(document)) {
    if (!route.body) continue;
    const { client, path } = (await reach(server, route)) ?? {
      client: await server.as('sf.admin'),
      path: route.path,
    };
    const shapes = [
      ...hostileShapes(document, route.body),
      { name: 'the largest body', body: largestBody(document, route.body) },
    ];
    for (const { name, body } of shapes) {
      const request = () => client.send<unknown>(route.method, path, body);
      const found = await observed(server, child, request);
      measured.push({ what: name, route: `${route.method} ${route.path}`, ...found });
    }
  }
  return measured;
}

async function files(server: Installation, child: ChildProcess): Promise<Measured[]> {
  const document = (await server.anonymous.get<ApiDocument>('/api/openapi.json')).body;
  const measured: Measured[] = [];
  for (const route of routesOf(document).filter(({ takesFile }) => takesFile)) {
    const found = await reach(server, route);
    if (!found) throw new Error(`Nobody is let through to ${route.path}.`);
    for (const file of filesFor(route)) {
      const send = sending(found.client, route, found.path, file);
      const figures = await observed(server, child, send);
      measured.push({ what: file.name, route: `${route.method} ${route.path}`, ...figures });
    }
  }
  return measured;
}

async function texts(server: Installation, child: ChildProcess): Promise<Measured[]> {
  const author = await server.as('sf0101.secretary');
  const report = server.targets.report?.[0] ?? '';
  const measured: Measured[] = [];
  for (const [kind, text] of Object.entries(hardTexts)) {
    for (const { name, send } of await textRequests(author, report, text)) {
      const found = await observed(server, child, send);
      measured.push({ what: kind, route: `reports/{id}: ${name}`, ...found });
    }
  }
  return measured;
}

async function observed(
  server: Installation,
  child: ChildProcess,
  request: () => ReturnType<ApiClient['get']>,
) {
  const before = await residentMb(child.pid);
  let most = before;
  const looking = setInterval(
    () => void residentMb(child.pid).then((now) => (most = Math.max(most, now))),
    50,
  );
  try {
    const { milliseconds, answer } = await waitOfOthers(server.anonymous, request, goalMs, 2);
    return { waitMs: milliseconds, memoryMb: most - before, status: answer.status };
  } finally {
    clearInterval(looking);
  }
}

/** Of a process and the Node processes that it started, the database apart; 0 where the system does not tell. */
async function residentMb(pid: number | undefined): Promise<number> {
  if (!pid) return 0;
  const [status, line, tasks] = await Promise.all([
    readFile(`/proc/${pid}/status`, 'utf8').catch(() => ''),
    readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
    readdir(`/proc/${pid}/task`).catch(() => []),
  ]);
  if (!line.includes('node')) return 0;
  const own = Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
  const children = await Promise.all(
    tasks.map((task) => readFile(`/proc/${pid}/task/${task}/children`, 'utf8').catch(() => '')),
  );
  const ids = children.flatMap((list) =>
    list
      .split(' ')
      .filter((id) => id !== '')
      .map(Number),
  );
  const below = await Promise.all(ids.map(residentMb));
  return below.reduce((sum, each) => sum + each, own);
}

/** The worst of each route on a line of stderr, the worst of all as the figure. */
function figures(measured: Measured[]): Figure[] {
  const worst = new Map<string, Measured>();
  const costliest = new Map<string, Measured>();
  for (const each of measured) {
    if (each.waitMs > (worst.get(each.route)?.waitMs ?? -1)) worst.set(each.route, each);
    if (each.memoryMb > (costliest.get(each.route)?.memoryMb ?? -1)) costliest.set(each.route, each);
  }
  const rows = [...worst.values()].sort((a, b) => b.waitMs - a.waitMs);
  const conditions = { cpus: availableParallelism(), node: process.version, requests: measured.length };
  const each = rows.map(
    ({ route, what, waitMs, status }): Figure => ({
      bench: 'heaviest',
      figure: 'route_wait_ms',
      value: Math.round(waitMs),
      unit: 'ms',
      goal: goalMs,
      conditions: { route, what, status, memoryMb: Math.round(costliest.get(route)?.memoryMb ?? 0) },
    }),
  );
  const [first] = rows;
  const memory = [...costliest.values()].sort((a, b) => b.memoryMb - a.memoryMb)[0];
  return [
    ...each,
    {
      bench: 'heaviest',
      figure: 'heaviest_wait_ms',
      value: Math.round(first?.waitMs ?? 0),
      unit: 'ms',
      goal: goalMs,
      conditions: { ...conditions, route: first?.route ?? '', what: first?.what ?? '' },
    },
    {
      bench: 'heaviest',
      figure: 'heaviest_memory_mb',
      value: Math.round(memory?.memoryMb ?? 0),
      unit: 'MB',
      goal: 200,
      conditions: { ...conditions, route: memory?.route ?? '', what: memory?.what ?? '' },
    },
  ];
}
