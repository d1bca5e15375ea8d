import type { Page } from '@playwright/test';
import { personIn, reportOf, reportsOf } from './people';
import { expect, test } from './world';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** Takes the first open item over and says what became of it; answers with the words. */
async function account(page: Page, words: string): Promise<void> {
  const panel = page.getByRole('region', { name: '问题整改情况' });
  await panel
    .getByRole('button', { name: /把〔.*列入问题清单/ })
    .first()
    .click();
  const field = page.getByRole('textbox', { name: /第\d+条整改情况/ }).last();
  await expect(field).toBeFocused();
  await field.fill(words);
  await expect(panel.getByText(/已在第\d+条交代/)).toBeVisible();
}

const accounts = async (page: Page, id: string) => {
  const answer = await page.request.get(`/api/v1/reports/${id}`);
  const { content } = (await answer.json()) as {
    content: { problems: { account?: string; ledgerId?: string }[] };
  };
  return content.problems.flatMap(({ account: told, ledgerId }) => (ledgerId ? [told] : []));
};

for (const [size, options, unit] of [
  ['at a desk', {}, 'sf0103'],
  ['on a phone', phone, 'sf0202'],
] as const)
  test(`an open item is taken into the report with one tap and accounted for, ${size}`, async ({
    browser,
  }) => {
    const page = await personIn(browser, `${unit}.secretary`, options);
    const { id } = await reportOf(page, unit);
    await page.goto(`/writing/${id}`);
    await account(page, '前两项措施已完成，第三项下月做完。');
    await expect.poll(() => accounts(page, id)).toEqual(['前两项措施已完成，第三项下月做完。']);
    await page.reload();
    const panel = page.getByRole('region', { name: '问题整改情况' });
    await expect(panel.getByText(/已在第\d+条交代/)).toBeVisible();
    const fits = 'document.documentElement.scrollWidth <= document.documentElement.clientWidth';
    expect(await page.evaluate<boolean>(fits)).toBe(true);
  });

test('a reviewer sees the items beside the text, as they stood when it was handed in', async ({
  browser,
}) => {
  const page = await personIn(browser, 'sf.reviewer');
  const [report] = await reportsOf(page, { state: 'in_review', tier: 'branch' });
  await page.goto(`/review/${report?.id}`);
  const items = page.getByRole('region', { name: '问题整改情况' });
  await expect(items.getByText('报送时的状态')).toBeVisible();
  await expect(items.getByText(/〔\d{4}〕整改\d+号/).first()).toBeVisible();
  await expect(page.getByText(/整改情况：/).first()).toBeVisible();
});
