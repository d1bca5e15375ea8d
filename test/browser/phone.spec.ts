import { personIn, post, reportOf, reportsOf } from './people';
import { expect, type Page, test } from './world';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** Nothing sticks out sideways. */
async function fits(page: Page): Promise<void> {
  await expect(page.locator('main').first()).toBeVisible();
  await expect
    .poll(() => page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'))
    .toBeLessThanOrEqual(0);
}

test('workbench, writing and completion fit a phone', async ({ browser }) => {
  const secretary = await personIn(browser, 'sf0401.secretary', phone);
  await secretary.goto('/');
  await fits(secretary);
  await expect(secretary.getByRole('navigation', { name: '主导航' }).last()).toBeVisible();
  const [own] = await reportsOf(secretary, { org: 'sf0401' });
  await secretary.goto(`/writing/${own?.id}`);
  await fits(secretary);
  await secretary.getByRole('button', { name: /还需处理|可以报送/ }).click();
  const todo = secretary.getByRole('complementary', { name: '还需处理' });
  await todo.getByRole('button', { name: '关闭' }).tap();
  await expect(todo).toBeHidden();

  const admin = await personIn(browser, 'sf.admin', phone);
  await admin.goto('/completion');
  await expect(admin.getByText('示范区第一中学党总支')).toBeVisible();
  await fits(admin);
});

test('a leader decides with a thumb', async ({ browser }) => {
  const leader = await personIn(browser, 'sf.leader', phone);
  // Stories of other files may have returned it before: it then waits for the level below.
  const { id } = await reportOf(leader, 'sf91');
  const report = await (await leader.request.get(`/api/v1/reports/${id}`)).json();
  if (!report.allowedActions.includes('approve')) {
    const reviewer = await personIn(browser, 'sf.reviewer');
    await post(reviewer, `/reports/${id}/approve`, { revision: report.revision });
  }
  await leader.goto('/review');
  await leader.getByRole('link', { name: '去审核' }).first().tap();
  await expect(leader.getByRole('heading', { name: /一、/ })).toBeVisible();
  await fits(leader);
  await leader.getByRole('button', { name: /^指标/ }).tap();
  await expect(leader.getByRole('columnheader', { name: '去年' })).toBeVisible();
  await leader.getByRole('button', { name: '正文' }).tap();
  await leader.getByRole('button', { name: '通过', exact: true }).tap();
  const sheet = leader.getByRole('dialog', { name: '通过' });
  const phrase = await sheet.locator('.decision-bar-phrase').first().boundingBox();
  expect(phrase?.height, 'a phrase for a thumb').toBeGreaterThanOrEqual(34);
  await sheet.getByText('一般').tap();
  await expect(sheet.getByRole('button', { name: '通过，评为“一般”' })).toBeEnabled();
  await sheet.getByRole('button', { name: '取消' }).tap();
  await expect(sheet).toBeHidden();
});
