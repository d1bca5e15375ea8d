import { expectSaved, personIn, reportOf } from './people';
import { indicatorValues, sectionTexts } from './report-text';
import { expect, type Page, test } from './world';

/** Compiles and types meanwhile: progress is shown, and what was typed stays on top of what comes out. */
async function compile(page: Page): Promise<void> {
  let release: () => void = () => undefined;
  const looked = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/compilation/runs/*', async (route) => {
    await looked;
    await route.continue();
  });
  await page.getByRole('button', { name: /^(开始|重新)汇编$/ }).click();
  await expect(page.getByRole('progressbar', { name: '汇编进度' })).toBeVisible();
  await page.getByLabel('五、展望', { exact: true }).fill('汇编时写下的展望。');
  release();
  await expect(page.getByText('已按最新的下级报告汇编，改过的文字没有动')).toBeVisible();
  await expect(page.getByText(/汇编自\d+家/)).toBeVisible();
  await expect(page.getByRole('progressbar', { name: '汇编进度' })).toBeHidden();
  await expect(page.getByLabel('五、展望', { exact: true })).toHaveValue('汇编时写下的展望。');
  await expectSaved(page);
}

/** Compiles, fills what is still empty, and hands in. */
async function compileAndSubmit(page: Page, org: string): Promise<string> {
  const { id } = await reportOf(page, org);
  await page.goto(`/writing/${id}`);
  await compile(page);
  const texts = Object.values(sectionTexts);
  for (const [index, title] of Object.keys(sectionTexts).entries())
    await page.getByLabel(`${'一二三四'[index]}、${title}`).fill(texts[index] ?? '');
  for (const [name, value] of Object.entries(indicatorValues))
    await page.getByLabel(name, { exact: true }).fill(value);
  await expectSaved(page);
  await page.getByRole('button', { name: '报送', exact: true }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: '报送' }).click();
  await expect(page.getByText(/已报送，现在由/)).toBeVisible();
  return id;
}

async function approve(page: Page, id: string, grade?: string): Promise<void> {
  await page.goto(`/review/${id}`);
  if (grade) await page.getByText(grade, { exact: true }).first().click();
  await page.getByRole('button', { name: /^通过/ }).click();
  await expect(page.getByText(/已通过，可取回/)).toBeVisible();
}

test('a general branch and the bureau compile their own reports from those below', async ({ browser }) => {
  test.setTimeout(240_000);
  const leader = await personIn(browser, 'sf.leader');
  const secretary = await personIn(browser, 'sf03.secretary');
  const general = await compileAndSubmit(secretary, 'sf03');
  await approve(await personIn(browser, 'sf.reviewer'), general);
  await approve(leader, general, '一般');

  const bureau = await compileAndSubmit(await personIn(browser, 'sf.secretary'), 'sf');
  await approve(leader, bureau);
  await leader.goto(`/review/${bureau}`);
  await expect(leader.getByText('已审定').first()).toBeVisible();
});
