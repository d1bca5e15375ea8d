import { settled } from '../../scripts/page-states.mjs';
import { personIn, post } from './people';
import { expect, test } from './world';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** An item that the unit found itself, with a due date that no story reaches. */
const ownItem = (problem: string) => ({ org: 'sf0201', source: 'self', problem, dueOn: '2027-03-31' });

test('an item is entered, worked on, handed in and verified', async ({ browser }) => {
  const secretary = await personIn(browser, 'sf0201.secretary');
  const words = '党员活动室台账登记不及时，缺两次记录';
  await secretary.goto('/ledger');
  await secretary.getByRole('link', { name: '登记' }).click();
  await secretary.getByRole('textbox', { name: '问题', exact: true }).fill(words);
  const due = secretary.getByRole('textbox', { name: '整改期限' });
  await due.fill('2027-03-31');
  await due.press('Enter');
  await secretary.getByRole('button', { name: '登记' }).click();
  await expect(secretary.getByRole('heading', { name: words })).toBeVisible();
  const address = secretary.url();

  await secretary.getByRole('button', { name: '增加措施' }).click();
  const plan = secretary.getByRole('dialog', { name: '增加措施' });
  await plan.getByRole('button', { name: '加上' }).click();
  await expect(plan.getByText('请填写').first()).toBeVisible();
  await plan.getByLabel('做什么').fill('补记两次活动，每月25日核对一次');
  await plan.getByLabel('责任人').fill('组织委员');
  await plan.getByRole('button', { name: '加上' }).click();
  await expect(plan).toBeHidden();
  await expect(secretary.getByRole('button', { name: '申请销号' })).toBeHidden();

  await secretary.getByRole('checkbox', { name: /补记两次活动/ }).check();
  await secretary.getByLabel('做了什么').fill('已补记，并与签到表逐次核对。');
  await secretary.reload();
  await expect(secretary.getByLabel('做了什么')).toHaveValue('已补记，并与签到表逐次核对。');
  await secretary.getByRole('button', { name: '记下，同时改1条措施' }).click();
  await expect(secretary.getByLabel('做了什么')).toHaveValue('');
  await secretary.getByRole('button', { name: '申请销号' }).click();
  const closing = secretary.getByRole('dialog', { name: '申请销号' });
  await closing.getByLabel('整改结果').fill('台账已补齐，此后逐月核对。');
  await closing.getByRole('button', { name: '申请销号' }).click();
  await expect(closing).toBeHidden();
  await expect(secretary.getByRole('button', { name: '撤回申请' })).toBeVisible();

  const superior = await personIn(browser, 'sf02.reviewer');
  await superior.goto('/ledger');
  await expect(superior.getByRole('heading', { name: /本月要办/ })).toBeVisible();
  await superior
    .getByRole('listitem')
    .filter({ hasText: words })
    .getByRole('link', { name: '去验收' })
    .click();
  await expect(superior).toHaveURL(address);
  await expect(superior.getByText('台账已补齐，此后逐月核对。').first()).toBeVisible();
  await superior.getByRole('button', { name: '同意销号' }).click();
  const verifying = superior.getByRole('dialog', { name: '同意销号' });
  await verifying.getByRole('button', { name: '同意销号' }).click();
  await expect(verifying.getByText('请填写').first()).toBeVisible();
  await verifying.getByLabel('现场查看').check();
  await verifying.getByLabel('核查情况').fill('现场翻看台账，记录齐全。');
  await verifying.getByRole('button', { name: '同意销号' }).click();
  await expect(verifying).toBeHidden();
  await expect(superior.getByText('已销号').first()).toBeVisible();
});

