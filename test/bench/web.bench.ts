import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { freePort } from '@testing/free-port';
import { until } from '@testing/until';
import { completionScroll } from './completion-scroll';
import type { Figure } from './figure';

const root = join(__dirname, '../../..');
const password = 'Baoshen-demo-2025';
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
];

async function ready(base: string): Promise<void> {
  await until('the server is ready', async () => (await fetch(`${base}/api/health/ready`)).ok);
}

/** Compressed bytes of scripts that a page loads from now on. */
async function countScripts(page: Page): Promise<() => number> {
  const session = await page.context().newCDPSession(page);
  const scripts = new Set<string>();
  let bytes = 0;
  await session.send('Network.enable');
  session.on(
    'Network.responseReceived',
    ({ requestId, type }) => type === 'Script' && scripts.add(requestId),
  );
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  return () => bytes;
}

async function signIn(page: Page, base: string, user: string): Promise<void> {
  await page.goto(`${base}/sign-in`);
  await page.locator('input[autocomplete=username]').fill(user);
  await page.locator('input[type=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.waitForURL((url) => !url.pathname.includes('sign-in'));
}

const quietMs = 6_000;

/** Until a number has stayed the same for six seconds: a page at rest fetches after some three what may be needed later. */
async function quiet(count: () => number): Promise<void> {
  let [last, since] = [count(), performance.now()];
  await until('no script is loaded any more', async () => {
    if (count() !== last) [last, since] = [count(), performance.now()];
    return performance.now() - since > quietMs;
  });
}

/** From nothing in the cache to the workbench with its rows. */
async function firstLoad(browser: Browser, base: string): Promise<Figure[]> {
  const signedIn = await browser.newContext();
  const page = await signedIn.newPage();
  await signIn(page, base, 'sf0102.secretary');
  const fresh = await browser.newContext({ storageState: await signedIn.storageState() });
  const cold = await fresh.newPage();
  const bytes = await countScripts(cold);
  const begin = performance.now();
  await cold.goto(base);
  await cold.locator('.row .btn').first().waitFor();
  const milliseconds = Math.round(performance.now() - begin);
  // The worker that holds the live stream keeps the network busy for ever: quiet is when no script came for a while.
  await quiet(bytes);
  const conditions = { page: 'workbench', cache: 'empty' };
  return [
    {
      bench: 'web',
      figure: 'page_first_load_kb',
      value: Math.round(bytes() / 1024),
      unit: 'KiB',
      goal: 300,
      conditions,
    },
    { bench: 'web', figure: 'page_first_load_ms', value: milliseconds, unit: 'ms', conditions },
  ];
}

/**
 * Opening a report of 60,000 characters until its text stands in the field: by the wall's clock, and what the
 * page's main thread worked for it.
 */
async function longReport(browser: Browser, base: string): Promise<Figure[]> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, base, 'sf0102.secretary');
  const { csrfToken } = await (await page.request.get(`${base}/api/v1/auth/me`)).json();
  const { items } = await (
    await page.request.get(`${base}/api/v1/reports?cycle=demo-annual&org=sf0102`)
  ).json();
  const [{ id, version }] = items;
  const sentence = '支部把走访排进班表，每月初列出名单，当月没有走到的下月补上。';
  const body = Array.from({ length: Math.ceil(60_000 / 4 / sentence.length) }, () => sentence).join('\n');
  const saved = await page.request.put(`${base}/api/v1/reports/${id}/content`, {
    headers: { 'If-Match': `"${version}"`, 'X-CSRF-Token': csrfToken },
    data: {
      sections: ['work', 'issues', 'causes', 'plan'].map((key) => ({ key, body })),
      indicators: {},
      problems: [],
    },
  });
  if (!saved.ok()) throw new Error(`saving answered ${saved.status()}`);
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const open = async () => {
    const begin = performance.now();
    await page.goto(`${base}/writing/${id}`);
    await page.locator('#field-plan').waitFor();
    const wall = performance.now() - begin;
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (name: string) =>
      Math.round((metrics.find((metric) => metric.name === name)?.value ?? 0) * 1000);
    return {
      wall: Math.round(wall),
      work: of('TaskDuration'),
      script: of('ScriptDuration'),
      layout: of('LayoutDuration'),
    };
  };
  // Once for the cache, then the middle of five.
  await open();
  const runs = [await open(), await open(), await open(), await open(), await open()];
  const [, , middle] = runs.sort((a, b) => a.wall - b.wall);
  const { wall = 0, work = 0, script = 0, layout = 0 } = middle ?? {};
  const conditions = { characters: 60_000, cache: 'warm', runs: runs.length };
  return [
    { bench: 'web', figure: 'report_60k_open_ms', value: wall, unit: 'ms', goal: 1000, conditions },
    {
      bench: 'web',
      figure: 'report_60k_work_ms',
      value: work,
      unit: 'ms',
      conditions: { ...conditions, script, layout },
    },
  ];
}

/** Transfer sizes and timings in the browser; BROWSER_URL takes a running server with demonstration data. */
export async function run(): Promise<Figure[]> {
  const running = process.env.BROWSER_URL;
  const port = String(await freePort());
  const server = running
    ? null
    : spawn(process.execPath, [join(root, 'test/browser/serve.mjs')], {
        stdio: 'ignore',
        env: { ...process.env, PORT: port },
      });
  const base = running ?? `http://127.0.0.1:${port}`;
  try {
    await ready(base);
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: flags,
    });
    const administrator = await browser.newContext();
    await signIn(await administrator.newPage(), base, 'sf.admin');
    const figures = [
      ...(await firstLoad(browser, base)),
      ...(await longReport(browser, base)),
      ...(await completionScroll(browser, base, await administrator.storageState())),
    ];
    await browser.close();
    return figures;
  } finally {
    server?.kill('SIGTERM');
  }
}
