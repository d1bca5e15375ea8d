import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const { dependencies, optionalDependencies } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
) as Record<string, Record<string, string>>;
const installed = new Set(Object.keys({ ...dependencies, ...optionalDependencies }));
const builtin = new Set(builtinModules);

/** What a server runs: an installation without development packages has to have all of it. */
const parts = ['apps/api', 'apps/worker', 'apps/standalone', 'apps/cli', 'libs', 'migrations'];
const files = parts.flatMap((part) =>
  readdirSync(join(root, part), { recursive: true, encoding: 'utf8' })
    .map((file) => join(part, file))
    .filter((file) => file.endsWith('.ts') && !/\.spec\.ts$|-fixture\.ts$|^libs\/testing/.test(file)),
);

it('what a server imports at run time is no development package', () => {
  const missing = files.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const imports = [
      ...text.matchAll(/^(?:import|export) (?!type )[^;]*?from '([^']+)'|\bimport\('([^']+)'\)/gm),
    ];
    return imports
      .map(([, named, dynamic]) => named ?? dynamic ?? '')
      .filter((name) => !/^(?:\.|node:|@(?:domain|contracts|platform|features|apps)\/)/.test(name))
      .map((name) =>
        name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/'),
      )
      .filter((name) => !installed.has(name) && !builtin.has(name))
      .map((name) => `${name} in ${file}`);
  });
  expect(files.length).toBeGreaterThan(300);
  expect(missing).toEqual([]);
});
