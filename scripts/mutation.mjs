// npm run test:mutation: changes the rules in small ways and says what no pure spec notices. Arguments go to Stryker
// (npm run test:mutation -- --mutate libs/domain/review/rules/save.ts). It fails when a single file falls below the
// threshold: in one figure over all of them the large files hide the small ones.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import config from '../stryker.config.mjs';
import { findTool, root, runNode } from './tool.mjs';

const detected = ['Killed', 'Timeout'];
const undetected = ['Survived', 'NoCoverage'];

const report = join(root, config.jsonReporter.fileName);
rmSync(report, { force: true });
const { code } = await runNode([
  findTool('@stryker-mutator/core', 'stryker'),
  'run',
  ...process.argv.slice(2),
]);
const { files } = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { files: {} };
const below = Object.entries(files).filter(([, { mutants }]) => {
  const count = (statuses) => mutants.filter(({ status }) => statuses.includes(status)).length;
  const [noticed, missed] = [count(detected), count(undetected)];
  return noticed + missed > 0 && (100 * noticed) / (noticed + missed) < config.thresholds.break;
});
if (below.length > 0)
  console.error(`\nBelow ${config.thresholds.break} %: ${below.map(([file]) => file).join(', ')}.`);
process.exit(code || (below.length > 0 ? 1 : 0));
