import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, '../locales');
type Catalogue = { [key: string]: string | string[] | Catalogue };

const read = (language: string, file: string): Catalogue =>
  JSON.parse(readFileSync(join(folder, language, file), 'utf8')) as Catalogue;

/** Every key with its path; English has forms for one and for several where Chinese has a single one. */
function keysOf(catalogue: Catalogue, path = ''): string[] {
  return Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === 'object' && !Array.isArray(value)
      ? keysOf(value, `${path}${key} `)
      : [`${path}${key}`.replace(/_(one|other)$/, '')],
  );
}

/** The names in braces that a text takes. */
const slotsOf = (catalogue: Catalogue): string[] =>
  [...JSON.stringify(catalogue).matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '');

describe.each(readdirSync(join(folder, 'zh-CN')))('the catalogue %s', (file) => {
  const [chinese, english] = [read('zh-CN', file), read('en', file)];

  it('says the same things in both languages', () => {
    expect([...new Set(keysOf(english))].sort()).toEqual([...new Set(keysOf(chinese))].sort());
  });

  it('takes no value that the other does not know', () => {
    const known = new Set([...slotsOf(chinese), 'monthName']);
    expect(slotsOf(english).filter((name) => !known.has(name))).toEqual([]);
  });
});
