import { personIn } from './people';
import { expect, test } from './world';

test('reports are packed in the background and fetched when they are ready', async ({ browser }) => {
  const admin = await personIn(browser, 'sf.admin');
  await admin.goto('/completion/demo-annual');
  await admin.getByRole('button', { name: '打包报告' }).click();
  const drawer = admin.getByRole('dialog', { name: '打包报告' });
  await drawer.getByText('纯文本').click();
  await drawer.getByRole('button', { name: '开始打包' }).click();
  const archive = drawer.getByRole('listitem').filter({ hasText: '纯文本' }).first();
  const link = archive.getByRole('link', { name: '下载' });
  await expect(link).toBeVisible({ timeout: 60_000 });
  const fetched = admin.waitForEvent('download');
  await link.click();
  expect((await fetched).suggestedFilename()).toMatch(/\.zip$/);
});

test('a visitor searches the bulletin, finds nothing, and prints an edition as paper asks', async ({
  page,
}) => {
  await page.goto('/bulletin');
  await expect(page.getByRole('link', { name: '登录' })).toBeVisible();
  await expect(page.getByRole('banner')).toContainText('示范区教育局党委 党务公开');
  await page.getByLabel('搜索').fill('没有这样的词');
  await expect(page.getByText('没有找到“没有这样的词”')).toBeVisible();
  await page.getByRole('button', { name: '清空' }).click();
  await page.getByRole('list').getByRole('link').first().click();
  const body = page.locator('.edition-page-sheet .document section p').first();
  await expect(body).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('banner')).toBeHidden();
  await expect(page.getByRole('button', { name: '打印' })).toBeHidden();
  // 16pt on 28pt, headings not bold.
  await expect(body).toHaveCSS('font-size', /^21\.33/);
  await expect(body).toHaveCSS('line-height', /^37\.33/);
  await expect(page.locator('.edition-page-sheet .document h2').first()).toHaveCSS('font-weight', '400');
  const paper = await page.pdf({ preferCSSPageSize: true });
  expect(paper.toString('latin1')).toMatch(/\/MediaBox \[0 0 594\.\d+ 841\.\d+\]/);
});
