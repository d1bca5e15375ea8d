import { personIn, reportOf, reportsOf } from './people';
import { expect, type Page, test } from './world';

/** Phones upright and lying, tablets, small and large screens, and both sides of each line the style sheets draw. */
const sizes: [width: number, height: number][] = [
  [320, 640],
  [390, 844],
  [720, 900],
  [721, 900],
  [768, 1024],
  [844, 390],
  [959, 900],
  [960, 700],
  [1024, 768],
  [1239, 800],
  [1240, 800],
  [1440, 900],
  [2560, 1440],
];

const sideways = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
const widthOf = async (page: Page, selector: string) =>
  (await page.locator(selector).first().boundingBox())?.width ?? 0;

/** Nothing sticks out at any width, and what the page is for keeps most of a small one and its measure on a large one. */
async function fits(page: Page, path: string, main: string, most: number): Promise<void> {
  await page.goto(path);
  await expect(page.locator(main).first()).toBeVisible();
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await expect
      .poll(() => page.evaluate(sideways), { message: `${path} at ${width}` })
      .toBeLessThanOrEqual(0);
    // Another width may be another layout, whose paper is drawn anew.
    await expect
      .poll(() => widthOf(page, main), { message: `${main} at ${width}` })
      .toBeGreaterThan(Math.min(most, width * 0.6));
  }
}

test('writing has no dead zone from 320 to 2560 pixels', async ({ browser }) => {
  const page = await personIn(browser, 'sf0401.secretary');
  await fits(page, `/writing/${(await reportOf(page, 'sf0401')).id}`, '.marked-text-area-area', 480);
});

test('review has none', async ({ browser }) => {
  const page = await personIn(browser, 'sf.reviewer');
  const [report] = await reportsOf(page, { state: 'in_review', tier: 'branch' });
  await fits(page, `/review/${report?.id}`, '.review-desk-paper', 480);
});

test('completion and the workbench have none', async ({ browser }) => {
  const page = await personIn(browser, 'sf.admin');
  await fits(page, '/completion', '.completion-table-table', 660);
  const reviewer = await personIn(browser, 'sf.reviewer');
  await fits(reviewer, '/', '.rows', 480);
});

test('the navigation stays on one line beside a name', async ({ browser }) => {
  const page = await personIn(browser, 'sf.admin');
  await page.goto('/');
  await expect(page.getByRole('main')).toBeVisible();
  for (const width of [721, 768, 1024, 1239, 1440]) {
    await page.setViewportSize({ width, height: 800 });
    const heights = await page
      .locator('.nav a, .account')
      .evaluateAll((links) => links.map((link) => link.clientHeight));
    expect(Math.max(...heights.map(Number)), `${width}`).toBeLessThanOrEqual(56);
  }
});

test('every row of the workbench opens on a phone', async ({ browser }) => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const page = await personIn(browser, 'sf.publisher', phone);
  const rows = page.locator('.row');
  await page.goto('/');
  // What others hold comes after one's own.
  await expect(rows.nth(1)).toBeVisible();
  const count = await rows.count();
  for (let index = 0; index < count; index++) {
    // Where a thumb falls, whatever lies there.
    const title = rows.nth(index).locator('.title');
    await title.scrollIntoViewIfNeeded();
    const box = await title.boundingBox();
    await page.touchscreen.tap((box?.x ?? 0) + 40, (box?.y ?? 0) + 10);
    await expect(page, `row ${index + 1}`).toHaveURL(/\/(writing|review)\//);
    await page.goto('/');
    await expect(rows.nth(count - 1)).toBeVisible();
  }
});

test('a page zoomed to 400 % is that of a phone', async ({ browser }) => {
  // 1280 pixels at 400 % are 320: that of WCAG 1.4.10.
  const page = await personIn(browser, 'sf0401.secretary', {
    viewport: { width: 320, height: 256 },
    deviceScaleFactor: 4,
  });
  await page.goto(`/writing/${(await reportOf(page, 'sf0401')).id}`);
  await expect(page.locator('.marked-text-area-area').first()).toBeVisible();
  await expect.poll(() => page.evaluate(sideways)).toBeLessThanOrEqual(0);
});

test('a name stands over its track on a phone, and a date with its year on one line', async ({ browser }) => {
  const admin = await personIn(browser, 'sf.admin');
  for (const width of [390, 820, 1023]) {
    await admin.setViewportSize({ width, height: 844 });
    await admin.goto('/completion');
    const line = admin.getByRole('row', { name: /高一年级党支部/ });
    const name = await line.getByRole('link').first().boundingBox();
    const track = await line.locator('.track-cell-track').filter({ visible: true }).first().boundingBox();
    expect(name?.x, `at ${width}`).toBeCloseTo(track?.x ?? 0, 0);
  }
  for (const width of [820, 1440]) {
    await admin.setViewportSize({ width, height: 844 });
    await admin.goto('/ledger/batches');
    const day = admin
      .locator('.due span')
      .filter({ hasText: /\d{4}年/ })
      .first();
    await expect(day).toBeVisible();
    expect(await day.evaluate((span) => span.getClientRects().length), `at ${width}`).toBe(1);
  }
});

test('a filter by a unit with a long name is taken off with a thumb', async ({ browser }) => {
  const admin = await personIn(browser, 'sf.admin');
  await admin.setViewportSize({ width: 390, height: 844 });
  const name = '示范区教师进修学校（含附属实验幼儿园、成人教育中心）与教研室、电教馆联合党支部临时代管委员会';
  await admin.route(/\/org-units\/sf92/, async (route) => {
    const answer = await route.fetch();
    const text = (await answer.text()).replaceAll('示范区教师进修学校党支部', name);
    await route.fulfill({ response: answer, body: text });
  });
  await admin.goto('/ledger?under=sf92');
  const chip = admin.getByRole('button', { name: /^不再/ });
  await expect(chip).toContainText('临时代管');
  const cross = await chip.locator('svg').boundingBox();
  expect((cross?.x ?? 390) + (cross?.width ?? 0)).toBeLessThan(390);
});
