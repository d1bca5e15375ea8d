import { WorkerPartsModule } from '@apps/worker/worker-parts.module';
import { LikenessFollowUp, LikenessService } from '@features/likeness';
import { apiHarness } from '@testing/http';
import { goodContent, type OpenedCycle, openCycle, ReportDriver, type SentContent } from '@testing/reports';
import { drained } from '@testing/worker';

interface Side {
  kind: string;
  key: string;
  from: number;
  to: number;
  text: string;
}

interface Likeness {
  revision: number | null;
  characters: number;
  shared: number;
  ownShare: number;
  sources: {
    kind: string;
    readable: boolean;
    characters: number;
    share: number;
    reportId?: string;
    revision?: number;
    sample?: { title: string };
    from?: { org: { code: string }; cycle: { code: string } };
    passages?: { length: number; own: Side; other: Side }[];
  }[];
}

const copied = '组织党员教师每周三下午到新苗社区，为行动不便的老人和留守儿童送教上门';

/** Characters that no other seed has in this order. */
function unlike(seed: string, length = 80): string {
  let state = [...seed].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 2147483647, 7);
  return Array.from({ length }, () => {
    state = (state * 48271) % 2147483647;
    return String.fromCharCode(0x4e00 + (state % 5000));
  }).join('');
}

/** A report like no other, but for the sentence it is given. */
function report(seed: string, sentence = ''): SentContent {
  return goodContent(seed, {
    sections: ['work', 'issues', 'causes', 'plan'].map((key) => ({
      key,
      body: `${unlike(seed + key)}。${key === 'work' ? sentence : ''}`,
    })),
    problems: [{ problem: unlike(`${seed}p`, 30) }],
  });
}

