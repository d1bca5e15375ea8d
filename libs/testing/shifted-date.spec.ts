import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { shiftedPage } from './shifted-date.cjs';

const day = 86_400_000;

describe('a shifted date', () => {
  it('holds in a child process, also for a date that is made and for its prototype', () => {
    const script = `console.log(JSON.stringify([Date.now(), +new Date(), new Date() instanceof Date, +new Date(5)]))`;
    const args = ['--require', join(__dirname, 'shifted-date.cjs'), '-e', script];
    const env = { ...process.env, NODE_OPTIONS: '', TEST_DATE_SHIFT_MS: String(30 * day) };
    const system = Date.now() - Number(process.env.TEST_DATE_SHIFT_MS ?? 0);
    const [now, made, isDate, given] = JSON.parse(String(execFileSync(process.execPath, args, { env })));
    expect(now - system).toBeGreaterThanOrEqual(30 * day);
    expect(now - system).toBeLessThan(31 * day);
    expect(made - now).toBeLessThan(1000);
    expect([isDate, given]).toEqual([true, 5]);
  });

  it('holds in a page', () => {
    const system = runInNewContext('Date.now()');
    const shifted = runInNewContext(`${shiftedPage(-30 * day)}; new Date().getTime()`);
    expect(Math.round((shifted - system) / day)).toBe(-30);
  });
});
