import type { Browser, Page } from '@playwright/test';
import { until } from '@testing/until';
import { type Figure, percentile } from '../figure';
import { serveBarePage } from './bare-page';
import { signIn } from './sign-in';

const runs = 7;
const quietMs = 6_000;
type State = Awaited<ReturnType<Awaited<ReturnType<Browser['newContext']>>['storageState']>>;

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

/** Until a number has stayed the same for six seconds: a page at rest fetches after some three what may be needed later. */
async function quiet(count: () => number): Promise<void> {
  let [last, since] = [count(), performance.now()];
  await until('no script is loaded any more', async () => {
    if (count() !== last) [last, since] = [count(), performance.now()];
    return performance.now() - since > quietMs;
  });
}

/** From nothing in the cache until what is waited for stands there: by the wall's clock, and the main thread's work. */
async function load(browser: Browser, address: string, selector: string, storageState?: State) {
  const context = await browser.newContext({ storageState });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const begin = performance.now();
  await page.goto(address, { waitUntil: 'commit' });
  await page.locator(selector).first().waitFor();
  const wall = performance.now() - begin;
  const { metrics } = await session.send('Performance.getMetrics');
  await context.close();
  const work = (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
  return { wall, work };
}

const middle = (samples: number[]): number => Math.round(percentile(samples, 0.5));

/**
 * The first load of the workbench: its scripts, also those fetched later, and its time beside that of a page as large
 * that React draws and that asks for nothing. Both are loaded in turn, so that they meet the same machine.
 */
export async function firstLoad(browser: Browser, base: string): Promise<Figure[]> {
  const signedIn = await browser.newContext();
  await signIn(await signedIn.newPage(), base, 'sf0102.secretary');
  const storageState = await signedIn.storageState();
  const counted = await (await browser.newContext({ storageState })).newPage();
  const bytes = await countScripts(counted);
  await counted.goto(base);
  await counted.locator('.row .button').first().waitFor();
  const until = bytes();
  // The worker that holds the live stream keeps the network busy for ever: quiet is when no script came for a while.
  await quiet(bytes);
  await counted.context().close();

  const bare = await serveBarePage(until);
  const [ours, theirs]: Awaited<ReturnType<typeof load>>[][] = [[], []];
  for (let run = 0; run < runs; run++) {
    ours?.push(await load(browser, base, '.row .button', storageState));
    theirs?.push(await load(browser, bare.address, '.row button'));
  }
  bare.server.close();
  const of = (samples: typeof ours, name: 'wall' | 'work') => middle((samples ?? []).map((one) => one[name]));
  const times = { wall: of(ours, 'wall'), bare: of(theirs, 'wall') };
  const work = { work: of(ours, 'work'), bareWork: of(theirs, 'work') };
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
    {
      bench: 'web',
      figure: 'page_first_load_ms',
      value: times.wall,
      unit: 'ms',
      floor: times.bare,
      conditions: { ...conditions, runs },
    },
    {
      bench: 'web',
      figure: 'page_first_load_vs_bare',
      value: Math.round((times.wall / times.bare) * 100) / 100,
      unit: 'times',
      goal: 2,
      conditions: { ...conditions, runs, kib: Math.round(bare.bytes / 1024), ...work },
    },
  ];
}
