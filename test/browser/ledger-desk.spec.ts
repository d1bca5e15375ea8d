import { enterOwn, handIn, type ItemBody, workOff } from './ledger-items';
import { personIn, pickUnit, post } from './people';
import { expect, test } from './world';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

test.use({ ownWorld: 'ledger-desk' });

test('two items are read and decided by keys, and a decision is taken back', async ({ browser }) => {
  const secretary = await personIn(browser, 'sf0201.secretary');
  const first = await handIn(secretary, 'sf0201', '学习笔记抽查不到位');
  const second = await handIn(secretary, 'sf0201', '支委会记录缺签名');
  const reviewer = await personIn(browser, 'sf02.reviewer');
  await reviewer.goto('/ledger/verification');
  await expect(reviewer.getByRole('heading', { name: '学习笔记抽查不到位' })).toBeVisible();
  const waiting = reviewer.getByRole('navigation', { name: '等您验收' });
  await expect(waiting.getByRole('link')).toHaveCount(2);
  await reviewer.keyboard.press('j');
  await expect(reviewer.getByRole('heading', { name: '支委会记录缺签名' })).toBeVisible();
  await reviewer.keyboard.press('k');
  await expect(reviewer.getByRole('heading', { name: '学习笔记抽查不到位' })).toBeVisible();
  await reviewer.keyboard.press('?');
  await expect(reviewer.getByRole('dialog', { name: '快捷键' })).toBeVisible();
  await reviewer.keyboard.press('Escape');
  await expect(reviewer.getByRole('dialog', { name: '快捷键' })).toBeHidden();

  await reviewer.keyboard.press('r');
  const rejecting = reviewer.getByRole('dialog', { name: '退回' });
  await rejecting.getByLabel('还差什么').fill('请附抽查的名单。');
  await rejecting.getByRole('button', { name: '退回' }).click();
  await expect(reviewer).toHaveURL(new RegExp(second.id));
  await reviewer.getByRole('button', { name: '取回', exact: true }).click();
  await expect(reviewer).toHaveURL(new RegExp(first.id));
  await expect(reviewer.getByRole('heading', { name: '学习笔记抽查不到位' })).toBeVisible();
  await expect(reviewer.getByRole('region', { name: '验收' })).toBeVisible();

  await reviewer.keyboard.press('a');
  const verifying = reviewer.getByRole('dialog', { name: '同意销号' });
  await verifying.getByLabel('查阅资料').check();
  await verifying.getByLabel('核查情况').fill('笔记齐全。');
  await verifying.getByRole('button', { name: '同意销号' }).click();
  await expect(reviewer).toHaveURL(new RegExp(second.id));
  await secretary.goto(`/ledger/${first.id}`);
  await expect(secretary.getByText('已销号').first()).toBeVisible();
});

test('what is decided shows on the page of the unit by itself, and a phone decides too', async ({
  browser,
}) => {
  const secretary = await personIn(browser, 'sf0202.secretary');
  const item = await handIn(secretary, 'sf0202', '活动室开放时间没有公示');
  await secretary.goto(`/ledger/${item.id}`);
  await expect(secretary.getByText('待验收').first()).toBeVisible();
  const reviewer = await personIn(browser, 'sf02.reviewer', phone);
  await reviewer.goto(`/ledger/${item.id}`);
  await reviewer.getByRole('button', { name: '退回' }).tap();
  const rejecting = reviewer.getByRole('dialog', { name: '退回' });
  await rejecting.getByLabel('还差什么').fill('请附公示的照片。');
  await rejecting.getByRole('button', { name: '退回' }).tap();
  await expect(rejecting).toBeHidden();
  // Nobody reloads the page of the secretary.
  await expect(secretary.getByText('请附公示的照片。').first()).toBeVisible();
  await expect(secretary.getByText('整改中').first()).toBeVisible();
});

