import { Workbook } from 'exceljs';
import { settled } from '../../scripts/page-states.mjs';
import { handIn, type ItemBody } from './ledger-items';
import { personIn, pickUnit, post } from './people';
import { expect, type Page, test } from './world';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

test.use({ ownWorld: 'ledger-batch' });

/** Pastes a table as a document copies it: as HTML, and as text that has lost its cells. */
async function pasteTable(page: Page, label: string, rows: string[][]): Promise<void> {
  const lines = rows.map((row) => `<tr>${row.map((cell) => `<td><p>${cell}</p></td>`).join('')}</tr>`);
  await page.getByLabel(label).focus();
  await page.evaluate(`(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', ${JSON.stringify(`<table>${lines.join('')}</table>`)});
    clipboardData.setData('text/plain', ${JSON.stringify(rows.flat().join('\n'))});
    document.activeElement.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  })()`);
}

const heading = ['单位编码', '问题', '整改措施', '责任人', '整改期限'];

test('a batch is made, filled by a pasted table and a workbook’s rows, and its dates are moved', async ({
  browser,
}) => {
  const admin = await personIn(browser, 'sf.admin');
  await admin.goto('/ledger/batches');
  await admin.getByRole('link', { name: '新建批次' }).click();
  await admin.getByLabel('批次名称').fill('教育督导反馈整改');
  await pickUnit(admin, '由哪个单位管', 'sf');
  await admin.getByLabel('督查').check();
  const closeBy = admin.getByRole('textbox', { name: '整改期限' });
  await closeBy.fill('2027-03-31');
  await closeBy.press('Enter');
  await admin.getByRole('button', { name: '建立批次' }).click();
  await expect(admin.getByRole('heading', { name: '教育督导反馈整改' })).toBeVisible();
  await expect(admin.getByText('还没有事项')).toBeVisible();

  await admin.getByRole('link', { name: '按表格登记' }).click();
  await pasteTable(admin, '粘贴问题清单', [
    heading,
    ['sf0101', '党员学习档案缺两次记录', '补齐记录', '王芳', '2027年2月底'],
    ['sf0999', '公示栏没有更新', '每月更新', '李静', '2027年2月底'],
  ]);
  await expect(admin.getByRole('heading', { name: '2行里有1行要改' })).toBeVisible();
  await expect(admin.getByRole('region', { name: '逐行结果' })).toContainText(
    '没有编码或名称为“sf0999”的单位',
  );
  await expect(admin.getByRole('button', { name: '登记2件' })).toBeDisabled();
  const field = admin.getByLabel('粘贴问题清单');
  await field.fill((await field.inputValue()).replace('sf0999', 'sf0102'));
  await admin.getByRole('button', { name: '检查' }).click();
  await expect(admin.getByRole('heading', { name: '2行都可以登记' })).toBeVisible();
  await admin.getByRole('button', { name: '登记2件' }).click();
  const table = admin.getByRole('region', { name: '分项情况' });
  await expect(table.getByRole('row', { name: /示范区第一中学党总支/ })).toBeVisible();

  await admin.getByRole('link', { name: '按表格登记' }).click();
  await admin
    .getByLabel('选择 Excel 或 CSV 文件')
    .last()
    .setInputFiles({
      name: '问题清单.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`${heading.join()}\nsf0201,图书角没有登记,建立登记,赵敏,2027-02-20`),
    });
  await admin.getByRole('button', { name: '登记1件' }).click();
  await expect(table.getByRole('row', { name: /示范区实验小学党总支/ })).toBeVisible();

  await admin.getByRole('link', { name: '修改批次' }).click();
  const moved = admin.getByRole('textbox', { name: '整改期限' });
  await moved.fill('2027-04-30');
  await moved.press('Enter');
  await admin.getByRole('button', { name: '保存' }).click();
  const asked = admin.getByRole('dialog');
  await expect(asked).toContainText('还有3件没有了结');
  await asked.getByRole('button', { name: '一起改' }).click();
  await expect(admin.getByText('整改到2027年4月30日')).toBeVisible();

  await admin.getByRole('button', { name: '催办未了结的' }).click();
  await expect(admin.getByRole('dialog')).toContainText('图书角没有登记');
  await admin.getByRole('dialog').getByRole('button', { name: '催办' }).click();
  await expect(admin.getByText('已催办3件')).toBeVisible();
});

