import { personIn, post, reportOf } from './people';
import { type Browser, expect, type Page, test } from './world';

test.describe.configure({ mode: 'serial' });

const sizes = [
  { name: 'a desk', viewport: { width: 1440, height: 900 } },
  { name: 'a tablet', viewport: { width: 768, height: 1024 } },
  { name: 'a phone', viewport: { width: 390, height: 844 } },
];
const narrow = (page: Page) => (page.viewportSize()?.width ?? 0) < 960;

interface Content {
  sections: { key: string; body: string }[];
  indicators: Record<string, number>;
  problems: { id: string; problem: string }[];
}

/** Hands in another version of a direct branch's report, with a sentence, a figure and a problem that changed. */
async function anotherVersion(browser: Browser): Promise<string> {
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
  return id;
}

let id = '';

/** The page of the report, with its text. */
async function opened(browser: Browser, viewport: { width: number; height: number }): Promise<Page> {
  id ||= await anotherVersion(browser);
  const page = await personIn(browser, 'sf.reviewer', { viewport });
  await page.goto(`/review/${id}`);
  await expect(page.getByRole('heading', { name: /^一、/ })).toBeVisible();
  return page;
}
const field = (page: Page) => page.getByLabel('批注内容');
/** What the open box is about: beside it may stand one that is just being saved. */
const aboutOf = (page: Page) =>
  page.locator('.comment-column-composer', { has: field(page) }).locator('.comment-column-about');
const tab = async (page: Page, name: RegExp) => {
  if (narrow(page)) await page.locator('.review-bar-tabs').getByRole('button', { name }).click();
};
const inSight = async (page: Page) => {
  const box = await field(page).boundingBox();
  const height = page.viewportSize()?.height ?? 0;
  return box !== null && box.y >= 0 && box.y + box.height <= height;
};

for (const { name, viewport } of sizes) {
  test(`at ${name} a comment is written beside its passage, also far down and by keyboard`, async ({
    browser,
  }) => {
    const page = await opened(browser, viewport);
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
    const page = await opened(browser, viewport);
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

  test(`at ${name} the version that is meant is compared, change by change`, async ({ browser }) => {
    const page = await opened(browser, viewport);
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

test('while a comment is being saved the next one is written; each is saved once, and a refused one stays', async ({
  browser,
}) => {
  const page = await opened(browser, { width: 1440, height: 900 });
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
  await (await opened(browser, { width: 1440, height: 900 })).context().close();
  const page = await personIn(browser, 'sf.reviewer');
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route('**/api/v1/reports/*/comments*', async (route) => {
    await arrived;
    await route.continue();
  });
  await page.goto(`/review/${id}`);
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
