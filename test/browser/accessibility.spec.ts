import { readFileSync } from 'node:fs';
import { personIn, reportsOf } from './people';
import { expect, type Page, test } from './world';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  impact: string | null;
  nodes: { target: string[]; failureSummary?: string }[];
}

/** Serious and critical violations of the page as it stands, with where they are. */
async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const violations = (await page.evaluate(
    'axe.run(document, { resultTypes: ["violations"] }).then((result) => result.violations)',
  )) as Violation[];
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map((node) => node.target.join(' '))
          .slice(0, 5)
          .join(' | ')}`,
    );
}

/**
 * Waits until what was last asked of the page is drawn. A change of the colour scheme reaches style sheets at
 * once, but scripts with the next frame only, and what they change may move for a while.
 */
async function still(page: Page): Promise<void> {
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
  await page.waitForFunction('document.getAnimations().every(({ playState }) => playState !== "running")');
}

/** Waits until nothing on the page says that it is still loading. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator('main').first()).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0, { timeout: 30_000 });
}

/** Violations of the page as it stands, in light and in dark, each with the name of the state. */
async function looked(page: Page, state: string): Promise<string[]> {
  await settled(page);
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await still(page);
    found.push(...(await violationsOf(page)).map((text) => `${state}, ${colorScheme}: ${text}`));
  }
  return found;
}

async function visited(page: Page, paths: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    await page.goto(path);
    found.push(...(await looked(page, path)));
  }
  return found;
}

test('a visitor’s pages stand before axe', async ({ page }) => {
  const found = await visited(page, ['/sign-in', '/bulletin']);
  await page
    .getByRole('link', { name: /抓党建/ })
    .first()
    .click();
  await expect(page.locator('article h1').first()).toBeVisible();
  expect([...found, ...(await looked(page, 'edition'))]).toEqual([]);
});

test('a secretary’s pages stand before axe', async ({ browser }) => {
  const page = await personIn(browser, 'sf0401.secretary');
  const [own] = await reportsOf(page, { org: 'sf0401' });
  expect(await visited(page, ['/', '/writing', `/writing/${own?.id}`])).toEqual([]);
});

test('a reviewer’s pages stand before axe, the panel of a return and the keys as well', async ({
  browser,
}) => {
  const page = await personIn(browser, 'sf.reviewer');
  const waiting = (await reportsOf(page, { state: 'in_review', tier: 'branch' })).find(({ org }) =>
    org.code.startsWith('sf03'),
  );
  const found = await visited(page, ['/review', `/review/${waiting?.id}`]);
  await page.keyboard.press('r');
  await expect(page.getByRole('dialog', { name: /退回/ })).toBeVisible();
  found.push(...(await looked(page, 'return')));
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: '快捷键' })).toBeVisible();
  expect([...found, ...(await looked(page, 'keys'))]).toEqual([]);
});

test('an administrator’s pages stand before axe', async ({ browser }) => {
  test.setTimeout(180_000);
  const page = await personIn(browser, 'sf.admin');
  const found = await visited(page, ['/completion']);
  await page.getByRole('link', { name: '看汇总' }).click();
  await expect(page).toHaveURL(/rollup/);
  found.push(...(await looked(page, 'rollup')));
  const sections = [
    'org',
    'people',
    'delegations',
    'templates',
    'cycles',
    'recurrences',
    'holidays',
    'robots',
    'jobs',
    'audit',
    'preferences',
    'account',
  ].map((section) => `/administration/${section}`);
  expect([...found, ...(await visited(page, sections))]).toEqual([]);
});

test('the page says which language it speaks', async ({ page }) => {
  await page.goto('/sign-in');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
});