test('where evidence is wanted the page says so until a file is there', async ({ browser }) => {
  const admin = await personIn(browser, 'sf.admin');
  const batch = await post<{ id: string }>(admin, '/rectification-batches', {
    org: 'sf',
    title: '消防专项督查整改',
    source: 'supervision',
    closeBy: '2027-03-31',
    evidence: true,
  });
  const item = await post<ItemBody>(admin, '/rectifications', {
    org: 'sf0101',
    batch: batch.id,
    problem: '活动室灭火器过期未换',
  });
  const secretary = await personIn(browser, 'sf0101.secretary');
  await post(secretary, `/rectifications/${item.id}/claim`, {
    term: 'limited',
    measures: [{ text: '更换灭火器', person: '王芳', dueOn: '2026-12-20' }],
  });
  await secretary.goto(`/ledger/${item.id}`);
  const gaps = secretary.getByRole('region', { name: '还不能申请销号' });
  await expect(gaps).toContainText('还有1条措施没有完成');
  await expect(gaps).toContainText('要求附佐证材料');
  await secretary.getByRole('checkbox', { name: /更换灭火器/ }).check();
  await secretary.getByLabel('做了什么').fill('三具灭火器已更换。');
  await secretary.getByRole('button', { name: /记下，同时改1条措施/ }).click();
  await expect(gaps).not.toContainText('措施没有完成');
  await gaps.getByRole('button', { name: '去上传' }).click();
  await expect(secretary.getByRole('button', { name: '选择文件' }).first()).toBeFocused();
  await secretary
    .getByLabel('选择文件')
    .last()
    .setInputFiles({
      name: '更换记录.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('三具灭火器已更换，检查人王芳。'),
    });
  await expect(secretary.getByRole('link', { name: '更换记录.txt' })).toBeVisible();
  await secretary.getByRole('button', { name: '申请销号' }).click();
  const closing = secretary.getByRole('dialog', { name: '申请销号' });
  await closing.getByLabel('整改结果').fill('已更换并登记有效期。');
  await closing.getByRole('button', { name: '申请销号' }).click();
  await expect(closing).toBeHidden();
  const reviewer = await personIn(browser, 'sf01.reviewer');
  await reviewer.goto(`/ledger/${item.id}`);
  await expect(reviewer.getByRole('link', { name: '更换记录.txt' })).toBeVisible();
  await expect(reviewer.getByRole('button', { name: '移除' })).toBeHidden();
});

test('a dispute is answered, more time is asked for and granted', async ({ browser }) => {
  const admin = await personIn(browser, 'sf.admin');
  const item = await post<ItemBody>(admin, '/rectifications', {
    org: 'sf0102',
    source: 'supervision',
    problem: '组织生活会材料缺少两份',
    dueOn: '2027-03-31',
  });
  const secretary = await personIn(browser, 'sf0102.secretary');
  await secretary.goto(`/ledger/${item.id}`);
  await secretary.getByRole('button', { name: '提出异议' }).click();
  const disputing = secretary.getByRole('dialog', { name: '提出异议' });
  await disputing.getByLabel('理由').fill('缺的是一份，另一份在档案盒。');
  await disputing.getByRole('button', { name: '提出异议' }).click();
  await expect(disputing).toBeHidden();

  await admin.goto(`/ledger/${item.id}`);
  await admin.getByRole('button', { name: '答复异议' }).click();
  const answering = admin.getByRole('dialog', { name: '答复异议' });
  await answering.getByLabel('更正').check();
  await answering.getByLabel('问题').fill('组织生活会材料缺少一份');
  await answering.getByLabel('理由').fill('核实属实，更正。');
  await answering.getByRole('button', { name: '答复异议' }).click();
  await expect(admin.getByRole('heading', { name: '组织生活会材料缺少一份' })).toBeVisible();

  await post(secretary, `/rectifications/${item.id}/claim`, {
    term: 'limited',
    measures: [{ text: '补齐材料', person: '李静', dueOn: '2026-12-20' }],
  });
  await secretary.goto(`/ledger/${item.id}`);
  await secretary.getByRole('button', { name: '申请延期' }).click();
  const asking = secretary.getByRole('dialog', { name: '申请延期' });
  await asking.getByLabel('理由').fill('档案室搬迁，寒假后才能查找。');
  await asking.getByRole('button', { name: '申请' }).click();
  await expect(asking).toBeHidden();
  const reviewer = await personIn(browser, 'sf01.reviewer');
  await reviewer.goto(`/ledger/${item.id}`);
  await reviewer.getByRole('button', { name: '延期' }).click();
  const granting = reviewer.getByRole('dialog', { name: '延期' });
  await granting.getByRole('button', { name: '确定' }).click();
  await expect(granting).toBeHidden();
  await expect(reviewer.getByText('已延期').first()).toBeVisible();
});

