import { expectSaved, personIn, post, reportOf } from './people';
import { expect, type Page, test } from './world';

/** Pastes as a spreadsheet does: text with tabs, and a table beside it. */
async function pasteRange(page: Page, label: string, rows: string[][]): Promise<void> {
  const text = rows.map((cells) => cells.join('\t')).join('\r\n');
  await page.getByLabel(label, { exact: true }).focus();
  await page.evaluate(
    `{
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', ${JSON.stringify(text)});
      clipboardData.setData('text/html', '<table></table>');
      document.activeElement.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
    }`,
  );
}

test('ranges of a spreadsheet fill indicators and problems, and Enter goes down', async ({ browser }) => {
  const page = await personIn(browser, 'sf0101.secretary');
  const { id } = await reportOf(page, 'sf0101');
  await page.goto(`/writing/${id}`);
  await pasteRange(page, '主题党日', [
    ['主题党日', '12次'],
    ['党员大会', '4'],
    ['阵地建设投入', '6.5万元'],
  ]);
  await expect(page.getByLabel('党员大会', { exact: true })).toHaveValue('4');
  await page.getByLabel('主题党日', { exact: true }).press('Enter');
  await expect(page.getByLabel('书记党课', { exact: true })).toBeFocused();
  await page.getByRole('button', { name: '添加一条' }).click();
  await pasteRange(page, '第1条问题', [
    ['问题', '原因', '整改措施', '责任人', '完成时限'],
    ['走访不够', '安排不细', '每月走访', '周敏', '2027.3.31'],
    ['台账不全', '专人不定', '定人定期', '李强', '3月31日'],
  ]);
  await expect(page.getByLabel('第2条问题')).toHaveValue('台账不全');
  await expectSaved(page);
  const { content } = await (await page.request.get(`/api/v1/reports/${id}`)).json();
  expect(content.indicators).toMatchObject({ theme_days: 12, member_meetings: 4, funds: 6.5 });
  expect(content.problems[0]).toMatchObject({ problem: '走访不够', person: '周敏', dueOn: '2027-03-31' });
});

test('what is still to do adds up to its heading, reminders apart', async ({ browser }) => {
  const page = await personIn(browser, 'sf0102.secretary');
  await page.goto(`/writing/${(await reportOf(page, 'sf0102')).id}`);
  await page.getByLabel('一、主要工作完成情况').fill('全年开展主题党日12次。');
  await expectSaved(page);
  const list = page.getByRole('complementary', { name: '还需处理' });
  const more = list.getByRole('button', { name: /展开其余\d+项/ });
  await expect(more).toContainText(/另有\d+条提醒/);
  const numberIn = (text: string | null, at: RegExp) => Number(at.exec(text ?? '')?.[1]);
  const said = numberIn(await list.getByRole('heading').textContent(), /还需处理(\d+)项/);
  const hidden = numberIn(await more.textContent(), /其余(\d+)项/);
  expect((await list.getByRole('listitem').count()) - 1 + hidden).toBe(said);
});

test('an import shows everything, and each block is moved or left out', async ({ browser }) => {
  const page = await personIn(browser, 'sf0102.secretary');
  await page.goto(`/writing/${(await reportOf(page, 'sf0102')).id}`);
  await page.getByRole('button', { name: /粘贴或上传/ }).click();
  await page
    .getByLabel('或者把文字粘贴在这里')
    .fill(
      '关于工作的报告\n一、主要工作完成情况\n全年开展主题党日12次。\n二、存在的问题\n走访不够。\n三、下一步工作打算\n每月走访。',
    );
  await page.getByRole('button', { name: '识别章节' }).click();
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByText('走访不够。', { exact: true }).first()).toBeVisible();
  await drawer.getByRole('combobox', { name: /“二、存在的问题”归入/ }).click();
  await page.getByTitle('不要这一段').last().click();
  await drawer.getByRole('combobox', { name: /“三、下一步工作打算”归入/ }).click();
  await page.locator('.ant-select-dropdown').locator('visible=true').getByTitle('展望').click();
  await drawer.getByRole('button', { name: '放进报告' }).click();
  await expect(page.getByLabel('五、展望')).toHaveValue('每月走访。');
  await expect(page.getByLabel('二、存在的问题')).toHaveValue('');
});

test('the list of what was found leads to each place, and handing in says who comes next and asks for a reason', async ({
  browser,
}) => {
  const page = await personIn(browser, 'sf0401.secretary');
  const { id } = await reportOf(page, 'sf0401');
  await page.goto(`/writing/${id}`);
  const days = page.getByLabel('主题党日', { exact: true });
  await days.fill('60次');
  await days.blur();
  await page.getByLabel('二、存在的问题').press('End');
  await page.getByLabel('二、存在的问题').pressSequentially('还有XX没有核实');
  await expectSaved(page);
  const list = page.getByRole('complementary', { name: '还需处理' });
  const line = list.getByRole('button').filter({ hasText: 'XX' }).first();
  await expect(line).toBeVisible();
  await line.click();
  await expect(page.getByLabel('二、存在的问题')).toBeFocused();
  const field = page.getByLabel('二、存在的问题');
  await field.fill((await field.inputValue()).replace('还有XX没有核实', ''));
  await expectSaved(page);
  await page.getByRole('button', { name: '报送', exact: true }).first().click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('示范区职业教育中心党总支审核人')).toBeVisible();
  await expect(dialog.getByText('主题党日：去年14次，今年60次')).toBeVisible();
  await dialog.getByLabel('说明原因，随报告送给审核人').fill('与主题教育合并统计。');
  await dialog.getByRole('button', { name: '报送' }).click();
  await expect(page.getByText(/已报送，现在由/)).toBeVisible();
  const events = await (await page.request.get(`/api/v1/reports/${id}/events?pageSize=200`)).json();
  const submitted = (events.items ?? events).findLast(
    ({ type }: { type: string }) => type === 'report.submitted',
  );
  expect(submitted.note).toBe('与主题教育合并统计。');
  // Stories of other files look at this report as it was returned.
  await post(page, `/reports/${id}/withdraw`, {});
});
