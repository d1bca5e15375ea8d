import { reach, settled, shows } from '../../scripts/page-states.mjs';
import { layoutFaults } from './laid-out.mjs';
import { signIn } from './people';
import { expect, test } from './world';

// What other stories enter, such as long names and holidays, is not what the states are measured with.
test.use({ ownWorld: 'layout' });

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

test.describe('every page and state is laid out at every width', () => {
  test.describe.configure({ mode: 'parallel' });
  for (const { user, language, pages } of shows) {
    const [first] = pages;
    test(`${user ?? 'a visitor'}${language ? ` in ${language}` : ''}, from ${first?.name} on`, async ({
      page,
      world,
    }) => {
      test.setTimeout(300_000);
      await page.emulateMedia({ reducedMotion: 'reduce' });
      if (user) await signIn(page, user);
      if (language)
        await page.addInitScript(`localStorage.setItem('baoshen.language', ${JSON.stringify(language)})`);
      const found: string[] = [];
      for (const state of pages) {
        const phone = state.size === '390';
        await page.setViewportSize(phone ? { width: 390, height: 844 } : { width: 1440, height: 900 });
        await reach(page, world, state);
        for (const [width, height] of sizes) {
          if (phone && width > phoneBelow) continue;
          await page.setViewportSize({ width, height });
          await settled(page);
          const faults = await layoutFaults(page);
          found.push(...faults.map((fault) => `${state.name} at ${width}: ${fault}`));
        }
      }
      expect(found).toEqual([]);
    });
  }
});
