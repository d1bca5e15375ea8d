import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Annotation, CorpusText } from '@domain/importing/corpus/annotation';

const folder = 'libs/domain/importing/corpus';

/** The texts by which the import is measured, with their annotations; run from the repository's root. */
export function readCorpus(root = process.cwd()): CorpusText[] {
  const at = resolve(root, folder);
  return readdirSync(at)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .map((file) => {
      const name = file.slice(0, -'.txt'.length);
      const annotation = JSON.parse(readFileSync(join(at, `${name}.json`), 'utf8')) as Annotation;
      return { name, text: readFileSync(join(at, file), 'utf8').replace(/\r\n?/g, '\n'), annotation };
    });
}
