import { expectSaved, password, personIn, reportOf, reportsOf, signIn } from './people';
import { expect, type Page, test } from './world';

const work = '一、主要工作完成情况';

async function openWriting(page: Page, org: string): Promise<string> {
  const { id } = await reportOf(page, org);
  await page.goto(`/writing/${id}`);
  await expect(page.getByLabel(work)).toBeVisible();
  return id;
}

const contentOf = async (page: Page, id: string) =>
  (await (await page.request.get(`/api/v1/reports/${id}`)).json()).content;

test('a reload in a conflict overwrites nobody, and a third tab wipes nothing', async ({ browser }) => {
  const one = await personIn(browser, 'sf0101.secretary');
  const other = await personIn(browser, 'sf0101.reporter');
  const id = await openWriting(one, 'sf0101');
  await other.goto(`/writing/${id}`);
  await expect(other.getByLabel(work)).toBeVisible();
  await one.getByLabel(work).fill('书记先写的。');
  await expectSaved(one);
  await other.getByLabel(work).fill('填报人写的。');
  await expect(other.getByText('在别处改过')).toBeVisible();
  await other.reload();
  await expect(other.getByLabel(work)).toHaveValue('填报人写的。');
  await expect(other.getByRole('button', { name: '并排对照' })).toBeVisible();
  expect((await contentOf(one, id)).sections[0].body).toBe('书记先写的。');

  // Tabs that come later ask whose the copy is; the one that is being written in keeps its text.
  for (let tab = 0; tab < 2; tab++) {
    const later = await other.context().newPage();
    await later.goto(`/writing/${id}`);
    await expect(later.getByLabel(work)).toHaveValue('书记先写的。');
  }
  await expect(other.getByLabel(work)).toHaveValue('填报人写的。');
});

test('what cannot be answered now is tried again by itself, what is refused is not', async ({ browser }) => {
  const page = await personIn(browser, 'sf0102.secretary');
  const id = await openWriting(page, 'sf0102');
  let tries = 0;
  let status = 502;
  await page.route('**/content', async (route) => {
    tries += 1;
    if (tries > 2 && status === 502) return route.continue();
    await route.fulfill({
      status,
      contentType: 'application/problem+json',
      body: '{"title":"不收","code":"x"}',
    });
  });
  await page.getByLabel(work).fill('服务器重启时写的。');
  await expect(page.getByText('服务器暂时没有答复')).toBeVisible();
  await expectSaved(page);
  expect((await contentOf(page, id)).sections[0].body).toBe('服务器重启时写的。');

  [tries, status] = [0, 422];
  await page.getByLabel(work).fill('不合规定的。');
  await expect(page.getByText('没有保存：不收')).toBeVisible();
  expect(tries).toBe(1);
  await page.getByRole('button', { name: '重试' }).click();
  await expect.poll(() => tries).toBe(2);
});

test('figures and days are read as people write them, and nothing that was saved goes meanwhile', async ({
  browser,
}) => {
  const page = await personIn(browser, 'sf0103.secretary');
  const id = await openWriting(page, 'sf0103');
  const days = page.getByLabel('主题党日', { exact: true });
  await days.fill('１２次');
  await days.press('Enter');
  await expect(days).toHaveValue('12');
  await expect(page.getByLabel('书记党课', { exact: true })).toBeFocused();
  await expectSaved(page);
  await days.fill('约30');
  await expect(page.getByText('请填确切的数')).toBeVisible();
  await page.getByLabel('阵地建设投入', { exact: true }).fill('75.9万元');
  await page.getByRole('button', { name: '添加一条' }).click();
  await page.getByLabel('第1条问题').fill('走访不够');
  const due = page.getByLabel('第1条期限');
  for (const [typed, shown] of [
    ['2027/12/10', '2027-12-10'],
    ['2027.12.8', '2027-12-08'],
    ['20271209', '2027-12-09'],
    ['2027年12月8日', '2027-12-08'],
  ] as const) {
    await due.fill(typed);
    await due.blur();
    await expect(due).toHaveValue(shown);
  }
  await expect.poll(async () => (await contentOf(page, id)).problems[0]?.dueOn).toBe('2027-12-08');
  expect((await contentOf(page, id)).indicators).toMatchObject({ theme_days: 12, funds: 75.9 });
  // What cannot be sent is kept in this browser.
  await page.reload();
  await expect(days).toHaveValue('约30');
});

