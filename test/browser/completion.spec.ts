import { expectSaved, personIn, reportOf } from './people';
import { expect, test } from './world';

test('the administrator sees a unit begin while looking, and urges who is late', async ({ browser }) => {
  const admin = await personIn(browser, 'sf.admin');
  await admin.goto('/completion');
  const row = admin.getByRole('row').filter({ hasText: '高三与后勤党支部' });
  await expect(row.getByText('未填报')).toBeVisible();

  const reporter = await personIn(browser, 'sf0103.reporter');
  const { id } = await reportOf(reporter, 'sf0103');
  await reporter.goto(`/writing/${id}`);
  await reporter.getByLabel('一、主要工作完成情况').fill('开始写了。');
  await expectSaved(reporter);
  await expect(row.getByText('填报中')).toBeVisible({ timeout: 30_000 });

  await admin.locator('tr[data-late]').getByRole('button', { name: '催办' }).first().click();
  const dialog = admin.getByRole('dialog');
  await expect(dialog.getByRole('listitem')).toHaveCount(1);
  await dialog.getByRole('button', { name: '催办' }).click();
  const urged = admin.getByText(/已催 \d\d:\d\d/).first();
  await expect(urged).toBeVisible();
  for (const width of [1440, 1280, 1024]) {
    await admin.setViewportSize({ width, height: 900 });
    const cut = await admin.locator('td', { has: urged }).evaluate((td) => td.scrollWidth - td.clientWidth);
    expect(cut, `cut at ${width}`).toBeLessThanOrEqual(0);
  }
});

test('states filter the table, and who holds things up leads to their reports', async ({ browser }) => {
  const admin = await personIn(browser, 'sf.admin');
  await admin.goto('/completion');
  await admin.getByRole('button', { name: /^已公开/ }).click();
  await expect(admin.getByText('只看“已公开”')).toBeVisible();
  await admin.getByRole('button', { name: '看全部' }).click();
  await admin.getByLabel('卡在谁').getByRole('button').first().click();
  await expect(admin.getByText('只看卡住的这几份')).toBeVisible();
});

test('every tier has its own table', async ({ browser }) => {
  const admin = await personIn(browser, 'sf.admin');
  await admin.goto('/completion');
  await admin.getByRole('tab', { name: /党总支/ }).click();
  await expect(admin.getByRole('columnheader', { name: /党总支填报/ })).toBeVisible();
  await admin.getByRole('tab', { name: /教育局党委/ }).click();
  await expect(admin.getByRole('columnheader', { name: /局党委填报/ })).toBeVisible();
});
