import { expectSaved, password, personIn, reportOf } from './people';
import { expect, test } from './world';

const work = '一、主要工作完成情况';

test('saves by itself, and two tabs never overwrite each other', async ({ browser }) => {
  const first = await personIn(browser, 'sf0201.secretary');
  const { id } = await reportOf(first, 'sf0201');
  const second = await first.context().newPage();
  await first.goto(`/writing/${id}`);
  await second.goto(`/writing/${id}`);
  await first.getByLabel(work).fill('第一个窗口写的文字。');
  await expectSaved(first);

  // The clean tab takes over what the other saved.
  await expect(second.getByLabel(work)).toHaveValue('第一个窗口写的文字。');

  // A tab that does not hear of the other (another browser) meets the conflict when it saves.
  const elsewhere = await personIn(browser, 'sf0201.reporter');
  await elsewhere.goto(`/writing/${id}`);
  await expect(elsewhere.getByLabel(work)).toHaveValue('第一个窗口写的文字。');
  await first.getByLabel(work).fill('书记改过的文字。');
  await expectSaved(first);
  await elsewhere.getByLabel(work).fill('填报人改过的文字。');
  await elsewhere.getByRole('button', { name: '并排对照' }).click();
  const dialog = elsewhere.getByRole('dialog');
  await expect(dialog.getByText('书记改过的文字。')).toBeVisible();
  await expect(dialog.getByText('填报人改过的文字。')).toBeVisible();
  await dialog.getByRole('button', { name: '都留下' }).click();
  await dialog.getByRole('button', { name: '按所选保存' }).click();
  await expect(elsewhere.getByLabel(work)).toHaveValue('书记改过的文字。\n填报人改过的文字。');
  await expectSaved(elsewhere);
});

test('a tab that was still loading while another one saved shows what it saved', async ({ browser }) => {
  const first = await personIn(browser, 'sf0203.secretary');
  const { id } = await reportOf(first, 'sf0203');
  const second = await first.context().newPage();
  await first.goto(`/writing/${id}`);
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const read = second.waitForResponse(`**/api/v1/reports/${id}`);
  await second.route('**/api/v1/template*/**', async (route) => {
    await arrived;
    await route.continue();
  });
  await second.goto(`/writing/${id}`);
  await read;
  await first.getByLabel(work).fill('别处还在打开时写的文字。');
  await expectSaved(first);
  arrive();
  await expect(second.getByLabel(work)).toHaveValue('别处还在打开时写的文字。');
  await first.context().close();
});

test('keeps what is typed without a connection, and sends it when it is back', async ({ browser }) => {
  const page = await personIn(browser, 'sf0202.secretary');
  const { id } = await reportOf(page, 'sf0202');
  await page.goto(`/writing/${id}`);
  await expect(page.getByLabel(work)).toBeVisible();
  await page.context().setOffline(true);
  await page.getByLabel(work).fill('断网时写的文字。');
  await expect(page.getByText('没有网络，已存在本机')).toBeVisible();
  await page.context().setOffline(false);
  await expectSaved(page);
  await page.reload();
  await expect(page.getByLabel(work)).toHaveValue('断网时写的文字。');
});

test('a closed tab loses nothing', async ({ browser }) => {
  const page = await personIn(browser, 'sf0203.secretary');
  const { id } = await reportOf(page, 'sf0203');
  await page.goto(`/writing/${id}`);
  await expect(page.getByLabel(work)).toBeVisible();
  // This tab alone reaches the server no more: what it may still send while it closes does not arrive either.
  await page.route('**/content', (route) => route.abort());
  await page.getByLabel(work).fill('还没有保存就关掉了。');
  await expect(page.getByText('没有网络，已存在本机')).toBeVisible();
  const context = page.context();
  await page.close({ runBeforeUnload: false });
  const again = await context.newPage();
  await again.goto(`/writing/${id}`);
  await expect(again.getByLabel(work)).toHaveValue('还没有保存就关掉了。');
  await expect
    .poll(async () => (await (await again.request.get(`/api/v1/reports/${id}`)).json()).content.sections)
    .toContainEqual(expect.objectContaining({ key: 'work', body: '还没有保存就关掉了。' }));
});

test('an expired session asks to sign in over the page and goes on', async ({ browser }) => {
  const page = await personIn(browser, 'sf0202.reporter');
  const { id } = await reportOf(page, 'sf0202');
  await page.goto(`/writing/${id}`);
  await expect(page.getByLabel(work)).toBeVisible();
  await page.context().clearCookies();
  await page.getByLabel(work).fill('登录过期以后接着写。');
  const dialog = page.getByRole('dialog', { name: '登录已过期' });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByLabel(/的密码/)).toBeFocused();
  await dialog.getByLabel(/的密码/).fill(password);
  const [later, signIn] = await Promise.all(
    ['稍后', '登录'].map((name) => dialog.getByRole('button', { name }).boundingBox()),
  );
  expect((signIn?.x ?? 0) - (later?.x ?? 0) - (later?.width ?? 0), 'between the buttons').toBeGreaterThan(4);
  await dialog.getByRole('button', { name: '登录' }).click();
  await expectSaved(page);
  await expect(page.getByLabel(work)).toHaveValue('登录过期以后接着写。');
});

test('what people type never becomes markup', async ({ browser }) => {
  const page = await personIn(browser, 'sf0301.secretary');
  const violations: string[] = [];
  page.on('console', (message) => message.type() === 'error' && violations.push(message.text()));
  await page.goto('/');
  await expect(page.getByRole('main')).toBeVisible();
  expect(violations.filter((text) => /Content Security Policy/.test(text))).toEqual([]);
});
