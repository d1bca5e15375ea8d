import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const root = join(__dirname, '../..');
const written = ['apps', 'libs', 'test', 'scripts', 'migrations', 'docs'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:[cm]?tsx?|[cm]js|md|css)$/.test(file) && !file.includes('node_modules'))
    .map((file) => join(folder, file)),
);
/** The picture that earlier code drew of an application, a process and a deployment alike (CONTRIBUTING.md). */
const picture = new RegExp(`ho${'use'}`, 'i');

describe('Plain words', () => {
  it('name an application, a process or a deployment as what it is', () => {
    const said = written.flatMap((file) =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .flatMap((line, index) => (picture.test(line) ? [`${file}:${index + 1}`] : [])),
    );
    expect(said).toEqual([]);
  });

  it('name a file for what it holds', () => {
    const vague =
      /^(?:utils?|helpers?|common|misc|managers?)\b|[-.](?:utils?|helpers?|misc|manager)\.[cm]?tsx?$/;
    expect(written.filter((file) => vague.test(basename(file)))).toEqual([]);
  });
});
