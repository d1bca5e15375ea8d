import { personIn, pickUnit, post, reportOf } from './people';
import { expect, type Page, test } from './world';

const section = async (page: Page, name: string) => {
  await page.getByRole('navigation', { name: '管理' }).getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
};

test('a template is built and released, and a cycle with it reaches a secretary', async ({ browser }) => {
  test.setTimeout(180_000);
  const admin = await personIn(browser, 'sf.admin');

  await test.step('build a template with a rule between two indicators, and release it', async () => {
    await admin.goto('/administration/templates');
    await admin.getByRole('button', { name: '新建模板' }).click();
    const dialog = admin.getByRole('dialog');
    await dialog.getByLabel('名称').fill('安全检查月报');
    await dialog.getByLabel('编码').fill('safety-story');
    await pickUnit(admin, '归属单位', 'sf');
    await dialog.getByRole('button', { name: '新建模板' }).click();
    await expect(admin.getByRole('heading', { name: /安全检查月报/ })).toBeVisible();
    await admin.getByRole('button', { name: '添加指标' }).click();
    await admin.getByRole('button', { name: '添加指标' }).click();
    await admin.getByLabel('指标名称').first().fill('查出隐患');
    await admin.getByRole('button', { name: '添加核对' }).click();
    await admin.getByRole('button', { name: '保存' }).click();
    await expect(admin.getByText('请填名称。')).toBeVisible();
    await admin.getByLabel('指标名称').last().fill('整改隐患');
    const choose = async (name: string, option: string) => {
      await admin.getByRole('combobox', { name }).first().click();
      await admin.locator('.ant-select-item-option', { hasText: option }).click();
    };
    await choose('对照台账', '整改措施');
    await admin.getByRole('checkbox', { name: '写明上年未完成的整改事项' }).check();
    await choose('打印清单', '公开时也打印');
    await admin.getByLabel('第1条核对不符时的提示').fill('整改的不能少于查出的');
    await expect(admin.getByRole('complementary', { name: '填报人看到的样子' })).toContainText('整改隐患');
    await admin.getByRole('button', { name: '发布' }).click();
    await admin.getByRole('dialog').getByRole('button', { name: '发布' }).click();
    const row = admin.getByRole('row', { name: /安全检查月报/ });
    await row.getByRole('link', { name: '第1版' }).click();
    await expect(admin.getByText('这一版已发布，不能修改。')).toBeVisible();
    await expect(admin.getByRole('button', { name: '保存' })).toHaveCount(0);
    await expect(admin.getByText('公开时也打印')).toBeVisible();
    await expect(admin.getByText('整改措施', { exact: true })).toBeVisible();
    await expect(admin.getByRole('checkbox', { name: '写明上年未完成的整改事项' })).toBeChecked();
  });

  await test.step('plan a cycle for one unit; a code that is taken leads back to its field', async () => {
    await section(admin, '报送任务');
    await admin.getByRole('button', { name: '新建报送任务' }).click();
    await admin.getByRole('textbox', { name: '名称' }).fill('十二月安全检查');
    await admin.getByRole('textbox', { name: '编码' }).fill('demo-annual');
    await pickUnit(admin, '范围', 'sf92');
    await admin.getByRole('button', { name: '下一步' }).click();
    await admin.getByRole('checkbox', { name: '党总支' }).uncheck();
    await admin.getByRole('checkbox', { name: '教育局党委' }).uncheck();
    await admin.getByRole('combobox', { name: '模板' }).click();
    await admin.locator('.ant-select-item-option', { hasText: '安全检查月报' }).click();
    await admin.getByRole('button', { name: '下一步' }).click();
    await admin.getByRole('button', { name: '下一步' }).click();
    await expect(admin.getByText('党支部报送到期')).toBeVisible();
    await admin.getByRole('button', { name: '保存为草稿' }).click();
    await expect(admin.getByText('“demo-annual”已被使用')).toBeVisible();
    await admin.getByRole('textbox', { name: '编码' }).fill('safety-story');
    for (let step = 0; step < 3; step += 1) await admin.getByRole('button', { name: '下一步' }).click();
    await admin.getByRole('button', { name: '保存为草稿' }).click();
  });

  const item = admin.getByRole('listitem').filter({ hasText: '十二月安全检查' });
  await test.step('open it, told beforehand what that makes', async () => {
    await item.getByRole('button', { name: '开启' }).click();
    const dialog = admin.getByRole('dialog');
    await expect(dialog.getByText('开启后生成1份报告')).toBeVisible();
    await dialog.getByRole('button', { name: '开启' }).click();
    await expect(item.getByText('进行中')).toBeVisible();
  });

  await test.step('the secretary finds it, and the stories that follow find the yearly one', async () => {
    const secretary = await personIn(browser, 'sf92.secretary');
    await secretary.goto('/');
    await expect(secretary.getByText('十二月安全检查').first()).toBeVisible();
    await item.getByRole('button', { name: '截止' }).click();
    await admin.getByRole('dialog').getByRole('button', { name: '截止' }).click();
    await expect(item.getByText('已截止')).toBeVisible();
  });
});

