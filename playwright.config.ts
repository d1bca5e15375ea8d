import { defineConfig } from '@playwright/test';

const port = Number(process.env.BROWSER_PORT ?? 3377);
/** A server that already runs, e.g. of `npm start` with demonstration data that may be used up. */
const running = process.env.BROWSER_URL;

/** Stories across people in a real browser, against the whole product with its demonstration data. */
export default defineConfig({
  testDir: 'test/browser',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // One database holds all stories; each has its own units, so that two files may run beside each other.
  workers: 2,
  fullyParallel: false,
  // A second try is printed as flaky; it keeps one late frame of a loaded machine from failing everything else.
  retries: process.env.CI ? 1 : 0,
  timeout: 150_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    baseURL: running ?? `http://127.0.0.1:${port}`,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    // Recording costs as much as the page itself; a second try, or TRACE=on, records.
    trace: process.env.TRACE ? 'on' : 'on-first-retry',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: running
    ? undefined
    : {
        command: 'node test/browser/serve.mjs',
        url: `http://127.0.0.1:${port}/api/health/ready`,
        timeout: 180_000,
        env: { PORT: String(port) },
        gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
      },
});
