import { expect, test } from './world';

test('the page says which language it speaks', async ({ page }) => {
  await page.goto('/sign-in');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
});