test('what was closed is looked at again and relapses', async ({ browser }) => {
  const secretary = await personIn(browser, 'sf0201.secretary');
  const item = await handIn(secretary, 'sf0201', '党员活动室卫生没有人管');
  const reviewer = await personIn(browser, 'sf02.reviewer');
  await post(reviewer, `/rectifications/${item.id}/verify`, {
    version: item.version,
    method: 'on_site',
    note: '现场整洁。',
  });
  await reviewer.goto(`/ledger/${item.id}`);
  await reviewer.getByRole('button', { name: '回头看' }).click();
  const checking = reviewer.getByRole('dialog', { name: '回头看' });
  await checking.getByLabel('现场查看').check();
  await checking.getByLabel('反弹').check();
  await expect(checking.getByText('不能撤销')).toBeVisible();
  const due = checking.getByRole('textbox', { name: '新的期限' });
  await due.fill('2027-04-30');
  await due.press('Enter');
  await checking.getByLabel('看到的情况').fill('又堆了杂物。');
  await checking.getByRole('button', { name: '记下' }).click();
  await expect(checking).toBeHidden();
  await expect(reviewer.getByText('反弹1次')).toBeVisible();
});

test('an administrator urges, hands an item to another unit, and voids a duplicate', async ({ browser }) => {
  const admin = await personIn(browser, 'sf.admin');
  const secretary = await personIn(browser, 'sf0202.secretary');
  const item = await enterOwn(secretary, 'sf0202', '专题党课没有备课记录');
  await admin.goto(`/ledger/${item.id}`);
  await admin.getByRole('button', { name: '催办' }).click();
  const urging = admin.getByRole('dialog', { name: '催办' });
  await expect(urging.getByRole('radio', { name: /告诫/ })).toBeDisabled();
  await urging.getByRole('button', { name: '发出' }).click();
  await expect(urging).toBeHidden();
  await admin.getByRole('button', { name: '催办' }).click();
  await expect(urging.getByText(/催过/)).toBeVisible();
  await expect(urging.getByRole('radio', { name: /提醒/ })).toBeChecked();
  await urging.getByRole('button', { name: '取消' }).click();

  await admin.getByRole('button', { name: '更多' }).click();
  await admin.getByRole('menuitem', { name: '调整责任单位' }).click();
  const moving = admin.getByRole('dialog', { name: '调整责任单位' });
  await pickUnit(admin, '改由哪个单位负责', 'sf0201');
  await moving.getByLabel('理由').fill('人员已调整到另一支部。');
  await moving.getByRole('button', { name: '调整' }).click();
  await expect(moving).toBeHidden();
  await expect(admin.getByText('调整责任单位').first()).toBeVisible();

  await admin.getByRole('button', { name: '更多' }).click();
  await admin.getByRole('menuitem', { name: '作废' }).click();
  const voiding = admin.getByRole('dialog', { name: '作废这个事项' });
  await expect(voiding.getByText('作废后不能恢复')).toBeVisible();
  await voiding.getByLabel('不存在这个问题').check();
  await voiding.getByLabel('理由').fill('备课记录已找到。');
  await voiding.getByRole('button', { name: '作废' }).click();
  await expect(admin.getByText('已作废').first()).toBeVisible();
});

