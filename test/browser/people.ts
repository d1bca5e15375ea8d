import { type Browser, type BrowserContextOptions, expect, type Page } from './world';

export const password = 'Baoshen-demo-2025';

/** Signs in on a page as `<code>.<role>` of the demonstration data and waits for the workbench. */
export async function signIn(page: Page, username: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('账号').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('navigation', { name: '主导航' }).first()).toBeAttached();
  await expect(page).not.toHaveURL(/sign-in/);
}

/** A person in a browser of their own. */
export async function personIn(
  browser: Browser,
  username: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await signIn(page, username);
  return page;
}

export interface RowFilter {
  org?: string;
  cycle?: string;
  under?: string;
  state?: string;
  tier?: string;
}

/** Reports as the person's session may list them. */
export async function reportsOf(
  page: Page,
  filter: RowFilter,
): Promise<{ id: string; state: string; org: { code: string; name: string } }[]> {
  const answer = await page.request.get(
    `/api/v1/reports?${new URLSearchParams({ cycle: 'demo-annual', pageSize: '100', ...filter })}`,
  );
  expect(answer.ok()).toBe(true);
  return (await answer.json()).items;
}

/** The one report a unit owes in the running cycle. */
export async function reportOf(page: Page, org: string): Promise<{ id: string; state: string }> {
  const [report] = await reportsOf(page, { org });
  if (!report) throw new Error(`${org} owes no report`);
  return report;
}

/** What the save line says once the server has everything. */
export async function expectSaved(page: Page): Promise<void> {
  await expect(page.getByText(/\d\d:\d\d 已保存/)).toBeVisible();
}

/** Does by the API, as the person signed in on the page, what a story takes for granted. */
export async function post<T>(page: Page, path: string, body: object): Promise<T> {
  const me = await (await page.request.get('/api/v1/auth/me')).json();
  const answer = await page.request.post(`/api/v1${path}`, {
    data: body,
    headers: { 'X-CSRF-Token': me.csrfToken, 'Idempotency-Key': crypto.randomUUID() },
  });
  const text = await answer.text();
  expect(answer.ok(), text).toBe(true);
  return (text ? JSON.parse(text) : undefined) as T;
}
