import { looked } from './axe';
import { personIn, post, reportOf } from './people';
import { sectionTexts } from './report-text';
import { type Browser, expect, type Page, test } from './world';

test.describe.configure({ mode: 'serial' });

const present = new Map<string, Page>();

/** Whoever signed in stays for the stories after. */
async function as(browser: Browser, username: string): Promise<Page> {
  const page = present.get(username) ?? (await personIn(browser, username));
  present.set(username, page);
  return page;
}

const scan = {
  name: '盖章扫描件.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n%%EOF\n'),
};

test('a nil report is handed in with its reason, read by the reviewer, and withdrawn', async ({
  browser,
}) => {
  const secretary = await as(browser, 'sf0102.secretary');
  const { id } = await reportOf(secretary, 'sf0102');
  await secretary.goto(`/writing/${id}`);
  await secretary.getByRole('button', { name: '更多' }).click();
  await secretary.getByText('零报告', { exact: true }).click();
  const dialog = secretary.getByRole('dialog', { name: '零报告' });
  await expect(dialog.getByRole('button', { name: '报送零报告' })).toBeDisabled();
  await dialog.getByLabel('理由').fill('支部今年与高一支部合并活动，没有单独可报的内容。');
  await dialog.getByRole('button', { name: '报送零报告' }).click();
  await expect(secretary.getByText(/已报送，现在由/)).toBeVisible();

  const reviewer = await as(browser, 'sf01.reviewer');
  await reviewer.goto(`/review/${id}`);
  await expect(reviewer.getByText('理由：支部今年与高一支部合并活动')).toBeVisible();

  await secretary.goto(`/review/${id}`);
  await secretary.getByRole('button', { name: '撤回' }).click();
  await secretary.getByRole('dialog').getByRole('button', { name: '撤回' }).click();
  await expect(secretary).toHaveURL(new RegExp(`/writing/${id}`));
});

test('a stamped scan goes with the report to its reviewer', async ({ browser }) => {
  const secretary = await as(browser, 'sf0403.secretary');
  const { id } = await reportOf(secretary, 'sf0403');
  await secretary.goto(`/writing/${id}`);
  const part = secretary.getByRole('region', { name: '附件' });
  await part.locator('input[type=file]').setInputFiles([scan, { ...scan, name: '程序.exe' }]);
  await expect(part.getByRole('link', { name: scan.name })).toBeVisible();
  await expect(part.getByRole('alert')).toHaveText(/这种文件不能上传/);
  await part.getByRole('button', { name: '知道了' }).click();
  await part.locator('input[type=file]').setInputFiles({ ...scan, name: '传错的.pdf' });
  await expect(part.getByRole('link', { name: '传错的.pdf' })).toBeVisible();
  await part
    .getByRole('listitem')
    .filter({ hasText: '传错的.pdf' })
    .getByRole('button', { name: '移除' })
    .click();
  await secretary.getByRole('tooltip').getByRole('button', { name: '移除' }).click();
  await expect(part.getByRole('link', { name: '传错的.pdf' })).toBeHidden();

  await secretary.getByLabel('三、原因剖析').fill(sectionTexts.原因剖析 ?? '');
  await secretary.getByLabel('四、下一步工作打算').fill(sectionTexts.下一步工作打算 ?? '');
  // At once: what was typed last goes along.
  await secretary.getByRole('button', { name: '报送', exact: true }).first().click();
  await secretary.getByRole('dialog').getByRole('button', { name: '报送' }).click();
  await expect(secretary.getByText(/已报送，现在由/)).toBeVisible();

  const reviewer = await as(browser, 'sf04.reviewer');
  await reviewer.goto(`/review/${id}`);
  await expect(reviewer.getByText('每月初由副书记列出走访名单').first()).toBeVisible();
  const file = reviewer.getByRole('link', { name: scan.name });
  const [download] = await Promise.all([reviewer.waitForEvent('download'), file.click()]);
  expect(download.suggestedFilename()).toBe(scan.name);
});