test('a workbook is read aloud row by row, its right rows are entered and the others come back', async ({
  browser,
}) => {
  const admin = await personIn(browser, 'sf.admin');
  const batch = await post<{ id: string }>(admin, '/rectification-batches', {
    org: 'sf',
    title: '专项检查反馈整改',
    source: 'supervision',
    closeBy: '2027-06-30',
  });
  const book = new Workbook();
  book.addWorksheet('填写说明').addRow(['请在“清单”表填写']);
  const sheet = book.addWorksheet('清单');
  sheet.addRow(['专项检查问题清单']);
  sheet.mergeCells('A1:E1');
  sheet.addRow(['责任单位', '存在的问题', '整改情况']);
  sheet.addRow([null, null, '整改措施', '责任人', '整改时限']);
  for (const range of ['A2:A3', 'B2:B3', 'C2:E2']) sheet.mergeCells(range);
  sheet.addRow(['sf0101', '宣传栏没有换季更新', '每季更新', '王芳', new Date('2027-02-28')]);
  sheet.addRow(['sf0999', '图书漂流没有登记', '建立登记', '李静', '2027年2月底']);
  sheet.addRow(['sf0102', '活动照片没有归档', '每月归档', '赵敏', '尽快']);
  sheet.addRow(['合计', 3]);
  await admin.goto(`/ledger/batches/${batch.id}/import`);
  await admin
    .getByLabel('选择 Excel 或 CSV 文件')
    .last()
    .setInputFiles({
      name: '问题清单.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: Buffer.from(await book.xlsx.writeBuffer()),
    });
  await expect(admin.getByRole('heading', { name: '3行里有2行要改' })).toBeVisible();
  await expect(admin.getByText('读的是“清单”表，表头在第3行。')).toBeVisible();
  const rows = admin.getByRole('region', { name: '逐行结果' });
  await expect(rows.getByRole('row', { name: /第5行/ })).toContainText('没有编码或名称为“sf0999”的单位');
  await expect(rows.getByRole('row', { name: /第6行/ })).toContainText('看不出“尽快”是哪一天');
  await expect(rows.getByRole('row', { name: /第4行/ })).toContainText('宣传栏没有换季更新');
  const write = admin.getByRole('button', { name: /^登记\d件$/ });
  await expect(write).toBeDisabled();
  await admin.getByRole('checkbox', { name: '先导入没有问题的1行' }).check();
  const saving = admin.waitForEvent('download');
  await write.click();
  expect((await saving).suggestedFilename()).toBe('退回的行.csv');
  await expect(admin.getByText('已登记1件')).toBeVisible();
  await expect(admin.getByRole('heading', { name: '专项检查反馈整改' })).toBeVisible();
});

test('a code that was typed and confirmed is taken, also when the field was left before its answer came', async ({
  browser,
}) => {
  const admin = await personIn(browser, 'sf.admin');
  await admin.goto('/ledger/batches/new');
  const keeper = admin.getByRole('combobox', { name: '由哪个单位管' });
  await expect(keeper).toBeVisible();
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await admin.route('**/api/v1/org-units?*', async (route) => {
    await answered;
    await route.continue();
  });
  // Several units have it in their code, and Enter takes the first.
  await keeper.fill('sf02');
  await keeper.press('Enter');
  await keeper.press('Tab');
  answer();
  await expect(admin.getByText('（sf02）').filter({ visible: true }).first()).toBeVisible();
});

test('figures of a past day are those of that day, and lead to the items of today', async ({ browser }) => {
  const reviewer = await personIn(browser, 'sf.reviewer');
  await reviewer.goto('/ledger/batches');
  await reviewer.getByRole('link', { name: /查看.*巡察/ }).click();
  const totals = reviewer.getByRole('region', { name: '总的情况' });
  const table = reviewer.getByRole('region', { name: '分项情况' });
  await expect(totals.getByRole('img', { name: /已了结/ })).toBeVisible();
  const today = (await totals.locator('.figure-totals-sums').textContent()) ?? '';
  const slider = reviewer.getByRole('slider', { name: '看哪一天的情况' });
  await slider.focus();
  await slider.press('Home');
  await expect(reviewer).toHaveURL(/asOf=/);
  await expect(totals.locator('.figure-totals-sums')).not.toHaveText(today);
  await expect(table.getByRole('link')).toHaveCount(0);
  await reviewer.reload();
  await expect(totals.locator('.figure-totals-sums')).not.toHaveText(today);
  await reviewer.getByRole('button', { name: '回到今天' }).click();
  await expect(totals.locator('.figure-totals-sums')).toHaveText(today);
  await table
    .getByRole('link', { name: /待验收/ })
    .first()
    .click();
  await expect(reviewer.getByRole('heading', { name: /找到的事项/ })).toBeVisible();
  await expect(reviewer.getByText('待验收').first()).toBeVisible();
  await reviewer.getByRole('button', { name: /不再.*巡察/ }).click();
  await expect(reviewer).not.toHaveURL(/batch=/);

  await reviewer.goto('/ledger/figures');
  await reviewer.getByRole('button', { name: '示范区第三中学党总支' }).click();
  await expect(table.getByRole('button', { name: '全部单位' })).toBeVisible();
  await table.getByRole('button', { name: '来源' }).click();
  await expect(table.getByRole('row', { name: /述职报告/ })).toBeVisible();
  const saving = reviewer.waitForEvent('download');
  await reviewer.getByRole('button', { name: '导出表格' }).click();
  expect((await saving).suggestedFilename()).toBe('整改台账.xlsx');
});