test('nothing pasted is cut, and a restored row loses no other edit', async ({ browser }) => {
  const page = await personIn(browser, 'sf0201.secretary');
  await openWriting(page, 'sf0201');
  await page.getByRole('button', { name: '添加一条' }).click();
  await page.getByLabel('第1条问题').fill('长'.repeat(5_003));
  await expect(page.getByText('超出3字')).toBeVisible();
  await page.getByLabel('第1条问题').fill('甲');
  await page.getByRole('button', { name: '添加一条' }).click();
  await page.getByLabel('第2条问题').fill('乙');
  await page.getByRole('button', { name: '删除这一条' }).first().click();
  await page.getByLabel('第1条问题').fill('乙，后来改的');
  await page.getByRole('button', { name: '恢复' }).click();
  await expect(page.getByLabel('第1条问题')).toHaveValue('甲');
  await expect(page.getByLabel('第2条问题')).toHaveValue('乙，后来改的');
});

test('a half-written reply and a half-written note are there after a reload', async ({ browser }) => {
  const author = await personIn(browser, 'sf0401.secretary');
  await author.goto(`/writing/${(await reportOf(author, 'sf0401')).id}`);
  const open = () => author.getByRole('button', { name: '回复' }).first().click();
  const reply = author.getByRole('textbox', { name: '回复' });
  await open();
  await reply.fill('写了一半的回复');
  await author.reload();
  await open();
  await expect(reply).toHaveValue('写了一半的回复');

  const reviewer = await personIn(browser, 'sf.reviewer');
  const reports = await reportsOf(reviewer, { state: 'in_review', tier: 'branch' });
  await reviewer.goto(`/review/${reports[0]?.id}`);
  await reviewer.getByRole('button', { name: /退回/ }).first().click();
  await reviewer.getByLabel('意见', { exact: true }).fill('写了一半的意见');
  await reviewer.reload();
  await reviewer.getByRole('button', { name: /退回/ }).first().click();
  await expect(reviewer.getByLabel('意见', { exact: true })).toHaveValue('写了一半的意见');
});

test('a half-written reason is there after Esc and a reload', async ({ browser }) => {
  const author = await personIn(browser, 'sf0103.secretary');
  await author.goto(`/writing/${(await reportOf(author, 'sf0103')).id}`);
  const dialog = author.getByRole('dialog');
  const reason = dialog.getByLabel('理由');
  for (const [act, words] of [
    ['零报告', '本期没有活动'],
    ['申请延期', '书记外出培训'],
  ] as const) {
    const open = async () => {
      await author.getByRole('button', { name: '更多' }).first().click();
      await author.getByRole('menuitem', { name: act }).click();
    };
    await open();
    await reason.fill(words);
    await author.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await open();
    await expect(reason).toHaveValue(words);
    await author.reload();
    await open();
    await expect(reason).toHaveValue(words);
    await author.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
});

test('beside a report a secretary asks for more time and an administrator grants it', async ({ browser }) => {
  for (const [username, button, title] of [
    ['sf0401.secretary', '申请延期…', '申请延期'],
    ['sf.admin', '延期…', '准予延期'],
  ] as const) {
    const reader = await personIn(browser, username);
    await reader.goto(`/review/${(await reportOf(reader, 'sf0401')).id}`);
    await reader.getByRole('button', { name: button, exact: true }).click();
    await expect(reader.getByRole('dialog', { name: title })).toBeVisible();
  }
});

test('when somebody else signs in in this browser the first tab says so and keeps the text', async ({
  browser,
}) => {
  const first = await personIn(browser, 'sf0202.secretary');
  const id = await openWriting(first, 'sf0202');
  const second = await first.context().newPage();
  await second.goto('/bulletin');
  await signIn(second, 'sf0202.reporter');
  // No other tab has told; the refusal of the token does.
  await first.getByLabel(work).fill('书记没有存上的文字。');
  const dialog = first.getByRole('dialog', { name: /在这个浏览器登录了/ });
  await expect(dialog).toBeVisible();
  expect((await contentOf(second, id))?.sections[0]?.body ?? '').not.toContain('书记没有存上');
  await dialog.getByLabel(/的密码/).fill(password);
  await dialog.getByRole('button', { name: /重新登录/ }).click();
  await expect(dialog).toBeHidden();
  await expectSaved(first);
  await expect(first.getByLabel(work)).toHaveValue('书记没有存上的文字。');
});

test('what could not be fetched is never shown as done', async ({ browser }) => {
  const page = await personIn(browser, 'sf.reviewer');
  await page.route('**/api/v1/tasks**', (route) => route.fulfill({ status: 502, body: '' }));
  for (const path of ['/', '/review', '/writing']) {
    await page.goto(path);
    await expect(page.getByRole('alert').first()).toBeVisible();
    await expect(page.getByText(/都办完了|没有要审核|没有要填报/)).toHaveCount(0);
  }
});
