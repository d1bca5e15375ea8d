import { expectSaved, password } from './people';
import { expect, type Page, test } from './world';

const work = '一、主要工作完成情况';

/** The address of the same server by a name, as an office without certificates opens it. */
const byName = (world: string) => world.replace('127.0.0.1', 'baoshen.test');

async function signInByForm(page: Page, at: string, username: string): Promise<void> {
  await page.goto(`${at}/sign-in`);
  await page.getByLabel('账号').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

test('everything works over plain HTTP by name', async ({ page, world }) => {
  const at = byName(world);
  await signInByForm(page, at, 'sf0101.secretary');
  expect(await page.evaluate('isSecureContext || "randomUUID" in crypto')).toBe(false);
  await page.getByRole('link', { name: '填报' }).first().click();
  await page
    .getByRole('link', { name: /去填报|开始填报|继续填报/ })
    .first()
    .click();
  await page.getByLabel(work).fill('按名称打开，照样能写。');
  await expectSaved(page);
  await page.getByRole('button', { name: '添加一条' }).click();
  await page.getByLabel('第1条问题').fill('走访不够');
  await expectSaved(page);
  // A POST, whose key comes from a generator that is there.
  await page.getByRole('button', { name: /粘贴或上传/ }).click();
  await page.getByLabel('或者把文字粘贴在这里').fill('一、主要工作完成情况\n全年开展主题党日12次。');
  await page.getByRole('button', { name: '识别章节' }).click();
  await expect(page.getByRole('button', { name: '放进报告' })).toBeVisible();
});

test('eight tabs of one browser share one stream of the six connections there are', async ({
  browser,
  world,
}) => {
  const context = await browser.newContext();
  const first = await context.newPage();
  await signInByForm(first, byName(world), 'sf0102.secretary');
  for (let tab = 0; tab < 8; tab++) {
    const page = await context.newPage();
    await page.goto(`${byName(world)}/`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
});

test('where scripts are blocked a sentence says what to do', async ({ page, world }) => {
  await page.route('**/assets/*.js', (route) => route.abort());
  await page.goto(byName(world));
  await expect(page.getByText('报审没有打开。')).toBeVisible();
});
