import { type Browser, type BrowserContextOptions, expect, type Page } from './world';

export const password = 'Baoshen-demo-2025';

/** Signs in as `<code>.<role>` of the demonstration data; the page of signing in has stories of its own. */
export async function signIn(page: Page, username: string): Promise<void> {
  const answer = await page.request.post('/api/v1/auth/login', { data: { username, password } });
  expect(answer.ok(), await answer.text()).toBe(true);
}

/** A person in a browser of their own, signed in and with no page open yet. */
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

/** Types into a search field of a dialog or a form and takes the one unit that is found by its code. */
export async function pickUnit(page: Page, label: string, code: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(code);
  await page.locator('.ant-select-item-option', { hasText: `（${code}）` }).click();
}