test('the list counts what the figures count', async ({ browser }) => {
  const observer = await personIn(browser, 'sf.observer');
  await observer.goto('/ledger/figures');
  const sums = observer.locator('.figure-totals-sums');
  await expect(sums).toContainText('未了结');
  const said = (await sums.textContent()) ?? '';
  const figure = (word: string) => Number(new RegExp(`${word}\\D*(\\d+)`).exec(said)?.[1] ?? Number.NaN);
  await observer.goto('/ledger');
  await expect(observer.getByText('未了结、长期坚持')).toBeVisible();
  await expect(observer.getByRole('heading', { name: /其余/ })).toContainText(
    String(figure('未了结') + figure('长期坚持')),
  );
});

test('a sample is drawn again by somebody else, and its look-backs stand beside it', async ({ browser }) => {
  const secretary = await personIn(browser, 'sf0201.secretary');
  const item = await handIn(secretary, 'sf0201', '谈心谈话没有留下提纲');
  const reviewer = await personIn(browser, 'sf02.reviewer');
  await post<ItemBody>(reviewer, `/rectifications/${item.id}/verify`, {
    version: item.version,
    method: 'documents',
    note: '提纲齐全。',
  });
  await reviewer.goto('/ledger/samples');
  await reviewer.getByLabel('每单位抽').fill('100');
  await reviewer.getByLabel('种子').fill('会上抽签83');
  await reviewer.getByRole('button', { name: '抽取' }).click();
  const drawn = reviewer.getByRole('region', { name: '抽中的事项' });
  await expect(drawn).toContainText('会上抽签83');
  await expect(drawn.getByRole('listitem').filter({ hasText: '谈心谈话没有留下提纲' })).toContainText(
    '待回头看',
  );
  const observer = await personIn(browser, 'sf.observer', phone);
  await observer.goto(new URL(reviewer.url()).pathname + new URL(reviewer.url()).search);
  const repeated = observer.getByRole('region', { name: '抽中的事项' });
  await expect(repeated.getByRole('listitem')).toHaveCount(await drawn.getByRole('listitem').count());

  await drawn
    .getByRole('link', { name: /回头看/ })
    .first()
    .click();
  await reviewer.getByRole('button', { name: '回头看' }).click();
  const checking = reviewer.getByRole('dialog', { name: '回头看' });
  await checking.getByLabel('抽查').check();
  await checking.getByLabel('看到的情况').fill('提纲仍在用。');
  await checking.getByRole('button', { name: '记下' }).click();
  await expect(checking).toBeHidden();
  // The page of the observer hears of it by itself.
  await expect(repeated).toContainText('提纲仍在用。');
});

test('no page of the ledger is wider than a phone', async ({ browser }) => {
  const admin = await personIn(browser, 'sf.admin', phone);
  const { items } = await (await admin.request.get('/api/v1/rectification-batches')).json();
  const [batch] = items as { id: string }[];
  const paths = ['', '/new', `/${batch?.id}`, `/${batch?.id}/edit`, `/${batch?.id}/import`].map(
    (rest) => `/ledger/batches${rest}`,
  );
  const sideways = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  for (const path of [...paths, '/ledger/figures', '/ledger/samples?under=sf&percent=50&seed=7']) {
    await admin.goto(path);
    await settled(admin);
    for (const width of [320, 390, 768, 2560]) {
      await admin.setViewportSize({ width, height: 844 });
      await expect
        .poll(() => admin.evaluate(sideways), { message: `${path} at ${width}` })
        .toBeLessThanOrEqual(0);
    }
  }
});