test('verification is handed to a colleague, a step that nobody holds is skipped, and the leader decides by keys', async ({
  browser,
}) => {
  const admin = await personIn(browser, 'sf.admin');
  const secretary = await personIn(browser, 'sf0201.secretary');
  const colleague = await personIn(browser, 'sf01.reviewer');
  const me = await (await colleague.request.get('/api/v1/auth/me')).json();
  const second = await post<{ id: string }>(admin, '/appointments', {
    userId: me.user.id,
    org: 'sf02',
    role: 'reviewer',
  });
  const batch = await post<{ id: string }>(admin, '/rectification-batches', {
    org: 'sf',
    title: '年度督查整改',
    source: 'supervision',
    closeBy: '2027-03-31',
    route: [
      { at: 'parent', role: 'reviewer', mode: 'any', workingDays: 5 },
      { at: 'bureau', role: 'leader', mode: 'any', workingDays: 5 },
    ],
  });
  const problem = '换届资料没有归档';
  const item = await post<ItemBody>(admin, '/rectifications', { org: 'sf0201', batch: batch.id, problem });
  await post(secretary, `/rectifications/${item.id}/claim`, {
    term: 'limited',
    measures: [{ text: '补齐归档', person: '组织委员', dueOn: '2026-12-20' }],
  });
  await workOff(secretary, item);
  await post(secretary, `/rectifications/${item.id}/progress`, {
    month: '2026-11',
    text: '资料已归档。',
    done: (await (await secretary.request.get(`/api/v1/rectifications/${item.id}`)).json()).measures.map(
      ({ id }: { id: string }) => id,
    ),
  });
  await post(secretary, `/rectifications/${item.id}/close`, { result: '换届资料已归档。' });

  await admin.goto(`/ledger/${item.id}`);
  await admin.getByRole('button', { name: '更多' }).click();
  await admin.getByRole('menuitem', { name: '转办' }).click();
  const handing = admin.getByRole('dialog', { name: '转办' });
  await handing.getByRole('combobox', { name: '转给' }).click();
  await admin.locator('.ant-select-item-option', { hasText: me.user.name }).click();
  await handing.getByRole('button', { name: '转办' }).click();
  await expect(handing).toBeHidden();
  await expect(admin.getByText(`卡在${me.user.name}`).first()).toBeVisible();
  const reviewer = await personIn(browser, 'sf02.reviewer');
  await reviewer.goto(`/ledger/${item.id}`);
  await expect(reviewer.getByRole('heading', { name: problem })).toBeVisible();
  await expect(reviewer.getByRole('button', { name: '同意销号' })).toBeHidden();
  await colleague.goto(`/ledger/${item.id}`);
  await expect(colleague.getByRole('button', { name: '同意销号' })).toBeVisible();

  // Both who hold the post leave it.
  const held = await (
    await admin.request.get('/api/v1/appointments?org=sf02&role=reviewer&pageSize=10')
  ).json();
  for (const { id } of held.items) await post(admin, `/appointments/${id}/end`, {});
  await expect(admin.getByRole('button', { name: '跳过空缺环节' })).toBeVisible();
  await admin.getByRole('button', { name: '跳过空缺环节' }).click();
  const skipping = admin.getByRole('dialog', { name: '跳过空缺的环节' });
  await expect(skipping.getByLabel('理由')).toBeFocused();
  await admin.keyboard.insertText('两位审核人都已调离。');
  await skipping.getByRole('button', { name: '跳过空缺环节' }).click();
  await expect(skipping).toBeHidden();
  expect(held.items.map(({ id }: { id: string }) => id)).toContain(second.id);
  for (const { user } of held.items)
    if (user.id !== me.user.id)
      await post(admin, '/appointments', { userId: user.id, org: 'sf02', role: 'reviewer' });

  const leader = await personIn(browser, 'sf.leader');
  await leader.goto(`/ledger/${item.id}`);
  await expect(leader.getByRole('heading', { name: problem })).toBeVisible();
  await leader.keyboard.press('a');
  const verifying = leader.getByRole('dialog', { name: '同意销号' });
  await expect(verifying.getByLabel('查阅资料')).toBeFocused();
  await leader.keyboard.press('Space');
  await leader.keyboard.press('Tab');
  await expect(verifying.getByLabel('核查情况')).toBeFocused();
  await leader.keyboard.insertText('档案盒里都有。');
  await leader.keyboard.press('Tab');
  await leader.keyboard.press('Tab');
  await leader.keyboard.press('Enter');
  await expect(verifying).toBeHidden();
  await expect(leader.getByText('已销号').first()).toBeVisible();
  await expect(leader.getByText('两位审核人都已调离。').first()).toBeVisible();
});
