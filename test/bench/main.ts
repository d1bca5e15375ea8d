import 'reflect-metadata';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from './figure';

/** `npm run bench -- NAME …`: runs the named benchmarks and prints one JSON object a line. */
async function main(names: string[]): Promise<void> {
  const known = readdirSync(__dirname).flatMap((file) => /^(.+)\.bench\.js$/.exec(file)?.[1] ?? []);
  const unknown = names.filter((name) => !existsSync(join(__dirname, `${name}.bench.js`)));
  if (names.length === 0 || unknown.length > 0) {
    throw new Error(`Which benchmark? ${unknown.join(', ')} One of: ${known.join(', ')}`);
  }
  for (const name of names) {
    const { run } = require(join(__dirname, `${name}.bench.js`)) as { run: () => Promise<Figure[]> };
    for (const figure of await run()) process.stdout.write(`${JSON.stringify(figure)}\n`);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
