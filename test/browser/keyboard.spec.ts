import { password, personIn, reportsOf } from './people';
import { expect, test } from './world';

test('signing in takes the keyboard only', async ({ page }) => {
  await page.goto('/sign-in');
  await expect(page.getByLabel('账号')).toBeFocused();
  await page.keyboard.type('sf.leader');
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/今天|办完/);
});

test('a reviewer reads, opens help, comments and returns by keys', async ({ browser }) => {
  const page = await personIn(browser, 'sf.reviewer');
  const [report] = (await reportsOf(page, { state: 'in_review', tier: 'branch' })).filter(({ org }) =>
    org.code.startsWith('sf03'),
  );
  await page.goto(`/review/${report?.id}`);
  await expect(page.getByRole('heading', { name: /一、/ })).toBeVisible();

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: '快捷键' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: '快捷键' })).toBeHidden();

  await page.keyboard.press('c');
  await page.keyboard.type('全文写得清楚，r 键在打字时不起作用。');
  await expect(page.getByRole('dialog', { name: /退回/ })).toBeHidden();
  // Closes the box and keeps what is typed, which the same key brings back.
  await page.keyboard.press('Escape');
  await expect(page.getByLabel('批注内容')).toBeHidden();
  await page.keyboard.press('c');
  await expect(page.getByLabel('批注内容')).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByLabel('批注内容')).toBeHidden();
  await expect(page.getByText('全文写得清楚').first()).toBeVisible();

  await page.keyboard.press('r');
  const panel = page.getByRole('dialog', { name: /退回/ });
  await expect(panel.getByLabel('意见')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();

  await page.keyboard.press('a');
  await expect(page.getByRole('dialog', { name: '通过' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: '通过' })).toBeHidden();
});

test('a form in a dialog asks before it closes on what was typed, and goes at once where nothing was', async ({
  browser,
}) => {
  const admin = await personIn(browser, 'sf.admin');
  await admin.goto('/administration/people');
  const add = admin.getByRole('button', { name: '新增人员' });
  const form = admin.getByRole('dialog', { name: '新增人员' });
  await add.click();
  await expect(form.getByRole('textbox').first()).toBeFocused();
  await admin.keyboard.press('Escape');
  await expect(form).toBeHidden();
  await expect(add).toBeFocused();

  await add.click();
  await form.getByRole('textbox', { name: '姓名' }).fill('示范新人');
  await admin.keyboard.press('Escape');
  const question = admin.getByRole('dialog', { name: '改动还没有保存' });
  await question.getByRole('button', { name: '继续填写' }).click();
  await expect(question).toBeHidden();
  await expect(form.getByRole('textbox', { name: '姓名' })).toHaveValue('示范新人');
  await form.getByRole('button', { name: '取消' }).click();
  await question.getByRole('button', { name: '不保存，离开' }).click();
  await expect(form).toBeHidden();
  await admin.context().close();
});