test('a unit is planted and moved, seen beforehand', async ({ browser }) => {
  test.setTimeout(180_000);
  const admin = await personIn(browser, 'sf.admin');
  await admin.goto('/administration/org');
  await admin.getByRole('button', { name: '增加下级' }).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByLabel('名称').fill('筹建中学党支部');
  await dialog.getByLabel('编码').fill('sf0101');
  await dialog.getByRole('combobox', { name: '类型' }).click();
  await admin.locator('.ant-select-item-option', { hasText: '党支部' }).click();
  await dialog.getByRole('button', { name: '增加下级' }).click();
  await expect(dialog.getByText('编码“sf0101”已被使用。')).toBeVisible();
  await dialog.getByLabel('编码').fill('story-school');
  await dialog.getByRole('button', { name: '增加下级' }).click();

  await admin.getByRole('tree').getByText('筹建中学党支部').click();
  await admin.getByRole('button', { name: '调整上级…' }).click();
  await pickUnit(admin, '新的上级', 'sf02');
  await admin.getByRole('button', { name: '看影响' }).click();
  await expect(admin.getByText('从示范区教育局党委调到示范区实验小学党总支')).toBeVisible();
  await admin.getByRole('button', { name: '确认调整' }).click();
  await expect(admin.locator('.org-section-detail').getByText('示范区实验小学党总支')).toBeVisible();
});

test('a unit is split, and its new part joins the cycle that runs; a draft is dropped', async ({
  browser,
}) => {
  const admin = await personIn(browser, 'sf.admin');
  await admin.goto('/administration/org');
  await admin.getByRole('tree').getByText('示范区实验小学党总支').click();
  await admin.getByRole('button', { name: '拆分…' }).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByLabel('新单位的名称').fill('示范区实验小学东校区党总支');
  await dialog.getByLabel('编码').fill('sf02');
  await dialog.getByRole('checkbox', { name: /高年级/ }).check();
  await dialog.getByRole('button', { name: '看影响' }).click();
  await expect(dialog.getByText('编码“sf02”已被使用。')).toBeVisible();
  await dialog.getByLabel('编码').fill('sf05');
  await dialog.getByRole('button', { name: '看影响' }).click();
  await expect(dialog.getByText('从示范区实验小学党总支调到示范区实验小学东校区党总支')).toBeVisible();
  await dialog.getByRole('button', { name: '确认调整' }).click();
  await expect(admin.getByRole('tree').getByText('东校区')).toBeVisible();

  await section(admin, '报送任务');
  const open = admin.getByRole('listitem').filter({ hasText: '进行中' }).last();
  await open.getByRole('button', { name: '增加单位' }).click();
  // The field is as wide as its dialog: no rule of the page reaches into it.
  await expect(dialog.locator('.ant-select')).toBeVisible();
  expect((await dialog.locator('.ant-select').boundingBox())?.width).toBeGreaterThan(300);
  await expect(dialog.getByText('按名称或编码选单位')).toBeVisible();
  await pickUnit(admin, '哪些单位', 'sf05');
  await dialog.getByLabel('原因').fill('九月分设东校区');
  await dialog.getByRole('button', { name: '增加单位' }).click();
  await expect(admin.getByText('已增加1个单位')).toBeVisible();
  const row = await reportOf(admin, 'sf05');
  expect(row.state).toBe('not_started');

  const running = await (await admin.request.get('/api/v1/cycles/demo-annual')).json();
  const [{ kind, templateVersion, dueAt, route }] = running.tiers;
  const tier = { kind, templateVersion, dueAt, route };
  const plan = { code: 'dropped', title: '误建的任务', period: '2026Q3', audience: { under: 'sf92' } };
  await post(admin, '/cycles', { ...plan, tiers: [tier] });
  await admin.reload();
  const draft = admin.getByRole('listitem').filter({ hasText: '误建的任务' });
  await draft.getByRole('button', { name: '删除' }).click();
  await dialog.getByRole('button', { name: '删除' }).click();
  await expect(draft).toBeHidden();
});

