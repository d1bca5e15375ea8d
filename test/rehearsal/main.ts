import 'reflect-metadata';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Rehearsal } from './rehearsal';
import { steps } from './steps';

const say = (text: string) => process.stdout.write(`${text}\n`);

/** `npm run rehearse`: an operator's year in some minutes. @returns the exit code: 0 where nothing was lost */
async function rehearse(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'baoshen-rehearsal-'));
  const rehearsal = new Rehearsal(folder);
  let code = 1;
  try {
    for (const [index, { line, run }] of steps.entries()) {
      const began = performance.now();
      await run(rehearsal);
      say(`✓ ${index + 1}. ${line}  ${Math.round((performance.now() - began) / 100) / 10} s`);
    }
    code = judged(rehearsal);
  } catch (error) {
    say(`✗ ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    for (const failure of rehearsal.load?.failed.slice(-10) ?? []) say(`  ${failure}`);
  } finally {
    await rehearsal.end().catch((error: Error) => say(`✗ ${error.message}`));
  }
  if (code === 0) await rm(folder, { recursive: true, force: true });
  else say(`The logs of every process are in ${folder}.`);
  return code;
}

/** A request that failed was repeated until it was answered: nothing is lost by it, but somebody saw it fail. */
function judged({ lost, working }: Rehearsal): number {
  say('');
  say(`Asked ${working.requests} times, ${working.acknowledged} acts acknowledged besides what was saved.`);
  say(`Refused while the database was away, and repeated: ${working.refused}.`);
  say(lost.length === 0 ? 'Lost: nothing.' : `Lost: ${lost.length}`);
  for (const one of lost.slice(0, 50)) say(`  ✗ ${one}`);
  say(`Failed at other times, and repeated: ${working.failed.length}.`);
  for (const answer of new Set(working.failed.slice(0, 50))) say(`  ✗ ${answer}`);
  return lost.length + working.failed.length === 0 ? 0 : 1;
}

void rehearse().then((code) => process.exit(code));
