import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(__dirname, '../..');

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name === 'dist') return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return path.endsWith('.ts') && !path.endsWith('.spec.ts') ? [path] : [];
  });
}

const files = [
  'libs/domain',
  'libs/features',
  'libs/platform',
  'apps/api',
  'apps/worker',
  'apps/cli',
  'apps/standalone',
]
  .flatMap(sources)
  .map((path) => ({ path: relative('.', path), text: readFileSync(join(root, path), 'utf8') }));
const matching = (pattern: RegExp) => files.filter(({ text }) => pattern.test(text)).map(({ path }) => path);

/** Rules about rights that hold only as long as nobody states them a second time. */
describe('rules about rights stand in one place', () => {
  it('reads who acts for whom from `standing_delegation`, which knows the consent', () => {
    const raw = matching(/\b(FROM|JOIN)\s+delegation\b/);
    expect(raw.filter((path) => !path.startsWith('libs/features/people/'))).toEqual([]);
    expect(matching(/\b(FROM|JOIN)\s+standing_delegation\b/).length).toBeGreaterThan(3);
  });

  it('folds usernames by `usernameKey` alone', () => {
    expect(matching(/lower\((u\.)?username|[uU]sername\.to(Lower|Upper)Case/)).toEqual([
      // `usernameKey` itself.
      'libs/domain/access/username.ts',
      // A password must not contain the name, however it is written.
      'libs/features/sign-in/password-change.service.ts',
    ]);
  });

  it('decides what of a report is shown in `disclosureOf` alone', () => {
    const deciding = matching(/view\s*[!=]==?\s*'(submitted|approved)'/);
    expect(deciding).toEqual(['libs/domain/access/disclosure.ts']);
  });
});