test('robots, holidays and recurring cycles are set up once', async ({ browser }) => {
  test.setTimeout(180_000);
  const admin = await personIn(browser, 'sf.admin');
  await test.step('a robot, whose address has to be the channel’s own', async () => {
    await admin.goto('/administration/robots');
    await admin.getByRole('button', { name: '添加机器人' }).click();
    const dialog = admin.getByRole('dialog');
    await pickUnit(admin, '哪个单位的群', 'sf92');
    await dialog.getByLabel('名称').fill('进修学校工作群');
    await dialog.getByLabel('机器人地址').fill('https://example.org/hook?key=geheim');
    await dialog.getByRole('button', { name: '添加机器人' }).click();
    await expect(dialog.getByText('地址须以https://qyapi.weixin.qq.com开头')).toBeVisible();
    await dialog.getByLabel('机器人地址').fill('https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=geheim');
    await dialog.getByRole('button', { name: '添加机器人' }).click();
    const row = admin.getByRole('row', { name: /进修学校工作群/ });
    await row.getByRole('button', { name: '修改' }).click();
    await expect(dialog.getByLabel('机器人地址')).toHaveValue('');
    await dialog.getByLabel('名称').fill('进修学校群');
    await dialog.getByRole('button', { name: '保存' }).click();
    await admin
      .getByRole('row', { name: /进修学校群/ })
      .getByRole('button', { name: '停用' })
      .click();
    await admin.getByRole('dialog').getByRole('button', { name: '停用' }).click();
    await expect(admin.getByText('还没有群机器人')).toBeVisible();
  });

  await test.step('the holidays of a year that is provisional until then', async () => {
    await section(admin, '假期安排');
    await expect(admin.getByText(/放假安排还没有录入/)).toBeVisible();
    await admin.getByRole('button', { name: '录入安排' }).click();
    const holiday = admin.getByRole('button', { name: /^10月 ?1 ?日/ });
    await holiday.click();
    await expect(holiday).toHaveAttribute('aria-pressed', 'true');
    await expect(holiday).toHaveAccessibleName(/放假/);
    await admin.getByRole('button', { name: '保存' }).click();
    await admin.getByRole('dialog').getByRole('button', { name: '保存' }).click();
    await expect(admin.getByText(/按管理员录入的安排计算/)).toBeVisible();
  });

  await test.step('a cycle of every quarter, paused at once', async () => {
    await section(admin, '周期任务');
    await admin.getByRole('button', { name: '新建周期任务' }).click();
    await admin.getByRole('button', { name: '保存' }).click();
    await expect(admin.getByText('还有3处要填')).toBeVisible();
    await admin.getByRole('textbox', { name: '名称' }).fill('{period}安全检查');
    await admin.getByRole('textbox', { name: '编码' }).fill('safety-quarter');
    await pickUnit(admin, '范围', 'sf92');
    await admin.getByRole('combobox', { name: '模板' }).click();
    await admin.locator('.ant-select-item-option', { hasText: '党支部年度抓党建' }).click();
    await expect(admin.getByText('生成草稿，通知管理员')).toBeVisible();
    await admin.getByRole('button', { name: '保存' }).click();
    const item = admin.getByRole('listitem').filter({ hasText: '〔期间〕安全检查' });
    await item.getByRole('button', { name: '暂停' }).click();
    await expect(item.getByText('已暂停')).toBeVisible();
  });
});

