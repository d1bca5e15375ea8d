import { expectSaved, personIn, reportOf } from './people';
import { expect, test } from './world';

const work = '一、主要工作完成情况';
const typed = '支部每月开展集中学习,党员都来参加,末开展谈心谈话的已经补上。';
const mended = '支部每月开展集中学习，党员都来参加，未开展谈心谈话的已经补上。';

test('全部改正 shows what it would mend, mends it at once and is taken back with one click', async ({
  browser,
}) => {
  const page = await personIn(browser, 'sf0102.secretary');
  const { id } = await reportOf(page, 'sf0102');
  await page.goto(`/writing/${id}`);
  await page.getByLabel(work).fill(typed);
  await expectSaved(page);
  await page.getByRole('button', { name: '全部改正' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.locator('del')).toHaveText(['末', ',', ',']);
  await expect(dialog.locator('ins')).toHaveText(['未', '，', '，']);
  await dialog.getByRole('button', { name: '改正', exact: true }).click();
  await expect(page.getByLabel(work)).toHaveValue(mended);
  await expectSaved(page);
  await expect(page.getByText('已改正3处。')).toBeVisible();
  await page.getByRole('button', { name: '撤销' }).click();
  await expect(page.getByLabel(work)).toHaveValue(typed);
  await expectSaved(page);
  await expect(page.getByRole('button', { name: '全部改正' })).toBeVisible();
});
