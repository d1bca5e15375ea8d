import { readFileSync } from 'node:fs';
import { settled } from '../../scripts/page-states.mjs';
import type { Page } from './world';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  impact: string | null;
  nodes: { target: string[] }[];
}

/** Serious and critical violations of the page as it stands, with where they are; of all rules or of some. */
async function violationsOf(page: Page, rules?: string[]): Promise<string[]> {
  await page.evaluate(axe);
  const options = { resultTypes: ['violations'], ...(rules && { runOnly: rules }) };
  const violations = (await page.evaluate(
    `axe.run(document, ${JSON.stringify(options)}).then((result) => result.violations)`,
  )) as Violation[];
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return grave.map(({ id, nodes }) => {
    const places = nodes.slice(0, 5).map((node) => node.target.join(' '));
    return `${id}: ${places.join(' | ')}`;
  });
}

/** What axe says of the page in light, and of its colours in dark; each with the name of the state. */
export async function looked(page: Page, state: string): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  await settled(page);
  const light = await violationsOf(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await settled(page);
  const dark = await violationsOf(page, ['color-contrast', 'link-in-text-block']);
  return [...light.map((text) => `${state}: ${text}`), ...dark.map((text) => `${state} in dark: ${text}`)];
}