test('a temporary password is told once and changed before anything else, also after loading again', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const admin = await personIn(browser, 'sf.admin');
  const code = `temporary-${crypto.randomUUID().slice(0, 8)}`;
  await post(admin, '/users', { username: code, name: '临时甲', org: 'sf92' });
  await admin.goto('/administration/people');
  await admin.getByRole('searchbox', { name: '搜姓名或账号' }).fill(code);
  const row = admin.getByRole('row').filter({ hasText: code });
  await row.getByRole('button', { name: '临时甲的更多操作' }).click();
  await admin.getByText('重置密码').click();
  await admin.getByRole('dialog').getByRole('button', { name: '重置密码' }).click();
  const temporary = (await admin.locator('code.one-time-passwords-password').textContent()) ?? '';

  const page = await (await browser.newContext()).newPage();
  await page.goto('/sign-in');
  await page.getByLabel('账号').fill(code);
  await page.getByLabel('密码', { exact: true }).fill(temporary);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('heading', { name: '先改密码' })).toBeVisible();
  await page.goto('/writing');
  await expect(page).toHaveURL(/sign-in/);
  await page.getByLabel('临时密码').fill(temporary);
  await page.getByLabel('新密码').fill('liu-yue-de-feng-7');
  await page.getByLabel('再输一遍').fill('liu-yue-de-feng-7');
  await page.getByRole('button', { name: '改好，进入报审' }).click();
  await expect(page).toHaveURL(/\/writing$/);
});

test('an administrator delegates for somebody else, who accepts and lays it down, and moves the closing of an open cycle', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const admin = await personIn(browser, 'sf.admin');
  await admin.goto('/administration/delegations');
  await admin.getByRole('button', { name: '委托代理' }).click();
  const dialog = admin.getByRole('dialog');
  const person = async (label: string, username: string) => {
    await dialog.getByLabel(label).fill(username);
    await admin.locator('.ant-select-item-option', { hasText: `（${username}）` }).click();
  };
  await person('谁来委托', 'sf92.secretary');
  await dialog.getByLabel('职务').click();
  await admin.locator('.ant-select-item-option', { hasText: '党支部 书记' }).click();
  await person('代理人', 'sf92.reporter');
  await dialog.getByRole('button', { name: '委托', exact: true }).click();
  const row = admin.getByRole('row').filter({ hasText: '示范区教师进修学校党支部 书记' });
  await expect(row.getByRole('button', { name: '收回' })).toBeVisible();
  await expect(row).toContainText('待对方接受');

  const delegate = await personIn(browser, 'sf92.reporter');
  await delegate.goto('/');
  const offer = delegate.getByRole('region', { name: '请您代理' });
  await expect(offer).toContainText('接受后生效');
  await offer.getByRole('button', { name: '接受' }).click();
  const held = delegate.getByRole('region', { name: '代理中' });
  await expect(held).toBeVisible();
  await held.getByRole('button', { name: '辞去代理' }).click();
  await delegate.getByRole('dialog').getByRole('button', { name: '辞去代理' }).click();
  await expect(held).toBeHidden();
  await admin.reload();
  await expect(admin.getByRole('row').filter({ hasText: '示范区教师进修学校党支部 书记' })).toBeHidden();

  await section(admin, '报送任务');
  const cycle = admin.getByRole('listitem').filter({ hasText: '进行中' }).first();
  await cycle.getByRole('button', { name: '改自动关闭日' }).click();
  const closing = admin.getByRole('dialog');
  await closing.getByLabel('自动关闭').fill('2099-06-30');
  await closing.getByLabel('自动关闭').press('Enter');
  await closing.getByRole('button', { name: '改为2099-06-30' }).click();
  await expect(closing).toBeHidden();
  await expect(cycle).toContainText('自动关闭于');
  await cycle.getByRole('button', { name: '改自动关闭日' }).click();
  await closing.locator('.ant-picker').hover();
  await closing.locator('.ant-picker-clear').click();
  await closing.getByRole('button', { name: '不再自动关闭' }).click();
  await expect(closing).toBeHidden();
  await expect(cycle).not.toContainText('自动关闭于');
});
