// A story that passed at its second try only is played nine times more, without second tries: one that fails twice in
// ten is broken, and no retry hides it.
import { readFileSync } from 'node:fs';

const rounds = 9;

/** The stories of a Playwright JSON report with this status, as `file › title`. */
function storiesOf(report, status) {
  const found = [];
  const walk = ({ suites = [], specs = [] }) => {
    for (const { file, title, tests } of specs)
      if (tests.some((one) => one.status === status)) found.push({ file, title });
    suites.forEach(walk);
  };
  walk(report);
  return found;
}

/**
 * @param {string} reportFile of the run that just passed
 * @param {(files: string[]) => Promise<number>} play plays whole files, since the stories of a file follow each other,
 *   writes its own report to `reportFile`, and answers the exit code
 * @returns {Promise<number>} 0 when no story failed a second time
 */
export async function playFlakyAgain(reportFile, play) {
  const read = () => JSON.parse(readFileSync(reportFile, 'utf8'));
  const flaky = storiesOf(read(), 'flaky');
  if (flaky.length === 0) return 0;
  const files = [...new Set(flaky.map(({ file }) => file))];
  const names = flaky.map(({ file, title }) => `${file} › ${title}`);
  console.log(`\n⚠  ${names.join(', ')}: passed at the second try only; playing it ${rounds} times more.`);
  for (let round = 1; round <= rounds; round += 1) {
    await play(files);
    const again = storiesOf(read(), 'unexpected').map(({ file, title }) => `${file} › ${title}`);
    const broken = again.filter((name) => names.includes(name));
    if (broken.length > 0) {
      console.error(`\n${broken.join(', ')}: failed twice in ${round + 1} rounds.`);
      return 1;
    }
  }
  return 0;
}
