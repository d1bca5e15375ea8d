import { heavyWork as heavy } from '@testing/heavy-work';
import { Computing } from './computing';
import { WaitingLine } from './waiting-line';

describe('computing beside the server', () => {
  let computing: Computing;
  beforeEach(() => {
    computing = new Computing();
  });
  afterEach(() => computing.onModuleDestroy());

  it('answers data and bytes from another process, which knows no secret', async () => {
    process.env.SESSION_SECRET = 'a secret';
    const where = (await computing.run(heavy, { kind: 'where' }, 'a')) as { pid: number; secret: null };
    delete process.env.SESSION_SECRET;
    expect(where.pid).not.toBe(process.pid);
    expect(where.secret).toBeNull();
    const value = { text: '党建', list: [1, null, 'x'], at: new Date(0) };
    expect(await computing.run(heavy, { kind: 'answer', value }, 'a')).toEqual(value);
    const bytes = await computing.run(heavy, { kind: 'bytes', length: 3_000_000 }, 'a');
    expect([Buffer.isBuffer(bytes), (bytes as Buffer).length]).toEqual([true, 3_000_000]);
  });

  it('does on the spot what is small', async () => {
    expect(await computing.run(heavy, { kind: 'small' }, 'a')).toMatchObject({ pid: process.pid });
  });

  it('passes on problems as they are, and defects as defects', async () => {
    await expect(computing.run(heavy, { kind: 'refuse' }, 'a')).rejects.toMatchObject({
      code: 'malformed',
      params: { reason: '示例' },
      errors: [{ pointer: '/a', code: 'b', detail: 'c' }],
    });
    await expect(computing.run(heavy, { kind: 'fail' }, 'a')).rejects.toThrow('a defect of the work');
  });

  it('ends what takes too long and what takes too much memory, and goes on', async () => {
    const short = { ...heavy, milliseconds: 1500 };
    await expect(computing.run(short, { kind: 'forever' }, 'a')).rejects.toMatchObject({
      // Which of them, a busy machine decides: see `time-limit.spec.ts`.
      code: expect.stringMatching(/^(?:too_costly|busy)$/),
    });
    await expect(computing.run(heavy, { kind: 'memory' }, 'a')).rejects.toMatchObject({ code: 'too_costly' });
    expect(await computing.run(heavy, { kind: 'answer', value: 1 }, 'a')).toBe(1);
  });

  it('counts the time of the processor: what a busy machine delays is not too large', async () => {
    // Waiting takes as much of it as what the machine leaves no time for.
    const short = { ...heavy, milliseconds: 2000 };
    await computing.run(heavy, { kind: 'where' }, 'a');
    expect(await computing.run(short, { kind: 'wait', milliseconds: 3000 }, 'a')).toBeNull();
    await expect(
      computing.run({ ...heavy, milliseconds: 300 }, { kind: 'wait', milliseconds: 600_000 }, 'a'),
    ).rejects.toMatchObject({ code: 'busy' });
    expect(await computing.run(heavy, { kind: 'answer', value: 1 }, 'a')).toBe(1);
  });

  it('turns away what one person asks for in excess, and serves another meanwhile', async () => {
    const greedy = Array.from({ length: 12 }, () =>
      computing.run(heavy, { kind: 'spin', milliseconds: 300 }, 'greedy').then(
        () => 'done',
        (error: { code: string }) => error.code,
      ),
    );
    const order: string[] = [];
    void greedy.map((each) => each.then((how) => how === 'done' && order.push('greedy')));
    await computing.run(heavy, { kind: 'answer', value: 1 }, 'modest').then(() => order.push('modest'));
    const settled = await Promise.all(greedy);
    expect(settled.filter((how) => how === 'busy').length).toBe(7);
    expect(settled.filter((how) => how === 'done').length).toBe(5);
    // One at a time of one person: the other did not wait for the whole of it.
    expect(order.indexOf('modest')).toBeLessThanOrEqual(2);
  });
});

describe('who comes next', () => {
  it('is somebody who waits and has nothing under way, in turn', () => {
    const line = new WaitingLine({ places: 2, longest: 10, mostOfOne: 3 });
    const started: string[] = [];
    const join = (by: string, name: string) =>
      line.join({ by, start: () => started.push(name), giveUp: () => undefined });
    for (const name of ['a1', 'a2', 'a3', 'a4']) expect(join('a', name)).toBe(true);
    expect(join('a', 'a5')).toBe(false);
    join('b', 'b1');
    join('b', 'b2');
    join('c', 'c1');
    expect(started).toEqual(['a1', 'b1']);
    line.done('a');
    expect(started).toEqual(['a1', 'b1', 'a2']);
    line.done('b');
    expect(started).toEqual(['a1', 'b1', 'a2', 'b2']);
    line.done('b');
    expect(started.at(-1)).toBe('c1');
  });

  it('is bounded in all', () => {
    const line = new WaitingLine({ places: 1, longest: 3, mostOfOne: 2 });
    const join = (by: string) => line.join({ by, start: () => undefined, giveUp: () => undefined });
    expect(['a', 'b', 'c', 'd', 'e'].map(join)).toEqual([true, true, true, true, false]);
  });
});
