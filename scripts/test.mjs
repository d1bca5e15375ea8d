// npm test: every test. Arguments go to jest (npm test -- review) and leave the browser out.
//   --faults         only test/faults: kills processes for minutes, so it is no part of npm test
//   --pages          only every page and state, before axe and at every width: a walk of minutes, and no story
//   --days-ahead=N   only what takes its day from the system, with a date N days ahead; lint keeps the rest from it
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { build } from './build.mjs';
import { findChromium } from './chromium.mjs';
import { playFlakyAgain } from './flaky-stories.mjs';
import { findTool, root, runNode } from './tool.mjs';

const args = process.argv.slice(2);
const ci = process.env.CI === 'true' || process.env.CI === '1';
const faults = args.includes('--faults');
const pages = args.includes('--pages');
const daysAhead = Number(args.find((argument) => argument.startsWith('--days-ahead='))?.split('=')[1] ?? 0);
const pattern = args.filter((argument) => !/^--(faults|pages|days-ahead=.*)$/.test(argument));
/** Of browser tests that have a command of their own. */
const tag = '@pages';
const env = { ...process.env };
const notes = [];

// Tests with Redis take REDIS_URL, or one on its usual port.
env.TEST_REDIS_URL ??= env.REDIS_URL ?? ((await isReachable(6379)) ? 'redis://127.0.0.1:6379' : '');
if (!env.TEST_REDIS_URL)
  missing(
    'Redis',
    '队列测试的 Redis 部分未运行',
    'no Redis is reachable: its half of the queue tests did not run',
  );
if (faults) {
  env.BAOSHEN_FAULTS = '1';
  // They kill processes of the built product.
  await build({ serverOnly: true });
}

// jest's processes, and the threads and processes that tests start, inherit both.
const hook = join(root, 'libs/testing/typescript-beside-jest.cjs');
const jest = ['--expose-gc', '--require', hook, findTool('jest', 'jest')];
if (daysAhead) {
  const shifted = join(root, 'libs/testing/shifted-date.cjs');
  env.TEST_DATE_SHIFT_MS = String(daysAhead * 86_400_000);
  // What the tests start inherits it: worker processes, the command line, whole products.
  env.NODE_OPTIONS = `${env.NODE_OPTIONS ?? ''} --require ${JSON.stringify(shifted)}`;
  // Programs with the system's clock, and what tells the time; everything else is given a clock that a test sets.
  if (pattern.length === 0)
    pattern.push(
      'apps/(api|cli|worker)/',
      'test/standalone/',
      'libs/testing/',
      'features/demo-data/',
      'platform/clock',
    );
}
if (ci) jest.push('--ci');
if (faults) jest.push(...(pattern.length > 0 ? pattern : ['.']).map((part) => `test/faults/.*${part}`));
else jest.push(...pattern);
// Behind the patterns, which it would take for names of projects.
if (daysAhead) jest.push('--selectProjects', 'database');

let code = pages ? await browserTests('--grep', tag) : (await runNode(jest, { env })).code;
if (code === 0 && !faults && !pages && !daysAhead && pattern.length === 0)
  code = await browserTests('--grep-invert', tag);
for (const note of notes) console.log(`\n⚠  ${note}`);
process.exit(code);

async function browserTests(...which) {
  const folder = join(root, 'test/browser');
  if (!existsSync(folder)) return 0;
  const chromium = findChromium();
  if (!chromium) {
    missing(
      'Chromium',
      '未找到 Chromium，浏览器测试未运行',
      'no Chromium was found: the browser tests did not run (set CHROMIUM to its path)',
    );
    return ci ? 1 : 0;
  }
  await build();
  const playwright = findTool('@playwright/test', 'playwright');
  const report = join(root, 'test-results/stories.json');
  const play = async (...more) =>
    (
      await runNode([playwright, 'test', ...which, ...more], {
        env: { ...env, CHROMIUM: chromium, STORIES_REPORT: report },
      })
    ).code;
  return (await play()) || playFlakyAgain(report, (files) => play('--retries=0', ...files));
}

/** Says aloud what was left out; in CI nothing may be. */
function missing(what, chinese, english) {
  notes.push(`${chinese}。\n   ${english}.`);
  if (!ci) return;
  console.error(`${what} is missing and CI=true: nothing may be left out.`);
  process.exit(1);
}

function isReachable(port) {
  return new Promise((done) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 500 });
    const end = (answer) => {
      socket.destroy();
      done(answer);
    };
    socket
      .once('connect', () => end(true))
      .once('error', () => end(false))
      .once('timeout', () => end(false));
  });
}
