import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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
