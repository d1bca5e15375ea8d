import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const features = join(__dirname, '../../libs/features');

/** Since when and until when, as a statement asks it of a post or a delegation. */
const written = /starts_at <= (\$\d+|\$\{\w+\})\s+AND (?:\(\w+\.ends_at IS NULL OR )?\w+\.ends_at > \1/;

describe('Who holds a post', () => {
  it('is written in SQL in one file, from which every statement takes it', () => {
    const files = readdirSync(features, { recursive: true, encoding: 'utf8' }).filter(
      (file) => /\.ts$/.test(file) && !/\.spec\.ts$/.test(file),
    );
    const source = (file: string) => readFileSync(join(features, file), 'utf8');
    expect(files.filter((file) => written.test(source(file)))).toEqual([]);
    expect(files.filter((file) => /from '@features\/access'/.test(source(file))).length).toBeGreaterThan(10);
  });

  it('would be found', () => {
    expect(written.test('a.starts_at <= $2 AND (a.ends_at IS NULL OR a.ends_at > $2)')).toBe(true);
    expect(written.test('g.starts_at <= $1\n  AND g.ends_at > $1')).toBe(true);
  });
});