test('a unit claims what its superior entered', async ({ browser }) => {
  const superior = await personIn(browser, 'sf02.reviewer');
  const words = '党费收缴公示晚了一个季度';
  const { id } = await post<{ id: string }>(superior, '/rectifications', {
    ...ownItem(words),
    source: 'supervision',
  });
  const secretary = await personIn(browser, 'sf0201.secretary');
  await secretary.goto('/ledger');
  const row = secretary.getByRole('listitem').filter({ hasText: words });
  await row.getByRole('link', { name: '去认领' }).click();
  await expect(secretary).toHaveURL(new RegExp(id));
  await secretary.getByRole('button', { name: '认领' }).click();
  const claim = secretary.getByRole('dialog', { name: '认领这个事项' });
  await claim.getByLabel('做什么').fill('下月起按季公示');
  await claim.getByLabel('责任人').fill('纪检委员');
  await claim.getByRole('button', { name: '认领' }).click();
  await expect(claim).toBeHidden();
  await expect(secretary.getByText('整改中').first()).toBeVisible();
  await expect(secretary.getByText('下月起按季公示').first()).toBeVisible();
});

test('a month without news takes two taps on a phone', async ({ browser }) => {
  const secretary = await personIn(browser, 'sf0201.secretary', phone);
  const { id } = await post<{ id: string }>(secretary, '/rectifications', ownItem('图书角报刊更新慢'));
  await secretary.goto(`/ledger/${id}`);
  await secretary.getByRole('button', { name: '11月无新进展' }).tap();
  const why = secretary.getByRole('dialog', { name: '11月无新进展' });
  // The field has the focus: a third tap would be needed to write in it.
  await expect(why.getByLabel('为什么')).toBeFocused();
  await secretary.keyboard.insertText('报刊明年一月起订');
  await why.getByRole('button', { name: '记下' }).tap();
  await expect(why).toBeHidden();
  await expect(secretary.getByText('无新进展：报刊明年一月起订')).toBeVisible();
  const sideways = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  for (const path of ['/ledger', '/ledger/new', `/ledger/${id}`]) {
    await secretary.goto(path);
    await settled(secretary);
    for (const width of [320, 390, 2560]) {
      await secretary.setViewportSize({ width, height: 844 });
      await expect
        .poll(() => secretary.evaluate(sideways), { message: `${path} at ${width}` })
        .toBeLessThanOrEqual(0);
    }
  }
});

for (const [size, options] of [
  ['1440 pixels', {}],
  ['a phone', phone],
] as const) {
  test(`what the ledger wants this month stands on the workbench at ${size}, with its reminders`, async ({
    browser,
  }) => {
    const secretary = await personIn(browser, 'sf0401.secretary', options);
    await secretary.goto('/');
    await expect(secretary.getByRole('heading', { level: 1 })).toHaveText(/事等您办理|今天先办/);
    const row = secretary.getByRole('listitem').filter({ hasText: '本月进展' });
    await expect(row).toContainText(/\d+项整改事项/);
    await expect(row).toContainText(/逾期\d+天/);
    const reminder = secretary.getByRole('link', { name: /整改事项〔2026〕整改\d+号，已逾期\d+天/ }).first();
    await reminder.click();
    await expect(secretary).toHaveURL(/\/ledger\/[0-9a-f-]{36}$/);
    await expect(secretary.getByRole('button', { name: '11月无新进展' })).toBeVisible();
    await secretary.goto('/');
    // The row is the target: a phone shows no button for what is not first.
    await row.click();
    await expect(secretary).toHaveURL(/\/ledger$/);
    await expect(secretary.getByRole('heading', { name: /本月要办/ })).toBeVisible();
  });
}

test('what the ledger did not answer is never shown as done', async ({ browser }) => {
  const leader = await personIn(browser, 'sf01.reviewer');
  await leader.route('**/api/v1/rectifications?*', (route) => route.fulfill({ status: 400, body: '{}' }));
  await leader.goto('/');
  await expect(leader.getByText('没有取到整改事项')).toBeVisible();
  await expect(leader.getByRole('heading', { level: 1 })).not.toHaveText('都办完了');
  await expect(leader.getByText('手上没有要办的事')).toBeHidden();
});
