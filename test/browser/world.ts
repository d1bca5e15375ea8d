import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, test as base } from '@playwright/test';
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

/**
 * Stories in a browser. Each worker has the whole product to itself with fresh demonstration data, and a
 * worker ends with a failed story: a second try never meets what the first one left behind.
 */
export const test = base.extend<object, { world: string }>({
  world: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs here.
    async ({}, use, { workerIndex, project }) => {
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
