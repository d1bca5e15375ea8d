import { looked } from './axe';
import { layoutFaults } from './laid-out.mjs';
import { handIn } from './ledger-items';
import { personIn, post, reportOf } from './people';
import { expect, type Page, test } from './world';

/** The type area of a sheet as high as it is wide, and of one that lies, in CSS pixels. */
const area = { upright: 589, lying: 1009 };
const everyBar = [
  '.top-bar',
  '.tab-bar',
  '.subject-bar .right',
  '.review-bar-tabs',
  '.writing-bar-phoneBar',
  '.decision-bar-bar',
  '.outline-outline',
  '.todo-list-list',
  '.segments',
  '.administration-page-nav',
];

/** Pages of the page as paper: how many, and whether they lie. */
async function sheets(page: Page): Promise<{ count: number; lying: boolean }> {
  const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const boxes = [...paper.matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/g)];
  return {
    count: paper.match(/\/Type\s*\/Page\b/g)?.length ?? 0,
    lying: boxes.length > 0 && boxes.every(([, width, height]) => Number(width) > Number(height)),
  };
}

/** Nothing to click and no bar is on paper, nothing is cut there, and all that is given is. */
async function isOnPaper(page: Page, texts: string[], width: number): Promise<void> {
  const before = page.viewportSize();
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width, height: 1000 });
  for (const hidden of [...everyBar, '.button', '.comment-card-acts', '.no-paper'])
    await expect(page.locator(hidden).locator('visible=true'), hidden).toHaveCount(0);
  await expect.poll(() => layoutFaults(page)).toEqual([]);
  // Numbers of comments stand within the text.
  await page.locator('main sup').evaluateAll((numbers) => {
    for (const number of numbers) number.remove();
  });
  const printed = (await page.evaluate<string>("document.querySelector('main').innerText")).replace(
    /\s/g,
    '',
  );
  for (const text of texts) expect(printed).toContain(text.replace(/\s/g, ''));
  await page.emulateMedia({ media: null });
  if (before) await page.setViewportSize(before);
}

interface Content {
  sections: { body: string }[];
}
const paragraphs = ({ sections }: Content): string[] => sections.flatMap(({ body }) => body.split('\n'));

test('a report under review is printed whole, with comments as numbered notes', async ({ browser }) => {
  const reviewer = await personIn(browser, 'sf.reviewer');
  const { id } = await reportOf(reviewer, 'sf0401');
  const { content } = await (await reviewer.request.get(`/api/v1/reports/${id}`)).json();
  await reviewer.goto(`/review/${id}`);
  await expect(reviewer.locator('.review-desk-paper .document')).toBeVisible();
  await isOnPaper(reviewer, paragraphs(content), area.upright);
  await reviewer.emulateMedia({ media: 'print' });
  await expect(reviewer.locator('.comment-card-number').locator('visible=true').first()).toHaveText('1');
  const measure = await reviewer.locator('.review-desk-paper .document').evaluate((doc) => doc.clientWidth);
  expect(measure).toBeGreaterThan(area.upright * 0.9);
  await reviewer.emulateMedia({ media: null });
  const { count, lying } = await sheets(reviewer);
  expect(lying).toBe(false);
  expect(count).toBeLessThan(12);
});

test('a report being written is printed whole, what is frozen too', async ({ browser }) => {
  const author = await personIn(browser, 'sf0401.secretary');
  const { id } = await reportOf(author, 'sf0401');
  const { content } = await (await author.request.get(`/api/v1/reports/${id}`)).json();
  await author.goto(`/writing/${id}`);
  await expect(author.locator('.marked-text-area-area').first()).toBeVisible();
  await isOnPaper(author, paragraphs(content), area.upright);
  await author.emulateMedia({ media: 'print' });
  await expect(author.locator('.comment-card-number').locator('visible=true').first()).toBeVisible();
  await author.emulateMedia({ media: null });
  expect((await sheets(author)).count).toBeLessThan(12);
});

