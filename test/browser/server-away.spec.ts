import { looked } from './axe';
import { expectSaved, personIn, reportOf } from './people';
import { expect, test } from './world';

const away = '服务器暂时连不上。';
const work = '一、主要工作完成情况';

test('while the server is away the page says so, and goes on by itself once it is back', async ({
  browser,
}) => {
  const page = await personIn(browser, 'sf0202.secretary', { viewport: { width: 390, height: 800 } });
  const { id } = await reportOf(page, 'sf0202');
  await page.goto(`/writing/${id}`);
  await expect(page.getByLabel(work)).toBeVisible();
  await expect(page.getByText(away)).toBeHidden();

  // A proxy answers so while no process of the product is there.
  await page.route('**/api/**', (route) => route.fulfill({ status: 503, body: 'no upstream' }));
  await page.getByLabel(work).fill('服务器不在时写的文字。');
  await expect(page.getByText(away)).toBeVisible();
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  expect(await looked(page, 'the server is away')).toEqual([]);

  const readAgain = page.waitForRequest((request) => /\/api\/v1\/reports\//.test(request.url()));
  await page.unroute('**/api/**');
  await expect(page.getByText(away)).toBeHidden();
  await expectSaved(page);
  await readAgain;
  await page.reload();
  await expect(page.getByLabel(work)).toHaveValue('服务器不在时写的文字。');
  await page.context().close();
});

test('a page that did not open while the server was away opens by itself', async ({ browser }) => {
  const page = await personIn(browser, 'sf.observer');
  await page.route('**/api/**', (route) => route.abort());
  await page.goto('/completion');
  await expect(page.getByText(away)).toBeVisible();
  await page.unroute('**/api/**');
  await expect(page.getByText(away)).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await page.context().close();
});

test('one request that fails alone is not told as an outage', async ({ browser }) => {
  const page = await personIn(browser, 'sf.observer');
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  const ready = page.waitForResponse('**/api/health/ready');
  await page.route('**/api/v1/cycles**', (route) => route.abort());
  await page.goto('/completion');
  await ready;
  await expect(page.getByText(away)).toBeHidden();
  await page.context().close();
});

test('over a slow line a bar says that the click was taken, until the page is there', async ({ browser }) => {
  const page = await personIn(browser, 'sf.observer');
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  let arrive = () => undefined as unknown;
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route('**/assets/completion-page-*.js', async (route) => {
    await arrived;
    await route.continue();
  });
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '报送进度' }).click();
  const bar = page.getByRole('progressbar', { name: '正在打开' });
  await expect(bar).toBeVisible();
  expect(await looked(page, 'a page on its way')).toEqual([]);
  arrive();
  await expect(page).toHaveURL(/\/completion/);
  await expect(bar).toBeHidden();
  await page.context().close();
});
