import { personIn, reportOf } from './people';
import { field, narrow, openReview, sizes, tab } from './reviewed-report';
import { expect, type Page, test } from './world';

test.describe.configure({ mode: 'serial' });

/** What the open box is about: beside it may stand one that is just being saved. */
const aboutOf = (page: Page) =>
  page.locator('.comment-column-composer', { has: field(page) }).locator('.comment-column-about');
const inSight = async (page: Page) => {
  const box = await field(page).boundingBox();
  const height = page.viewportSize()?.height ?? 0;
  return box !== null && box.y >= 0 && box.y + box.height <= height;
};

for (const { name, viewport } of sizes) {
  test(`at ${name} a comment is written beside its passage, also far down and by keyboard`, async ({
    browser,
  }) => {
    const page = await openReview(browser, viewport);
    const last = page.locator('.document [data-section] p').last();
    await last.click({ clickCount: 3 });
    await page.keyboard.press('c');
    await expect(field(page)).toBeFocused();
    const quote = ((await page.locator('mark [data-from]').last().textContent()) ?? '').slice(0, 10);
    await expect(aboutOf(page)).toContainText(quote);
    await expect.poll(() => inSight(page)).toBe(true);
    if (!narrow(page)) {
      const [mark, box] = [
        await page.locator('mark').last().boundingBox(),
        await page.locator('.comment-column-composer').boundingBox(),
      ];
      expect(Math.abs((mark?.y ?? 0) - (box?.y ?? 0))).toBeLessThan(60);
    }
    // Esc closes the box and keeps the words.
    await page.keyboard.type(`${name}：请写明时间。`);
    await page.keyboard.press('Escape');
    await expect(field(page)).toBeHidden();
    await page.reload();
    await tab(page, /批注/);
    await page.getByRole('button', { name: '继续写' }).click();
    await expect(field(page)).toHaveValue(`${name}：请写明时间。`);
    await page.keyboard.press('Control+Enter');
    await expect(field(page)).toBeHidden();
    await tab(page, /^正文/);
    await expect(page.locator('mark').last()).toBeVisible();

    // A sentence chosen without a pointer.
    await page.evaluate('window.scrollTo(0, 0)');
    await page.keyboard.press('s');
    const sentence = (await page.evaluate('getSelection().toString()')) as string;
    expect(sentence.length).toBeGreaterThan(4);
    await page.keyboard.press('c');
    await expect(aboutOf(page)).toHaveText(sentence);
    await page.keyboard.type(`${name}：这一句写得好。`);
    await page.keyboard.press('Control+Enter');
    await expect(field(page)).toBeHidden();
    // The next word goes where the comment was made.
    await expect(page.locator('mark sup button:focus')).toBeVisible();
    await page.context().close();
  });

  test(`at ${name} indicators and rows of problems are commented on and proposed one by one`, async ({
    browser,
  }) => {
    const page = await openReview(browser, viewport);
    await tab(page, /^指标/);
    await page.getByRole('button', { name: '批注指标“主题党日”' }).click();
    await expect(aboutOf(page)).toContainText('指标：主题党日');
    await field(page).fill(`${name}：与台账核对。`);
    await page.getByRole('button', { name: '保存' }).click();
    await expect(
      page
        .getByRole('row', { name: /主题党日/ })
        .locator('sup')
        .first(),
    ).toBeVisible();
    await tab(page, /^正文/);
    const rows = page.getByRole('button', { name: /^批注问题/ });
    await rows.nth(1).click();
    await expect(aboutOf(page)).toContainText('问题清单第2条');
    await field(page).fill(`${name}：责任人是谁？`);
    await page.getByRole('button', { name: '保存' }).click();
    await expect(page.locator('.problems tbody tr').nth(1).locator('sup').first()).toBeVisible();

    await page.keyboard.press('r');
    const panel = page.getByRole('dialog', { name: /退回/ });
    await expect(panel.getByLabel('意见')).toBeFocused();
    await expect(panel.getByLabel('全部')).not.toBeChecked();
    await expect(panel.getByLabel('主题党日')).toBeChecked();
    await expect(panel.getByLabel('书记党课')).not.toBeChecked();
    await expect(panel.getByLabel(/^问题2：/)).toBeChecked();
    await expect(panel.getByLabel(/^问题1：/)).not.toBeChecked();
    await page.keyboard.press('Escape');
    await expect(panel).toBeHidden();
    await page.context().close();
  });
}

test('while a comment is being saved the next one is written; each is saved once, and a refused one stays', async ({
  browser,
}) => {
  const page = await openReview(browser, { width: 1440, height: 900 });
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  let posted = 0;
  await page.route('**/api/v1/reports/*/comments', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    posted += 1;
    if (posted > 1) return route.fulfill({ status: 503, json: { code: 'unavailable', detail: '' } });
    await answered;
    return route.continue();
  });
  const rows = page.getByRole('button', { name: /^批注问题/ });
  await rows.first().click();
  await field(page).fill('先写的一条。');
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Control+Enter');
  await rows.nth(1).click();
  await expect(aboutOf(page)).toContainText('问题清单第2条');
  const first = page.locator('.comment-column-composer').filter({ hasText: '先写的一条。' });
  await expect(first).toContainText('正在保存');
  await expect(first.getByRole('button')).toHaveCount(0);
  await field(page).fill('后写的一条。');
  answer();
  await expect(page.locator('.comment-card-card').filter({ hasText: '先写的一条。' })).toHaveCount(1);
  await expect(first).toHaveCount(0);
  await expect(field(page)).toHaveValue('后写的一条。');
  await expect(field(page)).toBeFocused();

  // Refused when its box is closed already: it says so where its words stand.
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Escape');
  const second = page.locator('.comment-column-composer').filter({ hasText: '后写的一条。' });
  await expect(second.getByRole('alert')).toBeVisible();
  await expect(second.getByRole('button', { name: '继续写' })).toBeVisible();
  expect(posted).toBe(2);
  await second.getByRole('button', { name: '不要了' }).click();
  await page.context().close();
});

test('Esc closes one thing at a time: dialog, box, panel', async ({ browser }) => {
  await (await openReview(browser, { width: 1440, height: 900 })).context().close();
  const page = await personIn(browser, 'sf.reviewer');
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route('**/api/v1/reports/*/comments*', async (route) => {
    await arrived;
    await route.continue();
  });
  await page.goto(`/review/${(await reportOf(page, 'sf91')).id}`);
  await expect(page.getByRole('heading', { name: /^一、/ })).toBeVisible();
  await page.keyboard.press('r');
  const panel = page.getByRole('dialog', { name: /退回/ });
  await expect(panel.getByLabel('意见')).toBeFocused();
  // What arrives later takes the focus from nobody.
  arrive();
  await expect(page.locator('.comment-card-card').first()).toBeVisible();
  await expect(panel.getByLabel('意见')).toBeFocused();
  await page.locator('article h1').click();
  await page.keyboard.press('c');
  await expect(field(page)).toBeFocused();
  await page.locator('article h1').click();
  await page.getByRole('button', { name: '快捷键' }).click();
  const help = page.getByRole('dialog', { name: '快捷键' });
  await expect(help).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  await expect(field(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(field(page)).toBeHidden();
  await expect(panel).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await page.context().close();
});
