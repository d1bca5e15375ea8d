import { personIn, post, reportOf } from './people';
import { type Browser, expect, type Page } from './world';

export const sizes = [
  { name: 'a desk', viewport: { width: 1440, height: 900 } },
  { name: 'a tablet', viewport: { width: 768, height: 1024 } },
  { name: 'a phone', viewport: { width: 390, height: 844 } },
];
/** Where panels are tabs. */
export const narrow = (page: Page) => (page.viewportSize()?.width ?? 0) < 960;

interface Content {
  sections: { key: string; body: string }[];
  indicators: Record<string, number>;
  problems: { id: string; problem: string }[];
}

/** Hands in another version of a direct branch's report, with a sentence, a figure and a problem that changed. */
async function anotherVersion(browser: Browser): Promise<void> {
  const leader = await personIn(browser, 'sf.leader');
  const { id } = await reportOf(leader, 'sf91');
  const read = async (page: Page) => (await page.request.get(`/api/v1/reports/${id}`)).json();
  const { revision, state } = await read(leader);
  expect(state).toBe('in_review');
  await post(leader, `/reports/${id}/return`, { revision, note: '请补充一句。' });
  const author = await personIn(browser, 'sf91.secretary');
  const { version, content } = (await read(author)) as { version: number; content: Content };
  const [first, ...rest] = content.sections;
  const [figure = ''] = Object.keys(content.indicators);
  const me = await (await author.request.get('/api/v1/auth/me')).json();
  const saved = await author.request.put(`/api/v1/reports/${id}/content`, {
    headers: { 'If-Match': `"${version}"`, 'X-CSRF-Token': me.csrfToken },
    data: {
      ...content,
      sections: [
        { key: first?.key, body: `${first?.body}\n新补的一段：走访记录按月归档。` },
        ...rest.map(({ key, body }) => ({ key, body })),
      ],
      indicators: { ...content.indicators, [figure]: (content.indicators[figure] ?? 0) + 1 },
      problems: content.problems.map((problem, at) =>
        at === 0 ? { ...problem, problem: `${problem.problem}（已核对）` } : problem,
      ),
    },
  });
  expect(saved.ok(), await saved.text()).toBe(true);
  await post(author, `/reports/${id}/submit`, {});
  await author.context().close();
  await leader.context().close();
}

/**
 * The page of a report that waits for its reviewer, with its text; its version differs from the one before. Whatever
 * stories did with it before, it is handed in anew where it has gone on.
 */
export async function openReview(
  browser: Browser,
  viewport: { width: number; height: number },
): Promise<Page> {
  const page = await personIn(browser, 'sf.reviewer', { viewport });
  const { id } = await reportOf(page, 'sf91');
  const report = await (await page.request.get(`/api/v1/reports/${id}`)).json();
  if (!report.allowedActions.includes('return')) await anotherVersion(browser);
  await page.goto(`/review/${id}`);
  await expect(page.getByRole('heading', { name: /^一、/ })).toBeVisible();
  return page;
}

/** Where a new comment is written. */
export const field = (page: Page) => page.getByLabel('批注内容');

export const tab = async (page: Page, name: RegExp) => {
  if (narrow(page)) await page.locator('.review-bar-tabs').getByRole('button', { name }).click();
};
