import type { Browser } from '@playwright/test';
import type { Figure } from '../figure';
import { answerWithManyUnits, madeUnits } from './made-completion';

const frames = 180;
const pixelsAFrame = 120;

/** Runs in the page: milliseconds between the frames of a steady scroll. */
const scrollSteadily = (count: number): string => `new Promise((done) => {
  const taken = [];
  let last = performance.now();
  const next = () => {
    const now = performance.now();
    taken.push(now - last);
    last = now;
    if (taken.length > ${count}) return done(taken.slice(1));
    window.scrollBy({ top: ${pixelsAFrame}, behavior: 'instant' });
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
})`;

/** Runs in the page, whose policy lets nothing be made of strings later: until all groups stand open. */
const untilAsHighAs = (pixels: number): string => `new Promise((done) => {
  const look = () =>
    document.documentElement.scrollHeight > ${pixels} ? done() : requestAnimationFrame(look);
  look();
})`;

const metrics = ['ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration', 'TaskDuration'] as const;

/**
 * Scrolling completion with ten thousand units. The time between frames is the wall's and waits for whatever
 * else the machine does; the main thread's work a frame is what the page costs.
 */
export async function completionScroll(
  browser: Browser,
  base: string,
  storageState: Awaited<ReturnType<Awaited<ReturnType<Browser['newContext']>>['storageState']>>,
): Promise<Figure[]> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, storageState });
  const page = await context.newPage();
  await answerWithManyUnits(page, base);
  await page.goto(`${base}/completion/demo-annual?tier=branch`);
  const closed = page.locator('tr.completion-table-group.completion-table-shut button');
  await closed.first().waitFor();
  await page.evaluate(
    `document.querySelectorAll('tr.completion-table-group.completion-table-shut button').forEach((button) => button.click())`,
  );
  await page.evaluate(untilAsHighAs(madeUnits * 30));
  const session = await context.newCDPSession(page);
  // The processor's time of the page's thread: others on the machine do not count.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async () => {
    const { metrics: all } = await session.send('Performance.getMetrics');
    return new Map(all.map(({ name, value }) => [name, value]));
  };
  await page.evaluate(scrollSteadily(20));
  const before = await read();
  const taken = await page.evaluate<number[]>(scrollSteadily(frames));
  const after = await read();
  await context.close();
  const sorted = [...taken].sort((a, b) => a - b);
  const spent = (name: (typeof metrics)[number]) =>
    Math.round((((after.get(name) ?? 0) - (before.get(name) ?? 0)) * 10_000) / frames) / 10;
  const conditions = { units: madeUnits, frames, pixelsAFrame };
  return [
    {
      bench: 'web',
      figure: 'completion_10k_frame_ms',
      value: Math.round((sorted[Math.floor(frames / 2)] ?? 0) * 10) / 10,
      unit: 'ms',
      goal: 16.7,
      conditions: { ...conditions, p95: Math.round(sorted[Math.floor(frames * 0.95)] ?? 0) },
    },
    {
      bench: 'web',
      figure: 'completion_10k_work_ms',
      value: spent('TaskDuration'),
      unit: 'ms',
      goal: 16.7,
      conditions: {
        ...conditions,
        script: spent('ScriptDuration'),
        layout: spent('LayoutDuration'),
        style: spent('RecalcStyleDuration'),
      },
    },
  ];
}
