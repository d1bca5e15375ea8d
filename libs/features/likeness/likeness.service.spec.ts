import type { ReportContent } from '@domain/review/content';
import { SettableClock } from '@platform/clock';
import { Computing } from '@platform/computing';
import { inRollback } from '@testing/database';
import { insertReports } from '@testing/report-rows';
import { type Likeness, type LikenessAccess, LikenessRepository, LikenessService } from '.';

const copied = '组织党员教师每周三下午到新苗社区，为行动不便的老人和留守儿童送教上门';
const everybodys = '党支部认真制定全年学习计划并按时报送片区备案存档以备检查';

function content(body: string): ReportContent {
  return { sections: [{ key: 'work', body }], indicators: {}, problems: [], unplaced: '' };
}

describe('LikenessService', () => {
  const harness = inRollback();
  const computing = new Computing();
  afterAll(() => computing.onModuleDestroy());
  const clock = new SettableClock(new Date('2025-12-01T00:00:00Z'));
  const everything = { canRead: async (ids: string[]) => new Set(ids) };
  const nothing = { canRead: async () => new Set<string>() };

  function service(): LikenessService {
    return new LikenessService(new LikenessRepository(harness.database), computing, clock);
  }

  async function index(
    rows: { cycleId: string },
    reportId: string,
    body: string,
    revision = 1,
  ): Promise<void> {
    const report = { reportId, cycleId: rows.cycleId, revision, content: content(body) };
    await harness.unitOfWork.run((transaction) => service().index(transaction, [report]));
  }

  /** A cycle of `count` reports; each body is indexed for the report of its number. */
  async function cycleOf(count: number, bodies: Record<number, string>, code = 'c2025') {
    const rows = await insertReports(harness.database, code, 'b', count);
    const report = (number: number) => rows.reports[number]!;
    for (const [number, body] of Object.entries(bodies))
      await index(rows, report(Number(number)).reportId, body);
    const ask = (number: number, body: string, access: LikenessAccess = everything): Promise<Likeness> =>
      service().compare({ ...report(number), cycleId: rows.cycleId, content: content(body) }, access);
    return { rows, report, ask };
  }

  it('shows a passage of another report side by side, with the share of own text', async () => {
    const { report, ask } = await cycleOf(2, { 1: `一是抓服务。${copied}，受到好评。` });
    const body = `本年度${copied.replace('，', ' ')}。其余二十几个字都是本支部自己写的情况。`;
    const likeness = await ask(0, body);
    expect(likeness.shared).toBe(33);
    expect(likeness.ownShare).toBeCloseTo(1 - 33 / likeness.characters, 9);
    expect(likeness.sources).toEqual([
      {
        kind: 'report',
        readable: true,
        characters: 33,
        share: 33 / likeness.characters,
        reportId: report(1).reportId,
        revision: 1,
        sample: null,
        passages: [
          {
            length: 33,
            own: { kind: 'section', key: 'work', from: 3, to: 37, text: copied.replace('，', ' ') },
            other: { kind: 'section', key: 'work', from: 6, to: 40, text: copied },
          },
        ],
      },
    ]);
  });

  it('tells who may not read the other report only that there is likeness, and how much', async () => {
    const { ask } = await cycleOf(2, { 1: copied });
    const likeness = await ask(0, copied, nothing);
    expect(likeness.sources).toEqual([{ kind: 'report', readable: false, characters: 33, share: 1 }]);
    expect(JSON.stringify(likeness)).not.toContain('社区');
  });

  it('passes over the report itself and those that it was compiled from', async () => {
    const { report, ask } = await cycleOf(2, { 0: copied, 1: copied });
    expect((await ask(0, copied, { ...everything, except: [report(1).reportId] })).sources).toEqual([]);
    expect((await ask(0, copied)).sources).toHaveLength(1);
  });

  it('does not count phrases that many reports have', async () => {
    const bodies = Object.fromEntries(
      Array.from({ length: 12 }, (_, n) => [n + 1, `${everybodys}。第${n}号支部另有做法`]),
    );
    const { ask } = await cycleOf(14, { ...bodies, 13: copied });
    expect((await ask(0, `${everybodys}。别的没有了`)).sources).toEqual([]);
    const likeness = await ask(0, `${everybodys}。${copied}`);
    expect(likeness.sources).toMatchObject([{ kind: 'report', characters: 33 }]);
  });

  it('replaces a report’s earlier revision and never goes back to it', async () => {
    const { rows, report, ask } = await cycleOf(2, { 1: copied });
    await index(
      rows,
      report(1).reportId,
      '这一版全部改写过了，与别的支部没有一句话相同，都是自己的事情。',
      2,
    );
    await index(rows, report(1).reportId, copied, 1);
    expect((await ask(0, copied)).sources).toEqual([]);
    await harness.unitOfWork.run((transaction) => service().remove(transaction, [report(1).reportId]));
    const left = await harness.database.query(
      'SELECT FROM likeness_posting UNION ALL SELECT FROM likeness_document',
    );
    expect(left).toEqual([]);
  });

  it('looks only at the cycle, the unit’s own earlier reports and the samples', async () => {
    const last = await cycleOf(3, { 0: copied, 1: copied }, 'c2024');
    const { ask } = await cycleOf(3, {});
    expect((await ask(0, copied)).sources).toMatchObject([
      { kind: 'earlier', reportId: last.report(0).reportId },
    ]);
    expect((await ask(2, copied)).sources).toEqual([]);
    await harness.unitOfWork.run((transaction) =>
      service().addSample(transaction, { title: '范文一', text: copied }),
    );
    expect((await ask(2, copied, nothing)).sources).toMatchObject([
      {
        kind: 'sample',
        readable: true,
        sample: { title: '范文一' },
        passages: [{ other: { kind: 'sample', text: copied } }],
      },
    ]);
  });

  it('takes a sample once, whatever its punctuation', async () => {
    const add = (text: string) =>
      harness.unitOfWork.run((transaction) => service().addSample(transaction, { title: '范文', text }));
    expect(await add(copied)).toBe(true);
    expect(await add(`${copied}。`)).toBe(false);
    await expect(add('长'.repeat(200_001))).rejects.toThrow(RangeError);
  });

  it('answers for an empty report', async () => {
    const { ask } = await cycleOf(1, {});
    expect(await ask(0, '')).toEqual({ characters: 0, shared: 0, ownShare: 1, sources: [] });
  });
});
