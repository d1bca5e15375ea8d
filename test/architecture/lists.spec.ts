import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * A list that ends early in silence hides what somebody has to do. Whatever limits one is a page (`LIMIT … OFFSET …`),
 * looks for a single row (`LIMIT 1`), or says why it may: `Limited: …` within the lines above it.
 */
const linesAbove = 16;
const shortestReason = 25;

interface Limit {
  at: string;
  reason: string;
}

/** Every place of a source file that limits how many rows are read, with the reason that stands there. */
export function limitsIn(file: string, source: string): Limit[] {
  const pattern = file.startsWith('apps/web/')
    ? /\bpageSize: \d+/g
    : /\bLIMIT\b(?!\s+1\b)(?![^`']{0,60}\bOFFSET\b)/g;
  return [...source.matchAll(pattern)].map(({ index }) => {
    const before = source.slice(0, index).split('\n');
    const near = before.slice(-linesAbove).join('\n');
    const reason = /Limited: ([^\n]+)/g;
    const told = [...near.matchAll(reason)].at(-1)?.[1] ?? '';
    return { at: `${file}:${before.length}`, reason: told };
  });
}

describe('no list is cut off in silence', () => {
  const files = execFileSync('git', ['ls-files', 'libs', 'apps'], { encoding: 'utf8' })
    .split('\n')
    .filter((file) => /\.tsx?$/.test(file) && !/\.spec\.ts$|^libs\/testing\/|schema\.d\.ts$/.test(file));

  it('each limit of a query is a page, a single row, or says why it may end early', () => {
    const limits = files.flatMap((file) => limitsIn(file, readFileSync(file, 'utf8')));
    expect(limits.length).toBeGreaterThan(15);
    expect(limits.filter(({ reason }) => reason.length < shortestReason)).toEqual([]);
  });

  it('each id that is asked for is compared as an id: a column cast to text has no index', () => {
    const cast = /\bid::text = (?:\$|ANY)/;
    expect(files.filter((file) => cast.test(readFileSync(file, 'utf8')))).toEqual([]);
  });

  it('would notice one that says nothing', () => {
    const silent = 'const rows = await database.query(`SELECT id FROM report ORDER BY id LIMIT 200`);';
    expect(limitsIn('libs/features/x.ts', silent)).toEqual([{ at: 'libs/features/x.ts:1', reason: '' }]);
    expect(limitsIn('libs/features/x.ts', silent.replace('LIMIT 200', 'LIMIT $1'))).toHaveLength(1);
    expect(limitsIn('libs/features/x.ts', silent.replace('LIMIT 200', 'LIMIT $1 OFFSET $2'))).toEqual([]);
    expect(limitsIn('libs/features/x.ts', silent.replace('LIMIT 200', 'LIMIT 1'))).toEqual([]);
    expect(limitsIn('apps/web/src/x.ts', '{ query: { pageSize: 200 } }')).toHaveLength(1);
  });
});
