import type { Browser, CDPSession, Page } from '@playwright/test';
import { type Figure, percentile } from '../figure';
import { signIn } from './sign-in';

const characters = 60_000;
const sections = ['work', 'issues', 'causes', 'plan'];
const keys = 120;

/** A report of 60,000 characters of the demonstration, saved as its secretary; answers its id. */
async function writeLongReport(page: Page, base: string): Promise<string> {
  const { csrfToken } = await (await page.request.get(`${base}/api/v1/auth/me`)).json();
  const { items } = await (
    await page.request.get(`${base}/api/v1/reports?cycle=demo-annual&org=sf0102`)
  ).json();
  const [{ id, version }] = items;
  const sentence = '支部把走访排进班表，每月初列出名单，当月没有走到的下月补上。';
  const count = Math.ceil(characters / sections.length / sentence.length);
  const body = Array.from({ length: count }, () => sentence).join('\n');
  const saved = await page.request.put(`${base}/api/v1/reports/${id}/content`, {
    headers: { 'If-Match': `"${version}"`, 'X-CSRF-Token': csrfToken },
    data: { sections: sections.map((key) => ({ key, body })), indicators: {}, problems: [] },
  });
  if (!saved.ok()) throw new Error(`saving answered ${saved.status()}`);
  return id;
}

/** What the page's main thread has worked since it was loaded, in milliseconds of the processor's time. */
async function worked(session: CDPSession): Promise<Record<string, number>> {
  const { metrics } = await session.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value * 1000]));
}

const spent = (after: Record<string, number>, before: Record<string, number>, name: string) =>
  (after[name] ?? 0) - (before[name] ?? 0);

/** Opening until the text stands in its fields, the middle of five: by the wall's clock and in work. */
async function opening(page: Page, session: CDPSession, address: string): Promise<Figure[]> {
  const open = async () => {
    const begin = performance.now();
    await page.goto(address);
    await page.locator('#field-plan').waitFor();
    const wall = performance.now() - begin;
    return { wall: Math.round(wall), metrics: await worked(session) };
  };
  // Once for the cache, then the middle of five.
  await open();
  const runs = [await open(), await open(), await open(), await open(), await open()];
  const [, , middle] = runs.sort((a, b) => a.wall - b.wall);
  const of = (name: string) => Math.round(middle?.metrics[name] ?? 0);
  const conditions = { characters, cache: 'warm', runs: runs.length };
  return [
    {
      bench: 'web',
      figure: 'report_60k_open_ms',
      value: middle?.wall ?? Number.NaN,
      unit: 'ms',
      goal: 1000,
      conditions,
    },
    {
      bench: 'web',
      figure: 'report_60k_work_ms',
      value: of('TaskDuration'),
      unit: 'ms',
      conditions: { ...conditions, script: of('ScriptDuration'), layout: of('LayoutDuration') },
    },
  ];
}

/**
 * Typing in the middle of a section: what the main thread works from one key until its letter is drawn, beyond what
 * measuring costs; in the processor's time, since the wall's clock counts what else the machine does.
 */
async function typing(page: Page, session: CDPSession): Promise<Figure> {
  const field = page.locator('#field-issues');
  await field.click();
  await field.evaluate('(field) => field.setSelectionRange(field.value.length / 2, field.value.length / 2)');
  const drawn = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))';
  // What measuring itself costs: two frames, and asking for them.
  const idle: number[] = [];
  for (let turn = 0; turn < 20; turn++) {
    const before = await worked(session);
    await page.evaluate(drawn);
    idle.push(spent(await worked(session), before, 'TaskDuration'));
  }
  const floor = percentile(idle, 0.5);
  const samples: { work: number; script: number; layout: number; wall: number }[] = [];
  for (let key = 0; key < keys + 10; key++) {
    const before = await worked(session);
    const begin = performance.now();
    await page.keyboard.press('a');
    await page.evaluate(drawn);
    const wall = performance.now() - begin;
    const after = await worked(session);
    samples.push({
      work: spent(after, before, 'TaskDuration') - floor,
      script: spent(after, before, 'ScriptDuration'),
      layout: spent(after, before, 'LayoutDuration') + spent(after, before, 'RecalcStyleDuration'),
      wall,
    });
  }
  // The first keys are those of a page that has just begun to change.
  const steady = samples.slice(10);
  const at = (name: keyof (typeof steady)[number], share: number) =>
    Math.round(
      percentile(
        steady.map((sample) => sample[name]),
        share,
      ) * 10,
    ) / 10;
  return {
    bench: 'web',
    figure: 'report_60k_key_ms',
    value: at('work', 0.95),
    unit: 'ms',
    goal: 16,
    conditions: {
      characters,
      keys,
      measuring: Math.round(floor * 10) / 10,
      share: 0.95,
      median: at('work', 0.5),
      script: at('script', 0.5),
      layout: at('layout', 0.5),
      wall: at('wall', 0.95),
    },
  };
}

/** A report of 60,000 characters: opened, and typed in. */
export async function longReport(browser: Browser, base: string): Promise<Figure[]> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, base, 'sf0102.secretary');
  const id = await writeLongReport(page, base);
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const figures = await opening(page, session, `${base}/writing/${id}`);
  figures.push(await typing(page, session));
  await context.close();
  return figures;
}
