import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type APIRequestContext, type Browser, test as base, expect } from '@playwright/test';
import { shiftedPage } from '@testing/shifted-date.cjs';
import { until } from '@testing/until';

export { type Browser, type BrowserContextOptions, expect, type Page } from '@playwright/test';

/** The first of the ports that worlds take, one for each worker. */
const firstPort = Number(process.env.BROWSER_PORT ?? 3377);
/** A server that already runs, e.g. of `npm start` with demonstration data that may be used up. */
const running = process.env.BROWSER_URL;
/**
 * The stories begin on this Wednesday morning and go on from there, for the server and for every page, so that they
 * meet the same deadlines on whatever day they run. That the demonstration holds on every other day is what
 * `demo-plot.spec.ts` shows.
 */
const begins = '2026-11-18T02:00:00Z';
const shift = running ? 0 : Date.parse(begins) - Date.now();
/** How long a first start may take, ms: a loaded machine needs twenty times the usual four seconds. */
const patience = 300_000;

/** Where the writers of a unit still write; stories of other files count on it for the units that have not begun. */
const writable = new Set(['not_started', 'drafting', 'returned']);
type Overview = () => Promise<string[]>;

/**
 * Stories in a browser. Each worker has the whole product to itself with fresh demonstration data, and a
 * worker ends with a failed story: a second try never meets what the first one left behind. A file that hands in for
 * good says `test.use({ ownWorld: 'its name' })`.
 */
export const test = base.extend<
  { stayWritable: undefined },
  { ownWorld: string; world: string; overview: Overview }
>({
  // Playwright gives files with different values different workers, and so different worlds.
  ownWorld: ['', { scope: 'worker', option: true }],
  world: [
    // `ownWorld` is not read; that the world depends on it is what separates the files.
    async ({ ownWorld: _ }, use, { workerIndex, project }) => {
      if (running) return use(running);
      const port = firstPort + workerIndex;
      const address = `http://127.0.0.1:${port}`;
      mkdirSync(project.outputDir, { recursive: true });
      const log = join(project.outputDir, `server-${workerIndex}.log`);
      const output = openSync(log, 'w');
      const server = spawn(process.execPath, [join(__dirname, 'serve.mjs')], {
        stdio: ['ignore', output, output],
        env: { ...process.env, PORT: String(port), TEST_DATE_SHIFT_MS: String(shift) },
      });
      closeSync(output);
      const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
      try {
        await ready(address, () => server.exitCode === null, log);
        await use(address);
      } finally {
        server.kill('SIGTERM');
        await ended;
      }
    },
    { scope: 'worker', timeout: patience + 30_000 },
  ],
  baseURL: ({ world }, use) => use(world),
  overview: [
    async ({ playwright, world }, use) => {
      const session = await playwright.request.newContext({ baseURL: world });
      const answer = await session.post('/api/v1/auth/login', {
        data: { username: 'sf.reviewer', password: 'Baoshen-demo-2025' },
      });
      if (!answer.ok()) throw new Error(await answer.text());
      await use(() => handedIn(session));
      await session.dispose();
    },
    { scope: 'worker' },
  ],
  stayWritable: [
    async ({ ownWorld, overview }, use) => {
      await use(undefined);
      if (ownWorld || running) return;
      const left = await overview();
      expect(left, 'handed in and not withdrawn: withdraw it, or take a world of your own').toEqual([]);
    },
    { auto: true },
  ],
  browser: [
    async ({ browser }, use) => {
      const opened = browser.newContext.bind(browser);
      browser.newContext = async (...options: Parameters<Browser['newContext']>) => {
        const context = await opened(...options);
        if (shift) await context.addInitScript({ content: shiftedPage(shift) });
        return context;
      };
      await use(browser);
      browser.newContext = opened;
    },
    { scope: 'worker' },
  ],
});

/** Reports of sf01 and sf02, which have not begun in the demonstration, that nobody can write any more, by unit. */
async function handedIn(session: APIRequestContext): Promise<string[]> {
  const pages = ['sf01', 'sf02'].map(async (under) => {
    const query = new URLSearchParams({ cycle: 'demo-annual', tier: 'branch', pageSize: '100', under });
    const answer = await session.get(`/api/v1/reports?${query}`);
    expect(answer.ok(), await answer.text()).toBe(true);
    const { items } = (await answer.json()) as { items: { state: string; org: { code: string } }[] };
    return items.filter(({ state }) => !writable.has(state)).map(({ org, state }) => `${org.code} ${state}`);
  });
  return (await Promise.all(pages)).flat();
}

async function ready(address: string, lives: () => boolean, log: string): Promise<void> {
  const state = () => readFileSync(log, 'utf8').slice(-4_000);
  const outcome = await until(
    `${address} is ready`,
    async () => {
      if (!lives()) return 'ended';
      return (await fetch(`${address}/api/health/ready`)).ok && 'ready';
    },
    { withinMs: patience, everyMs: 100, state },
  );
  if (outcome === 'ended') throw new Error(`The server of ${address} ended:\n${state()}`);
}
