import type { Page } from '@playwright/test';

const password = 'Baoshen-demo-2025';

/** Signs in as somebody of the demonstration data, by the page. */
export async function signIn(page: Page, base: string, user: string): Promise<void> {
  await page.goto(`${base}/sign-in`);
  await page.locator('input[autocomplete=username]').fill(user);
  await page.locator('input[type=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.waitForURL((url) => !url.pathname.includes('sign-in'));
}
