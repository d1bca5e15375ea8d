import { Adoption } from '@features/ledger';
import { apiHarness } from '@testing/http';
import { ItemDriver } from '@testing/ledger-driver';
import { goodContent, openCycle, ReportDriver, type SentContent } from '@testing/reports';

interface Listed {
  id: string;
  problem: string;
  state: string;
  flags: string[];
  org: { code: string };
}

describe('what an approved report leaves in the ledger (design 8.1, 8.4)', () => {
  const api = apiHarness();
  let report: ReportDriver;
  let reports: Map<string, string>;

  /** What the worker does with every event that there is, however often. */
  const follow = async () => {
    const events = await api.database.query<{ id: string }>('SELECT id FROM event ORDER BY id');
    const adoption = api.application.get(Adoption, { strict: false });
    await api.unitOfWork.run((transaction) =>
      adoption.follow(
        transaction,
        events.map(({ id }) => id),
      ),
    );
  };
  const items = async (org = 'sf0101'): Promise<Listed[]> => {
    const { body } = await (await api.as('sf.admin')).get<{ items: Listed[] }>(
      `/rectifications?org=${org}&source=report&sort=number`,
    );
    return body.items;
  };
  const content = (problems: SentContent['problems']) => ({ ...goodContent(), problems });
  const first = {
    problem: '党员教育形式单一',
    cause: '创新不够',
    measure: '每月组织一次学习沙龙',
    leader: '王书记',
    unit: '党办',
    person: '李明',
    dueOn: '2026-06-30',
  };
  const approveAll = async (revision: number) => {
    await report.act('sf01.reviewer', 'approve', { revision });
    await report.act('sf.reviewer', 'approve', { revision });
    return report.act('sf.leader', 'approve', { revision, grade: '好' });
  };

  beforeAll(async () => {
    const cycle = await openCycle(api, { allTiers: true });
    reports = cycle.reports;
    report = new ReportDriver(api, reports.get('sf0101') ?? '');
    await report.save('sf0101.reporter', content([first, { problem: '联系群众不紧密' }]));
    await report.act('sf0101.secretary', 'submit');
    await approveAll(1);
  });

  it('case 41: approval handled twice, also at once, makes one item for each problem', async () => {
    await Promise.all([follow(), follow()]);
    await follow();
    const found = await items();
    expect(found.map(({ problem, state }) => [problem, state])).toEqual([
      ['党员教育形式单一', 'open'],
      ['联系群众不紧密', 'open'],
    ]);
    const item = await new ItemDriver(api, found[0]?.id ?? '').get();
    expect(item).toMatchObject({
      leader: '王书记',
      person: '李明',
      dueOn: '2026-06-30',
      origin: { reportId: report.id, revision: 1 },
      measures: [{ text: '每月组织一次学习沙龙', person: '李明', state: 'open' }],
    });
    const events = await new ItemDriver(api, item.id).events();
    expect(events.map(({ type }) => type)).toEqual(['rectification.adopted']);
  });

  it('case 42: recalled and approved with a changed problem, progress is kept and the text offered', async () => {
    const [worked, untouched] = await items();
    const item = new ItemDriver(api, worked?.id ?? '');
    await item.act('sf0101.reporter', 'progress', { month: '2025-11', text: '第一次沙龙已办。' });
    await report.act('sf.leader', 'recall');
    await follow();
    expect((await items()).map(({ flags }) => flags)).toEqual([['source_changed'], ['source_changed']]);

    await report.act('sf.leader', 'return', { revision: 1, note: '问题写具体些。' });
    const { body: draft } = await report.get('sf0101.secretary');
    const rows = draft.content?.problems ?? [];
    const changed = rows.map((row, index) => ({
      ...row,
      problem: ['青年党员教育形式单一', '联系服务群众不紧密'][index] ?? row.problem,
    }));
    await report.save('sf0101.reporter', content(changed));
    await report.act('sf0101.secretary', 'submit');
    await approveAll(2);
    await follow();
    await follow();

    expect(await item.get('sf0101.secretary')).toMatchObject({
      problem: '党员教育形式单一',
      flags: ['source_changed'],
      offer: { revision: 2, problem: '青年党员教育形式单一' },
      lastProgress: { text: '第一次沙龙已办。' },
    });
    expect(await new ItemDriver(api, untouched?.id ?? '').get()).toMatchObject({
      problem: '联系服务群众不紧密',
      flags: [],
      offer: null,
    });
    expect(await items()).toHaveLength(2);

    const { version } = await item.get();
    const taken = await (await api.as('sf0101.secretary')).patch<{ problem: string; flags: string[] }>(
      `/rectifications/${item.id}`,
      { offer: 'take' },
      { headers: { 'if-match': String(version) } },
    );
    expect(taken.body).toMatchObject({ problem: '青年党员教育形式单一', flags: [] });
  });

  it('case 43: a compiled report that repeats a branch’s problem makes no second item', async () => {
    const above = new ReportDriver(api, reports.get('sf01') ?? '');
    const compiled = await (await api.as('sf01.secretary')).post(`/reports/${above.id}/compile`);
    expect(compiled.status).toBe(200);
    const { body: draft } = await above.get('sf01.secretary');
    const rows = draft.content?.problems ?? [];
    expect(rows.map(({ problem }) => problem)).toContain('青年党员教育形式单一');
    await above.save('sf01.reporter', content([...rows, { problem: '对下督导不够' }]));
    await above.act('sf01.secretary', 'submit');
    await above.act('sf.reviewer', 'approve', { revision: 1 });
    await above.act('sf.leader', 'approve', { revision: 1, grade: '好' });
    await follow();
    expect((await items('sf01')).map(({ problem }) => problem)).toEqual(['对下督导不够']);
  });
});
