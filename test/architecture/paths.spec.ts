import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const text = readFileSync(join(root, 'docs/architecture.md'), 'utf8');

/** Most files that one path may take a reader through. */
const longest = { 'An approval': 20, 'A reminder': 12 };

function listed(title: string): Array<{ file: string; line: string }> {
  const from = text.indexOf(`**${title}**`);
  const lines = text.slice(from).split('\n').slice(1);
  const first = lines.findIndex((line) => /^1\. /.test(line));
  const rest = lines.slice(first);
  const end = rest.findIndex((line) => !/^\d+\. /.test(line));
  return rest.slice(0, end).map((line) => ({ file: /`([^`]+)`/.exec(line)?.[1] ?? '', line }));
}

/** What a file offers to others. */
function offered(file: string): string[] {
  const source = readFileSync(join(root, file), 'utf8');
  return [
    ...source.matchAll(/^export (?:abstract )?(?:async )?(?:class|function|const|interface|type) (\w+)/gm),
  ].map((match) => match[1] ?? '');
}

describe.each(Object.entries(longest))('%s, file by file in docs/architecture.md', (title, most) => {
  const steps = listed(title);

  it(`takes at most ${most} files, and all of them exist`, () => {
    expect(steps.length).toBeGreaterThan(5);
    expect(steps.length).toBeLessThanOrEqual(most);
    expect(steps.filter(({ file }) => !existsSync(join(root, file)))).toEqual([]);
    expect(new Set(steps.map(({ file }) => file)).size).toBe(steps.length);
  });

  it('leads from each file to a later one: somebody before it names what it offers, or the line says who calls it', () => {
    const unreached = steps.slice(1).filter(({ file, line }, index) => {
      const before = steps.slice(0, index + 1).map((step) => readFileSync(join(root, step.file), 'utf8'));
      const names = offered(file);
      const said = /\((?:Nest|the guard|a job)/.test(line);
      return (
        !said && !before.some((source) => names.some((name) => new RegExp(`\\b${name}\\b`).test(source)))
      );
    });
    expect(unreached).toEqual([]);
  });
});
