import { expectSaved, personIn, reportOf } from './people';
import { indicatorValues, pastedReport, sectionTexts } from './report-text';
import { expect, test } from './world';

test.describe.configure({ mode: 'serial' });
// The report is published here, and nobody writes it afterwards.
test.use({ ownWorld: 'life' });

const issues = sectionTexts.存在的问题 ?? '';
const passage = '夜班职工有三人全年没有走到';

test('a report goes from a pasted draft to the bulletin', async ({ browser }) => {
  test.setTimeout(240_000);
  const secretary = await personIn(browser, 'sf0101.secretary');
  const { id } = await reportOf(secretary, 'sf0101');

  await test.step('the secretary pastes a draft and confirms where it goes', async () => {
    await secretary.goto(`/writing/${id}`);
    await secretary.getByRole('button', { name: '粘贴或上传，自动对到各章' }).click();
    await secretary.getByLabel('或者把文字粘贴在这里').fill(pastedReport);
    await secretary.getByRole('button', { name: '识别章节' }).click();
    await expect(secretary.getByText('核对归入哪一章')).toBeVisible();
    await secretary.getByRole('button', { name: '放进报告' }).click();
    await expect(secretary.getByLabel('二、存在的问题')).toHaveValue(new RegExp(passage));
    for (const [name, value] of Object.entries(indicatorValues))
      await secretary.getByLabel(name, { exact: true }).fill(value);
    await expectSaved(secretary);
  });

  await test.step('and hands it in', async () => {
    await secretary.getByRole('button', { name: '报送', exact: true }).first().click();
    await secretary.getByRole('dialog').getByRole('button', { name: '报送' }).click();
    await expect(secretary.getByText(/已报送，现在由/)).toBeVisible();
  });

  const reviewer = await personIn(browser, 'sf01.reviewer');
  await test.step('the reviewer selects a passage, comments on it and returns', async () => {
    await reviewer.goto(`/review/${id}`);
    await expect(reviewer.getByRole('heading', { name: '二、存在的问题' })).toBeVisible();
    await reviewer.locator('.document p').filter({ hasText: passage }).click({ clickCount: 3 });
    await reviewer.keyboard.press('c');
    await reviewer.getByLabel('批注内容').fill('是哪三位，什么时候补走访？');
    await reviewer.getByLabel('必须回复').check();
    // On a slow line the panel stands open before the comment comes back, and opens its section all the same.
    let answer = () => {};
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await reviewer.route('**/comments?*', async (route) => {
      if (route.request().method() === 'GET') await answered;
      await route.continue();
    });
    await reviewer.getByRole('button', { name: '保存' }).click();
    await expect(reviewer.getByLabel('批注内容')).toBeHidden();
    await reviewer.keyboard.press('r');
    const panel = reviewer.getByRole('dialog', { name: /退回/ });
    await expect(panel).toBeVisible();
    answer();
    await expect(reviewer.locator('mark').filter({ hasText: passage })).toBeVisible();
    await expect(panel.getByLabel('二、存在的问题')).toBeChecked();
    await panel.getByLabel('意见').fill('第二章请写实，其余可以。');
    await panel.getByRole('button', { name: '退回', exact: true }).click();
    await expect(reviewer.getByText(/已退回.*可取回/)).toBeVisible();
  });

  await test.step('the secretary answers and mends what was opened', async () => {
    await secretary.goto('/');
    await expect(secretary.getByText('第二章请写实，其余可以。')).toBeVisible();
    await secretary.getByRole('link', { name: '去修改' }).click();
    await expect(secretary.getByLabel('退回意见')).toContainText('第二章请写实');
    await expect(secretary.locator('.frozen-text-frozen')).not.toHaveCount(0);
    await expect(secretary.getByRole('button', { name: /还差\d项，去处理/ })).toBeVisible();
    await secretary.getByLabel('回复', { exact: true }).fill('门卫两人、食堂一人，十二月五日前走到。');
    await secretary.getByRole('button', { name: '回复', exact: true }).click();
    await secretary
      .getByLabel('二、存在的问题')
      .fill(issues.replace(passage, '夜班职工有门卫两人、食堂一人全年没有走到'));
    await expectSaved(secretary);
    await secretary.getByRole('button', { name: '报送', exact: true }).first().click();
    await secretary.getByRole('dialog').getByRole('button', { name: '报送' }).click();
    await expect(secretary.getByText(/已报送，现在由/)).toBeVisible();
  });

  await test.step('the reviewer sees what changed, resolves and approves', async () => {
    await reviewer.goto(`/review/${id}`);
    await expect(reviewer.getByText('第2版', { exact: true })).toBeVisible();
    await reviewer.keyboard.press('d');
    await expect(reviewer.locator('ins').filter({ hasText: '门卫' })).toBeVisible();
    await reviewer.getByRole('button', { name: '已解决' }).click();
    await expect(reviewer.getByText('已解决').first()).toBeVisible();
    await reviewer.getByRole('button', { name: /^通过/ }).click();
    await expect(reviewer.getByText(/已通过，可取回/)).toBeVisible();
  });

  await test.step('the bureau reviews, and its leader grades', async () => {
    const bureau = await personIn(browser, 'sf.reviewer');
    await bureau.goto(`/review/${id}`);
    await bureau.getByRole('button', { name: /^通过/ }).click();
    await expect(bureau.getByText(/已通过，可取回/)).toBeVisible();
    const leader = await personIn(browser, 'sf.leader');
    await leader.goto(`/review/${id}`);
    await expect(leader.getByRole('button', { name: /先选等次/ })).toBeDisabled();
    await leader.getByText('较好', { exact: false }).first().click();
    await leader.getByRole('button', { name: /通过，评为“较好”/ }).click();
    await expect(leader.getByText(/已通过，可取回/)).toBeVisible();
  });

  await test.step('the publisher reviews it once more and publishes', async () => {
    const publisher = await personIn(browser, 'sf.publisher');
    await publisher.goto(`/review/${id}`);
    await publisher.getByRole('button', { name: '公开…', exact: true }).click();
    const dialog = publisher.getByRole('dialog');
    await dialog.getByLabel('面向社会').check();
    for (const box of await dialog.getByRole('checkbox').all()) await box.check();
    await dialog.getByRole('button', { name: '公开' }).click();
    await expect(publisher.getByText('已公开').first()).toBeVisible();
  });

  await test.step('and anybody reads it without signing in', async () => {
    const visitor = await (await browser.newContext()).newPage();
    await visitor.goto('/bulletin');
    await visitor
      .getByRole('link', { name: /第一中学高一年级党支部.*抓党建/ })
      .first()
      .click();
    await expect(visitor.getByText('门卫两人、食堂一人')).toBeVisible();
    await expect(visitor.getByRole('link', { name: '登录' })).toBeVisible();
  });
});
