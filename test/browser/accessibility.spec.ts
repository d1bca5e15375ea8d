import { reach, shows } from '../../scripts/page-states.mjs';
import { looked } from './axe';
import { signIn } from './people';
import { expect, test } from './world';

const widths = { '1440': { width: 1440, height: 900 }, '390': { width: 390, height: 844 } };

test.describe('every page and state stands before axe', { tag: '@accessibility' }, () => {
  test.describe.configure({ mode: 'parallel' });
  for (const { user, language, pages } of shows) {
    const [first] = pages;
    test(`${user ?? 'a visitor'}${language ? ` in ${language}` : ''}, from ${first?.name} on`, async ({
      page,
      world,
    }) => {
      test.setTimeout(300_000);
      if (user) await signIn(page, user);
      if (language)
        await page.addInitScript(`localStorage.setItem('baoshen.language', ${JSON.stringify(language)})`);
      const found: string[] = [];
      for (const state of pages) {
        await page.setViewportSize(widths[state.size ?? '1440']);
        await reach(page, world, state);
        found.push(...(await looked(page, state.name)));
      }
      expect(found).toEqual([]);
    });
  }
});

test('the page says which language it speaks', async ({ page }) => {
  await page.goto('/sign-in');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
});
