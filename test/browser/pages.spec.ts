import { reach, settled, shows } from '../../scripts/page-states.mjs';
import { looked } from './axe';
import { layoutFaults } from './laid-out.mjs';
import { signIn } from './people';
import { expect, type Page, test } from './world';

// What other stories enter, such as long names and holidays, is not what the states are measured with.
test.use({ ownWorld: 'pages' });

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
/** Small and lying phones, tablets, the commonest laptop, both sides of each line the style sheets draw, and a wall. */
const sizes: [width: number, height: number][] = [
  [320, 640],
  [390, 844],
  [720, 900],
  [721, 900],
  [844, 390],
  [959, 900],
  [960, 700],
  [1023, 768],
  [1024, 768],
  [1239, 800],
  [1240, 800],
  [1366, 768],
  [2560, 1440],
];
/** Widths of a state that exists on a phone alone. */
const phoneBelow = 720;

/** What is wrong with how the page is laid out at each of the widths. */
async function laidOut(page: Page, state: string, most: number): Promise<string[]> {
  const found: string[] = [];
  for (const [width, height] of sizes) {
    if (width > most) continue;
    await page.setViewportSize({ width, height });
    await settled(page);
    found.push(...(await layoutFaults(page)).map((fault) => `${state} at ${width}: ${fault}`));
  }
  return found;
}

// A walk of its own command: to reach a state costs more than to look at it, so that both looks are taken at once.
test.describe('every page and state stands before axe and is laid out at every width', {
  tag: '@pages',
}, () => {
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
        const onPhone = state.size === '390';
        await page.setViewportSize(onPhone ? phone : desk);
        await reach(page, world, state);
        found.push(...(await looked(page, state.name)));
        found.push(...(await laidOut(page, state.name, onPhone ? phoneBelow : Number.POSITIVE_INFINITY)));
      }
      expect(found).toEqual([]);
    });
  }
});
