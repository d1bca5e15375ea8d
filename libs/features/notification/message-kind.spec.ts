import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageOf } from './message';
import { messageKindNames } from './message-kind';

const catalogue = (language: string) =>
  JSON.parse(
    readFileSync(join(__dirname, `../../../apps/web/src/locales/${language}/administration.json`), 'utf8'),
  ) as { messageKind: Record<string, string> };

describe.each(['zh-CN', 'en'])('the page in %s', (language) => {
  it('has a name for every kind of message, and for no other', () => {
    const keys = messageKindNames.map((kind) => kind.replace('.', '-'));
    expect(Object.keys(catalogue(language).messageKind).sort()).toEqual(keys.sort());
  });
});

it('leads to pages that there are', () => {
  const routes = readFileSync('apps/web/src/routes.tsx', 'utf8');
  const item = { id: 'i', number: '1', problem: '问题' };
  expect(pageOf('report.returned', {}, 'r')).toBe('/review/r');
  expect(pageOf('rectification.reminder', { item }, null)).toBe('/ledger/i');
  expect(pageOf('rectification.monthly', {}, null)).toBe('/ledger');
  expect(pageOf('vacancy.found', {}, null)).toBeNull();
  for (const path of ['/review/:id', '/ledger/:id', '/ledger']) expect(routes).toContain(`path: '${path}'`);
});