test('completion lies on its sheets, with each unit and from the first sheet on', async ({ browser }) => {
  const admin = await personIn(browser, 'sf.admin');
  await admin.goto('/completion');
  await expect(admin.locator('.completion-table-table')).toBeVisible();
  await expect(admin.getByRole('heading', { name: '卡在谁' })).toBeVisible();
  await isOnPaper(admin, ['示范区第三中学党总支', '文科党支部', '理科党支部'], area.lying);
  const { count, lying } = await sheets(admin);
  expect(lying).toBe(true);
  expect(count).toBeLessThanOrEqual(3);
  await admin.goto('/completion');
  await admin.locator('a[href^="/rollup/"]').click();
  await expect(admin.locator('.rollup-table-frame table')).toBeVisible();
  expect(await sheets(admin)).toEqual({ count: 1, lying: true });
});

test('pages of the ledger are printed without what is there to act', async ({ browser }) => {
  const secretary = await personIn(browser, 'sf0202.secretary');
  const { id } = await handIn(secretary, 'sf0202', '支部书架上的书没有人登记，借出去的找不回来');
  const reviewer = await personIn(browser, 'sf02.reviewer');
  await reviewer.goto(`/ledger/${id}`);
  await expect(reviewer.getByRole('heading', { name: '历程' })).toBeVisible();
  await isOnPaper(
    reviewer,
    [
      '支部书架上的书没有人登记，借出去的找不回来',
      '建立台账，按月核对',
      '台账已经建立。',
      '台账齐全，按月核对。',
    ],
    area.upright,
  );
  expect((await sheets(reviewer)).count).toBeLessThanOrEqual(2);
  for (const path of ['/ledger', '/ledger/figures', '/ledger/batches']) {
    await reviewer.goto(path);
    await expect(reviewer.locator('.rows, .matrix-table').first()).toBeVisible();
    await isOnPaper(reviewer, [], path.endsWith('figures') ? area.lying : area.upright);
  }
});

test('paper is white also where the screen is dark', async ({ browser }) => {
  const author = await personIn(browser, 'sf0401.secretary', { colorScheme: 'dark' });
  await author.goto(`/writing/${(await reportOf(author, 'sf0401')).id}`);
  const admin = await personIn(browser, 'sf.admin', { colorScheme: 'dark' });
  await admin.goto('/completion');
  const records = await personIn(browser, 'sf.admin', { colorScheme: 'dark' });
  await records.goto('/administration/people');
  for (const [page, ready, name] of [
    [author, '.return-letter-letter', 'a report being written'],
    [admin, '.completion-table-table', 'completion'],
    [records, '.data-table', 'people'],
  ] as const) {
    await expect(page.locator(ready).first()).toBeVisible();
    await page.emulateMedia({ media: 'print' });
    expect((await looked(page, name)).filter((fault) => fault.includes('contrast'))).toEqual([]);
  }
});

test('a row of the workbench takes the width of the sheet, whether it has a date or not', async ({
  browser,
}) => {
  const admin = await personIn(browser, 'sf.admin');
  const secretary = await personIn(browser, 'sf0202.secretary');
  const { id } = await reportOf(secretary, 'sf0202');
  const asked = await post<{ extension: { id: string } }>(secretary, `/reports/${id}/extend`, {
    dueAt: '2027-02-01',
    reason: '等上级数据',
  });
  await admin.goto('/');
  await expect(admin.getByText('延期申请').first()).toBeVisible();
  await admin.emulateMedia({ media: 'print' });
  const shares = await admin.locator('.row').evaluateAll((rows) =>
    rows.map((row) => {
      const dated = row.querySelector('.due')?.getBoundingClientRect().width ?? 0;
      const words = row.querySelector('.main')?.getBoundingClientRect().width ?? 0;
      return (dated + words) / row.getBoundingClientRect().width;
    }),
  );
  expect(shares.length).toBeGreaterThan(1);
  expect(Math.min(...shares)).toBeGreaterThan(0.8);
  await expect(admin.getByRole('link', { name: '看全部通知' })).toBeHidden();
  await post(admin, `/extensions/${asked.extension.id}/deny`, { reason: '按期报送' });
});
