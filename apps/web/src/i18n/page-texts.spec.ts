import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * Texts that are fetched only when a part of a page first appears hide the whole page for that moment: React shows the
 * fallback of the route, what is being typed is lost and so is the focus. So a page asks for all texts of its parts.
 */
const source = resolve(__dirname, '..');
/** With every page: they are in the first bundle. */
const bundled = new Set(['common', 'time']);

const read = (file: string) => readFileSync(file, 'utf8');

function fileOf(from: string, specifier: string): string | undefined {
  const path = resolve(dirname(from), specifier);
  return ['.tsx', '.ts', '/index.ts'].map((end) => path + end).find((file) => exists(file));
}

function exists(file: string): boolean {
  try {
    return read(file) !== '';
  } catch {
    return false;
  }
}

/** Namespaces that the parts of a file ask for: `useTranslation('a')`, `useTranslation(['a', 'b'])`. */
function asked(text: string): string[] {
  return [...text.matchAll(/useTranslation\(([^)]*)\)/g)].flatMap(([, list]) =>
    [...(list ?? '').matchAll(/'([\w-]+)'/g)].map(([, name]) => name ?? ''),
  );
}

/** The file and what it imports, at any distance; what it imports only when it is used has a place of its own to wait. */
function reached(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, specifier] of read(file).matchAll(/^(?:import|export)\s(?!type\b)[^;]*?from '(\.[^']+)'/gm)) {
    const next = fileOf(file, specifier ?? '');
    if (next) reached(next, seen);
  }
  return seen;
}

const routes = join(source, 'routes.tsx');
const pages = [
  ...new Set([...read(routes).matchAll(/import\('(\.\/pages\/[^']+)'\)/g)].map(([, page]) => page ?? '')),
];

it('finds the pages', () => expect(pages.length).toBeGreaterThan(20));

it.each(pages)('%s asks for the texts of all of its parts at once', (page) => {
  const file = fileOf(routes, page) ?? '';
  const needed = new Set([...reached(file)].flatMap((part) => asked(read(part))));
  // The first that the page's own component asks for.
  const component = read(file).slice(read(file).indexOf('export function Component'));
  const own = new Set(asked(component.slice(0, component.indexOf(';') + 400)));
  expect([...needed].filter((name) => !bundled.has(name) && !own.has(name)).sort()).toEqual([]);
});
