import { personIn, post, reportOf } from './people';
import { type Browser, expect, type Page, test } from './world';

const tablet = { viewport: { width: 768, height: 1024 } };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const get = async <T>(page: Page, path: string): Promise<T> => {
  const answer = await page.request.get(`/api/v1${path}`);
  expect(answer.ok(), await answer.text()).toBe(true);
  return answer.json() as Promise<T>;
};
/** An account of its own for a story. */
async function account(admin: Page, name: string, org: string) {
  const username = `story-${crypto.randomUUID().slice(0, 8)}`;
  const made = await post<{ id: string }>(admin, '/users', { username, name, org });
  return { id: made.id, username };
}
const noSidewaysScroll = async (page: Page) =>
  expect(
    await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth'),
  ).toBeLessThanOrEqual(0);

test('what waits for the administrator stands on the workbench and leads to where it is settled', async ({
  browser,
}) => {
  const admin = await personIn(browser, 'sf.admin');
  const secretary = await personIn(browser, 'sf0203.secretary');
  const report = await reportOf(admin, 'sf0203');
  await post(secretary, `/reports/${report.id}/extend`, { dueAt: '2027-02-01', reason: '书记轮岗交接' });
  const { items } = await get<{ items: { id: string; user: { id: string }; org: { name: string } }[] }>(
    admin,
    '/appointments?org=sf0202&role=secretary',
  );
  const [held] = items;
  await post(admin, `/appointments/${held?.id}/end`, {});

  await admin.goto('/');
  const waiting = admin.locator('section.group').filter({ hasText: '等管理员办理' });
  const asked = waiting.getByRole('listitem').filter({ hasText: '书记轮岗交接' });
  await expect(asked).toContainText('延期申请');
  await expect(admin.getByText('都办完了')).toBeHidden();
  await asked.getByRole('link', { name: '去答复' }).click();
  await expect(admin).toHaveURL(/completion\/demo-annual/);
  const request = admin.locator('.extension-requests-request').filter({ hasText: '书记轮岗交接' });
  await request.getByRole('button', { name: '不同意' }).click();
  await admin.getByRole('dialog').getByLabel('理由').fill('按期报送');
  await admin.getByRole('dialog').getByRole('button', { name: '不同意' }).click();
  await expect(request).toBeHidden();

  await test.step('on a phone the row of a unit without a secretary leads to appointing one', async () => {
    const hand = await personIn(browser, 'sf.admin', phone);
    await hand.goto('/');
    const vacant = hand
      .getByRole('listitem')
      .filter({ hasText: '没有书记' })
      .filter({ hasText: held?.org.name });
    await noSidewaysScroll(hand);
    await vacant.tap();
    await expect(hand).toHaveURL(/administration\/people\?org=sf0202&role=secretary/);
    await expect(hand.getByRole('status').filter({ hasText: '还没有书记' })).toBeVisible();
    await post(admin, '/appointments', { userId: held?.user.id, org: 'sf0202', role: 'secretary' });
    await hand.goto('/');
    await expect(hand.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(vacant).toBeHidden();
  });
});

test('those who have yet to hand in can be urged before anything is late, each named with their role', async ({
  browser,
}) => {
  const admin = await personIn(browser, 'sf.admin');
  await admin.goto('/completion/demo-annual');
  await admin.getByRole('button', { name: /提前催办未报送和改稿的\d+个/ }).click();
  const dialog = admin.getByRole('dialog');
  const first = dialog.getByRole('listitem').first();
  await expect(first).toContainText('书记');
  await expect(first).toContainText('填报人');
  await dialog.getByRole('button', { name: /取 ?消/ }).click();
});

test('a notice that was read is found again, and one whose matter is settled says so', async ({
  browser,
}) => {
  const admin = await personIn(browser, 'sf.admin');
  const secretary = await personIn(browser, 'sf0103.secretary');
  const report = await reportOf(admin, 'sf0103');
  const asked = await post<{ extension: { id: string } }>(secretary, `/reports/${report.id}/extend`, {
    dueAt: '2027-02-02',
    reason: '等上级数据',
  });
  const answering = await personIn(browser, 'sf.admin', tablet);
  await answering.goto('/notices');
  const notice = answering.getByRole('listitem').filter({ hasText: '等上级数据' });
  await expect(notice).toBeVisible();
  await expect(notice.getByText('已办结')).toBeHidden();
  await notice.getByRole('link').click();
  await expect(answering).toHaveURL(/review\//);
  await post(admin, `/extensions/${asked.extension.id}/deny`, { reason: '按期报送' });
  await answering.goto('/');
  await answering.getByRole('link', { name: '看全部通知' }).click();
  await expect(notice.getByText('已办结')).toBeVisible();
  await answering.getByRole('button', { name: /^未读/ }).click();
  await expect(notice).toBeHidden();
});

test('a temporary password is copied or saved, and closing before asks once', async ({ browser }) => {
  const admin = await personIn(browser, 'sf.admin');
  const { username } = await account(admin, '临时乙', 'sf92');
  await admin.goto('/administration/people');
  await admin.getByRole('searchbox', { name: '搜姓名或账号' }).fill(username);
  await admin.getByRole('button', { name: '临时乙的更多操作' }).click();
  await admin.getByText('重置密码').click();
  await admin.getByRole('dialog').getByRole('button', { name: '重置密码' }).click();
  const told = admin.getByRole('dialog').filter({ hasText: '只显示这一次' });
  await told.getByRole('button', { name: '记下了' }).click();
  const asked = admin.getByRole('dialog').filter({ hasText: '密码还没有复制或存下' });
  await asked.getByRole('button', { name: /取 ?消/ }).click();
  await told.getByRole('button', { name: '复制' }).click();
  await expect(admin.getByText('已复制')).toBeVisible();
  await told.getByRole('button', { name: '记下了' }).click();
  await expect(told).toBeHidden();

  await test.step('those of a list come as a file of the server', async () => {
    const code = crypto.randomUUID().slice(0, 8);
    await admin.getByRole('button', { name: '导入' }).click();
    const list = `账号,姓名,党组织编码,角色\nlist-${code},=名单甲,sf92,填报人\n`;
    await admin
      .locator('input[type=file]')
      .setInputFiles({ name: '名单.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
    await expect(admin.getByText('将新增1人')).toBeVisible();
    await admin.getByRole('dialog').getByRole('button', { name: '导入' }).last().click();
    const download = admin.waitForEvent('download');
    await admin.getByRole('button', { name: '存成文件（CSV）' }).click();
    const chunks: Buffer[] = [];
    for await (const chunk of await (await download).createReadStream()) chunks.push(chunk as Buffer);
    const file = Buffer.concat(chunks).toString('utf8');
    expect(file.charCodeAt(0)).toBe(0xfeff);
    // A spreadsheet must not take a name for a formula.
    expect(file).toContain(`"'=名单甲","list-${code}"`);
    await admin.getByRole('button', { name: '记下了' }).click();
    await expect(admin.getByRole('dialog')).toBeHidden();
  });
});

test('a line of the audit says whom, which post and which template', async ({ browser }) => {
  const admin = await personIn(browser, 'sf.admin');
  const { id } = await account(admin, '欧阳慕容复姓长名甲乙丙丁', 'sf92');
  await post(admin, '/appointments', { userId: id, org: 'sf92', role: 'observer' });
  await admin.goto('/administration/audit');
  await expect(
    admin.getByRole('row').filter({ hasText: '任职' }).filter({ hasText: '欧阳慕容复姓长名甲乙丙丁' }),
  ).toContainText('督导员');
  for (const size of [tablet, phone]) {
    const page = await personIn(browser, 'sf.admin', size);
    await page.goto('/administration/audit');
    await expect(page.getByText('欧阳慕容复姓长名甲乙丙丁').first()).toBeVisible();
    await noSidewaysScroll(page);
    await page.context().close();
  }
});

test('a merged unit is found by its name and says what it was merged into', async ({ browser }) => {
  const admin = await personIn(browser, 'sf.admin');
  const code = `gone-${crypto.randomUUID().slice(0, 6)}`;
  const unit = (suffix: string, name: string) =>
    post(admin, '/org-units', { code: code + suffix, name, kind: 'branch', parent: 'sf', position: 99 });
  await unit('', `撤并中学${code}党支部`);
  await unit('-next', `接收中学${code}党支部`);
  await post(admin, `/org-units/${code}/merge`, { into: `${code}-next`, reason: '合并办学' });
  for (const options of [{}, tablet, phone]) {
    const page = await personIn(browser, 'sf.admin', options);
    await page.goto('/administration/org');
    await page.getByRole('searchbox', { name: '搜单位名称或编码' }).fill(`撤并中学${code}`);
    const ended = page.getByRole('region', { name: '已撤并的单位' });
    await expect(ended).toContainText(`并入接收中学${code}党支部`);
    await ended.getByRole('button').click();
    await expect(page.locator('.org-section-detail')).toContainText(`并入接收中学${code}党支部`);
    await noSidewaysScroll(page);
    await page.context().close();
  }
});

/** Opens the form in which a post is delegated and types for whom to look, Enter included, faster than any answer. */
async function delegateTo(page: Page, typed: string) {
  await page.goto('/administration/delegations');
  await page.getByRole('button', { name: '委托代理' }).click();
  const field = page.getByRole('dialog').getByLabel('代理人');
  await field.fill(typed);
  await field.press('Enter');
  return page.getByRole('dialog');
}

test('who administers nothing finds a colleague to delegate to, by unit or whole username', async ({
  browser,
}) => {
  const colleague = await personIn(browser, 'sf0301.secretary');
  const { user } = await get<{ user: { name: string } }>(colleague, '/auth/me');
  for (const options of [{}, phone] as Parameters<Browser['newContext']>[0][]) {
    const reviewer = await personIn(browser, 'sf02.reviewer', options);
    const dialog = await delegateTo(reviewer, 'sf0301.secretary');
    await expect(dialog).toContainText(`${user.name}（`);
    await expect(dialog).toContainText('才生效');
    await reviewer.context().close();
  }
  const reviewer = await personIn(browser, 'sf02.reviewer');
  const dialog = await delegateTo(reviewer, user.name);
  await expect(dialog).toContainText(`${user.name}（`);
  await dialog.getByRole('button', { name: '委托', exact: true }).click();
  const row = reviewer.getByRole('row').filter({ hasText: user.name });
  await expect(row).toContainText('待对方接受');
  await row.getByRole('button', { name: '收回' }).click();
  await reviewer.getByRole('dialog').getByRole('button', { name: '收回' }).click();
  await expect(row).toBeHidden();
});

test('a template has an address of its own, a bar that stays, and asks before changes are left', async ({
  browser,
}) => {
  const admin = await personIn(browser, 'sf.admin');
  const current = await get<{ versions: { id: string }[] }>(admin, '/templates/branch-annual');
  const code = `story-${crypto.randomUUID().slice(0, 8)}`;
  const released = await get<{ definition: object }>(admin, `/template-versions/${current.versions[0]?.id}`);
  const made = await post<{ versions: { id: string }[] }>(admin, '/templates', {
    code,
    name: '地址的故事',
    org: 'sf',
    definition: released.definition,
  });
  const address = `/administration/templates/${made.versions[0]?.id}`;
  await admin.goto(address);
  await expect(admin.getByRole('heading', { name: /地址的故事/ })).toBeVisible();
  await admin.getByLabel('章节标题').first().fill('改过的标题');
  await admin.mouse.wheel(0, 4_000);
  await expect(admin.getByRole('button', { name: '保存' })).toBeInViewport();
  await admin.getByRole('navigation', { name: '管理' }).getByRole('link', { name: '操作记录' }).click();
  await admin.getByRole('dialog').getByRole('button', { name: '继续填写' }).click();
  await expect(admin).toHaveURL(new RegExp(address));
  await admin.getByRole('button', { name: '保存' }).click();
  await expect(admin.getByText('都已保存')).toBeVisible();
  await admin.reload();
  await expect(admin.getByLabel('章节标题').first()).toHaveValue('改过的标题');
  const hand = await personIn(browser, 'sf.admin', phone);
  await hand.goto(address);
  await expect(hand.getByLabel('章节标题').first()).toBeVisible();
  await noSidewaysScroll(hand);
});

test('the dates of a cycle in Urumqi are picked and shown as days there, in a browser of another zone', async ({
  browser,
}) => {
  const abroad = { timezoneId: 'America/New_York' };
  const admin = await personIn(browser, 'sf.admin', abroad);
  const code = `urumqi-${crypto.randomUUID().slice(0, 6)}`;
  const pickUnit = async (unit: string) => {
    await admin.getByRole('combobox', { name: '范围' }).fill(unit);
    await admin.getByRole('combobox', { name: '范围' }).press('Enter');
    // The list of matches, which is closing, has it too.
    await expect(admin.getByText(`（${unit}）`).filter({ visible: true }).first()).toBeVisible();
  };
  await admin.goto('/administration/cycles');
  await admin.getByRole('button', { name: '新建报送任务' }).click();
  await admin.getByRole('textbox', { name: '名称' }).fill(`援疆校区季报${code}`);
  await admin.getByRole('textbox', { name: '编码' }).fill(code);
  await admin.getByRole('combobox', { name: '日期按哪里的时间' }).click();
  await admin.locator('.ant-select-item-option', { hasText: '乌鲁木齐时间' }).click();
  await pickUnit('sf92');
  await admin.getByRole('button', { name: '下一步' }).click();
  await admin.getByRole('checkbox', { name: '党总支' }).uncheck();
  await admin.getByRole('checkbox', { name: '教育局党委' }).uncheck();
  const due = admin.getByLabel('期限');
  await due.fill('2026-12-12');
  await due.press('Enter');
  await expect(admin.getByText('星期六，周末')).toBeVisible();
  await due.fill('2026-11-01');
  await due.press('Enter');
  await expect(admin.getByText('这一天已经过去')).toBeVisible();
  await due.fill('2026-12-10');
  await due.press('Enter');
  await admin.getByRole('button', { name: '下一步' }).click();
  await admin.getByRole('button', { name: '下一步' }).click();
  await expect(admin.getByRole('listitem').filter({ hasText: '党支部报送到期' })).toContainText('12月10日');
  await admin.getByRole('button', { name: '保存为草稿' }).click();
  const item = admin.getByRole('listitem').filter({ hasText: code });
  await expect(item).toContainText('12月10日');
  await expect(item).toContainText('乌鲁木齐时间');
  const saved = await get<{ tiers: { dueAt: string }[] }>(admin, `/cycles/${code}`);
  expect(saved.tiers[0]?.dueAt).toBe('2026-12-10T17:59:59.999Z');

  await item.getByRole('button', { name: '修改' }).click();
  await admin.getByRole('button', { name: '下一步' }).click();
  await expect(due).toHaveValue('2026-12-10');
  await admin
    .getByRole('button', { name: /取 ?消/ })
    .first()
    .click();
  await item.getByRole('button', { name: '开启' }).click();
  await admin.getByRole('dialog').getByRole('button', { name: '开启' }).click();
  await expect(item.getByText('进行中')).toBeVisible();
  for (const options of [abroad, { ...abroad, ...phone }]) {
    const secretary = await personIn(browser, 'sf92.secretary', options);
    await secretary.goto('/');
    const row = secretary.getByRole('listitem').filter({ hasText: code });
    await expect(row).toContainText('12月10日');
    await expect(row.locator('.due')).toHaveAttribute('title', /12月10日.*23:59（乌鲁木齐时间）/);
    await secretary.context().close();
  }
  await item.getByRole('button', { name: '截止' }).click();
  await admin.getByRole('dialog').getByRole('button', { name: '截止' }).click();
  await expect(item.getByText('已截止')).toBeVisible();
});