describe('likeness over HTTP, with the worker that indexes', () => {
  const api = apiHarness({ imports: [WorkerPartsModule] });
  let cycle: OpenedCycle;
  const driver = (unit: string) => new ReportDriver(api, cycle.reports.get(unit) ?? '');

  beforeAll(async () => {
    cycle = await openCycle(api, {
      allTiers: true,
      route: [{ at: 'bureau', role: 'leader', mode: 'any', workingDays: 5 }],
      tier: { allowNil: true },
    });
  });

  async function likeness(username: string, unit: string): Promise<Likeness> {
    const answer = await (await api.as(username)).get<Likeness>(`/reports/${driver(unit).id}/likeness`);
    expect(answer.status).toBe(200);
    return answer.body;
  }

  it('shows a passage shared with another unit’s report side by side to who may read both', async () => {
    await driver('sf0101').handIn('sf0101', report('甲', copied));
    await driver('sf0102').handIn('sf0102', report('乙', copied));
    await drained(api.database);
    const found = await likeness('sf01.reviewer', 'sf0102');
    expect(found).toMatchObject({
      revision: 1,
      shared: 33,
      ownShare: expect.closeTo(1 - 33 / found.characters, 9),
      sources: [
        {
          kind: 'report',
          readable: true,
          characters: 33,
          reportId: driver('sf0101').id,
          revision: 1,
          from: { org: { code: 'sf0101' }, cycle: { code: cycle.code } },
        },
      ],
    });
    const [passage] = found.sources[0]?.passages ?? [];
    if (!passage) throw new Error('No passage is shown.');
    const { own, other } = passage;
    const bodyOf = (content: SentContent, key: string) =>
      content.sections.find((section) => section.key === key)?.body ?? '';
    expect([own.key, other.key, own.text, other.text]).toEqual(['work', 'work', copied, copied]);
    expect(bodyOf(report('乙', copied), 'work').slice(own.from, own.to)).toBe(copied);
    expect(bodyOf(report('甲', copied), 'work').slice(other.from, other.to)).toBe(copied);
  });

  it('tells the author’s side of its working copy how much is alike, and nothing of whose text it is', async () => {
    await driver('sf0201').save('sf0201.reporter', report('丙', copied));
    const found = await likeness('sf0201.reporter', 'sf0201');
    expect(found.revision).toBeNull();
    expect(found.shared).toBe(33);
    expect(found.sources.length).toBeGreaterThan(0);
    for (const source of found.sources)
      expect(source).toEqual({
        kind: 'report',
        readable: false,
        characters: 33,
        share: 33 / found.characters,
      });
    await driver('sf0201').save('sf0201.reporter', report('丙'));
    expect(await likeness('sf0201.reporter', 'sf0201')).toMatchObject({ ownShare: 1, sources: [] });
  });

  it('is nobody’s who may not read the report, and of nothing before it is handed in', async () => {
    const path = `/reports/${driver('sf0201').id}/likeness`;
    expect((await (await api.as('sf0101.secretary')).get(path)).status).toBe(404);
    expect((await api.anonymous.get(path)).status).toBe(401);
    expect(await likeness('sf.observer', 'sf0201')).toEqual({
      revision: 0,
      characters: 0,
      shared: 0,
      ownShare: 1,
      sources: [],
    });
  });

  it('forgets what was withdrawn, and goes back to the revision before', async () => {
    const other = async () => {
      await drained(api.database);
      const { sources } = await likeness('sf.observer', 'sf0102');
      return sources
        .filter(({ reportId }) => reportId === driver('sf0101').id)
        .map(({ revision }) => revision);
    };
    await driver('sf0101').act('sf0101.secretary', 'withdraw');
    expect(await other()).toEqual([]);
    await driver('sf0101').act('sf0101.secretary', 'submit');
    expect(await other()).toEqual([2]);
    await driver('sf0101').act('sf.leader', 'return', { revision: 2, note: '请补充。' });
    await driver('sf0101').handIn('sf0101', report('甲', '这一版全部改写过'));
    expect(await other()).toEqual([]);
    await driver('sf0101').act('sf0101.secretary', 'withdraw');
    expect(await other()).toEqual([2]);
  });

  it('does not index a nil report, whatever its draft says', async () => {
    await driver('sf0202').save('sf0202.reporter', report('丁', unlike('只在零报告的草稿里', 40)));
    await driver('sf0202').act('sf0202.secretary', 'submit', { nil: { reason: '本年度新建，无内容可报' } });
    await drained(api.database);
    const rows = await api.database.query('SELECT FROM likeness_document WHERE report_id = $1', [
      driver('sf0202').id,
    ]);
    expect(rows).toEqual([]);
  });

  it('indexes once, however often and however many at a time it is asked to', async () => {
    const followUp = api.application.get(LikenessFollowUp, { strict: false });
    const postings = () =>
      api.database.query('SELECT corpus, document, hash FROM likeness_posting ORDER BY 1, 2, 3');
    const before = await postings();
    expect(before.length).toBeGreaterThan(0);
    await Promise.all(
      Array.from({ length: 6 }, (_, turn) =>
        api.unitOfWork.run((transaction) =>
          followUp.follow(transaction, [driver(turn % 2 === 0 ? 'sf0101' : 'sf0102').id]),
        ),
      ),
    );
    expect(await postings()).toEqual(before);
  });

  it('passes over what was compiled, in both directions', async () => {
    const revision = (await driver('sf0102').get('sf.leader')).body.revision;
    await driver('sf0102').act('sf.leader', 'approve', { revision });
    const taken = report('戊', copied);
    await driver('sf01').save('sf01.reporter', taken);
    const readFrom = async () => {
      const { sources } = await likeness('sf.observer', 'sf01');
      return sources.map(({ from }) => from?.org.code);
    };
    await driver('sf01').act('sf01.secretary', 'submit');
    await drained(api.database);
    expect(await readFrom()).toContain('sf0102');
    expect((await likeness('sf.observer', 'sf0102')).sources.map(({ from }) => from?.org.code)).toContain(
      'sf01',
    );
    await driver('sf01').act('sf01.secretary', 'withdraw');
    await driver('sf01').act('sf01.secretary', 'compile');
    await driver('sf01').save('sf01.reporter', taken);
    await driver('sf01').act('sf01.secretary', 'submit');
    await drained(api.database);
    expect(await readFrom()).not.toContain('sf0102');
    const below = await likeness('sf.observer', 'sf0102');
    expect(below.sources.map(({ from }) => from?.org.code)).not.toContain('sf01');
  });

  it('shows known samples to everybody', async () => {
    const sample = unlike('范文里的句子', 40);
    await api.unitOfWork.run((transaction) =>
      api.application
        .get(LikenessService, { strict: false })
        .addSample(transaction, { title: '范文一', text: `前言。${sample}。` }),
    );
    await driver('sf0201').save('sf0201.reporter', report('丙', sample));
    const { sources } = await likeness('sf0201.reporter', 'sf0201');
    expect(sources).toMatchObject([
      {
        kind: 'sample',
        readable: true,
        sample: { title: '范文一' },
        passages: [{ other: { kind: 'sample', text: sample, from: 3 } }],
      },
    ]);
  });
});
