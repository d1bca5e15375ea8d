import { defineConfig } from '@playwright/test';
import { findChromium } from './scripts/chromium.mjs';

/** Stories across people in a real browser, against the whole product (test/browser/world.ts starts it). */
export default defineConfig({
  testDir: 'test/browser',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // The stories of a file run in their order; two files run beside each other.
  workers: 2,
  fullyParallel: false,
  // A second try keeps one late frame of a loaded machine from failing everything else; `npm test` then plays the story
  // nine times more (scripts/flaky-stories.mjs), so that none hides behind it.
  retries: process.env.CI ? 1 : 0,
  timeout: 150_000,
  expect: { timeout: 20_000 },
  reporter: process.env.STORIES_REPORT
    ? [['list'], ['json', { outputFile: process.env.STORIES_REPORT }]]
    : [['list']],
  use: {
    // Of a single click; without it a click on what never comes lasts until the story's own time is up.
    actionTimeout: 45_000,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    // Nothing moves under the pointer while it clicks: on a loaded machine a dialog that still grows loses a click.
    contextOptions: { reducedMotion: 'reduce' },
    // Recording costs as much as the page itself; a second try, or TRACE=on, records.
    trace: process.env.TRACE ? 'on' : 'on-first-retry',
    launchOptions: {
      executablePath: findChromium() ?? undefined,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // A name that is not localhost, and so no secure context over plain HTTP.
        '--host-resolver-rules=MAP baoshen.test 127.0.0.1',
      ],
    },
  },
});
