import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { freePort } from '@testing/free-port';
import { until } from '@testing/until';
import type { Figure } from './figure';
import { completionScroll } from './web/completion-scroll';
import { firstLoad } from './web/first-load';
import { longReport } from './web/long-report';
import { signIn } from './web/sign-in';

const root = join(__dirname, '../../..');
// People's has a window; it draws more than the tests' does.
const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-headless-shell'];
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
      executablePath: process.env.CHROMIUM ?? browsers.find((file) => existsSync(file)),
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
