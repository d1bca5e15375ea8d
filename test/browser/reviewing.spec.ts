import { personIn, post, reportOf } from './people';
import { field, narrow, openReview, sizes } from './reviewed-report';
import { expect, test } from './world';

test.describe.configure({ mode: 'serial' });

for (const { name, viewport } of sizes) {
  test(`at ${name} the version that is meant is compared, change by change`, async ({ browser }) => {
    const page = await openReview(browser, viewport);
    await page.keyboard.press('d');
    const bar = page.getByRole('region', { name: '对照' });
    await expect(bar).toContainText(/改了\d+处/);
    await expect(page.locator('.document ins').filter({ hasText: '走访记录按月归档' })).toBeVisible();
    const changes = Number(((await bar.textContent()) ?? '').match(/改了(\d+)处/)?.[1]);
    expect(changes).toBe(narrow(page) ? 2 : 3);
    for (let n = 1; n <= changes; n += 1) {
      await page.keyboard.press('n');
      await expect(bar).toContainText(`第${n}处，共${changes}处`);
      await expect(page.locator('[data-change]:focus')).toBeInViewport();
    }
    await page.keyboard.press('p');
    await expect(bar).toContainText(`第${changes - 1}处，共${changes}处`);
    await page.keyboard.press('d');
    await expect(bar).toBeHidden();
    await page.context().close();
  });
}

test('what another level approved goes the whole way again unless one says otherwise; the next report begins at its top', async ({
  browser,
}) => {
  const page = await personIn(browser, 'sf.reviewer');
  await page.goto(`/review/${(await reportOf(page, 'sf0303')).id}`);
  await page.getByRole('button', { name: /退回/ }).click();
  const panel = page.getByRole('dialog', { name: /退回/ });
  await expect(panel.getByLabel('重新走全部环节')).toBeChecked();
  await page.keyboard.press('Escape');

  await page.keyboard.press('a');
  const sheet = page.getByRole('dialog', { name: '通过' });
  // One more press would do it.
  await expect(sheet.getByRole('button', { name: '通过', exact: true })).toBeFocused();
  await page.keyboard.press('Escape');

  await page.evaluate('window.scrollTo(0, document.body.scrollHeight)');
  const queued = page.locator('.queue-steps-steps .no-wrap');
  await page.keyboard.press((await queued.textContent())?.startsWith('第1份') ? 'j' : 'k');
  await expect(page.getByRole('article').filter({ has: page.locator('.document') })).toBeFocused();
  expect(await page.evaluate('window.scrollY')).toBe(0);
  // Back to the leader, who had it before these stories.
  const { id } = await reportOf(page, 'sf91');
  const { revision } = await (await page.request.get(`/api/v1/reports/${id}`)).json();
  await post(page, `/reports/${id}/approve`, { revision });
});

test('an author compares the draft with what was handed in, and a reader comments without deciding', async ({
  browser,
}) => {
  const author = await personIn(browser, 'sf0401.secretary');
  const returned = await reportOf(author, 'sf0401');
  await author.goto(`/review/${returned.id}?view=diff`);
  await expect(author.getByRole('button', { name: /与第\d+版对照/ })).toHaveAttribute('aria-pressed', 'true');
  await expect(author.getByRole('region', { name: '对照' })).toContainText(/与这一版没有不同|改了\d+处/);
  await expect(author.getByRole('button', { name: /^批注指标/ })).toHaveCount(0);

  const observer = await personIn(browser, 'sf.observer');
  await observer.goto(`/review/${(await reportOf(observer, 'sf0303')).id}`);
  await expect(observer.getByRole('heading', { name: /^一、/ })).toBeVisible();
  await observer.keyboard.press('s');
  await observer.getByRole('button', { name: /^批注 ?C?$/ }).click();
  await expect(field(observer)).toBeFocused();
  await expect(observer.getByLabel('必须回复')).toHaveCount(0);
});
