import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from '../faults/checkout';
import { steps } from './steps';

it('docs/operations.md lists the steps of `npm run rehearse`, each as it is done', () => {
  const text = readFileSync(join(checkout, 'docs/operations.md'), 'utf8');
  const [, section = ''] = text.split('## The rehearsal\n');
  const listed =
    (section.split('\n## ')[0] ?? '').match(/^\d+\. [\s\S]*?(?=\n\d+\. |\n\n|$(?![\s\S]))/gm) ?? [];
  const joined = listed.map((entry) => entry.replace(/\s*\n\s+/g, ' ').trim());
  expect(joined).toEqual(steps.map(({ line }, index) => `${index + 1}. ${line}`));
});