test('several are approved at once after a dry run that says what would stop each; one is taken back', async ({
  browser,
}) => {
  const reviewer = await as(browser, 'sf04.reviewer');
  const stopped = await reportOf(reviewer, 'sf0403');
  const passing = await reportOf(reviewer, 'sf0402');
  await post(reviewer, `/reports/${stopped.id}/comments`, {
    anchor: { kind: 'report' },
    body: '请补充参训教师名单。',
    blocking: true,
  });
  await reviewer.goto('/review');
  await reviewer.getByLabel('全选').check();
  await reviewer.getByRole('button', { name: '批量通过2份' }).click();
  const dialog = reviewer.getByRole('dialog');
  const line = (text: string) => dialog.getByRole('listitem').filter({ hasText: text });
  await expect(line('公共基础党支部')).toContainText('还有1条必须解决的批注');
  await expect(line('现代服务专业党支部')).toContainText('可以通过');
  await expect(dialog).toContainText('1份可以通过，1份不能');
  await expect(dialog.getByRole('listitem').first()).toContainText('公共基础党支部');
  expect(await looked(reviewer, 'the dry run')).toEqual([]);
  expect((await reportOf(reviewer, 'sf0402')).state).toBe('in_review');
  await dialog.getByRole('button', { name: '通过可以通过的1份' }).click();
  await expect(dialog.getByText('批量通过的结果')).toBeVisible();
  await expect(line('现代服务专业党支部')).toContainText('已通过');
  // Nothing here seems to undo what is done.
  await expect(dialog.getByRole('button', { name: /取 ?消/ })).toBeHidden();
  await expect(line('公共基础党支部')).toContainText('还有1条必须解决的批注');
  await dialog.getByRole('button', { name: '完成' }).click();
  await expect(reviewer.getByRole('link', { name: '去审核' })).toHaveCount(1);

  await reviewer.goto(`/review/${passing.id}`);
  await reviewer.getByRole('button', { name: '取回意见' }).click();
  await reviewer.getByRole('dialog').getByRole('button', { name: '取回意见' }).click();
  await expect(reviewer.getByText('已取回')).toBeVisible();
  await expect(reviewer.getByRole('button', { name: /^通过/ })).toBeEnabled();
});

/** Gives somebody a second post; ends it again when the story is over. */
async function appoint(admin: Page, username: string, org: string): Promise<string> {
  const found = await (await admin.request.get(`/api/v1/users?search=${username}`)).json();
  const { id } = await post<{ id: string }>(admin, '/appointments', {
    userId: found.items[0].id,
    org,
    role: 'reviewer',
  });
  return id;
}

test('who decides second is told who was first, and sees the latest', async ({ browser }) => {
  const admin = await as(browser, 'sf.admin');
  const appointment = await appoint(admin, 'sf03.reviewer', 'sf04');
  const first = await as(browser, 'sf04.reviewer');
  const second = await as(browser, 'sf03.reviewer');
  const { id } = await reportOf(first, 'sf0402');
  await second.goto(`/review/${id}`);
  await expect(second.getByRole('button', { name: /^通过/ })).toBeEnabled();

  await first.goto(`/review/${id}`);
  await first.getByRole('button', { name: /退回/ }).click();
  const panel = first.getByRole('dialog', { name: /退回/ });
  await panel.getByLabel('意见').fill('请把订单班的情况写实。');
  await panel.getByRole('button', { name: '退回', exact: true }).click();
  await expect(first.getByText(/已退回.*可取回/)).toBeVisible();

  await second.getByRole('button', { name: /^通过/ }).click();
  await expect(second.getByRole('alert').filter({ hasText: /\d\d:\d\d已退回这一版/ })).toBeVisible();
  await second.getByRole('button', { name: '看最新' }).click();
  await expect(second.getByText('已退回').first()).toBeVisible();
  await expect(second.getByRole('button', { name: /^通过/ })).toBeHidden();
  // The others go on from here, though this one waits no longer.
  await second.getByRole('button', { name: /^下一份/ }).click();
  await expect(second).not.toHaveURL(new RegExp(id));
  await expect(second.getByRole('button', { name: /退回/ })).toBeVisible();
  await post(admin, `/appointments/${appointment}/end`, {});
});
