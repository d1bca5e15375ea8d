import { branchAnnualTemplate } from '@domain/cycle/branch-annual-template';
import { HistoryVerifier, sealOf } from '@features/audit';
import { Adoption } from '@features/ledger';
import { apiHarness } from '@testing/http';
import { ItemDriver } from '@testing/ledger-driver';
import { goodContent, openCycle, ReportDriver } from '@testing/reports';

interface Listed {
  id: string;
  number: string;
  problem: string;
  state: string;
  measures: number;
  measuresDone: number;
}
interface Items {
  list: { since: string | null; items: Listed[]; total: number } | null;
}
interface Row {
  id?: string;
  problem: string;
  cause?: string;
  measure?: string;
  ledgerId?: string;
  account?: string;
}

describe('the ledger in the next report (design 8.1)', () => {
  const api = apiHarness();
  const route = [{ at: 'bureau' as const, role: 'leader' as const, mode: 'any' as const, workingDays: 5 }];
  let report: ReportDriver;
  let open: ItemDriver;
  let closed: ItemDriver;
  let confidential: ItemDriver;

  const listed = async (who: string, query = ''): Promise<Items> => {
    const { status, body } = await (await api.as(who)).get<Items>(
      `/reports/${report.id}/rectifications${query}`,
    );
    expect(status).toBe(200);
    return body;
  };
  const findings = async (who = 'sf0101.secretary') => {
    const { body } = await (await api.as(who)).get<{
      findings: { rule: string; severity: string; message: string; anchor: { kind: string; key?: string } }[];
    }>(`/reports/${report.id}/checks`);
    return body.findings;
  };
  const rulesFound = async () => new Set((await findings()).map(({ rule }) => rule));
  const content = (problems: Row[], work?: string) => {
    const good = goodContent('本年度', { problems });
    const sections = good.sections.map((section) =>
      section.key === 'work' && work ? { ...section, body: `${section.body}${work}` } : section,
    );
    return { ...good, sections };
  };
  const carried = (more: Partial<Row> = {}): Row => ({
    problem: '党员教育形式单一',
    cause: '设计不够',
    measure: '每季度一次实践活动',
    ledgerId: open.id,
    ...more,
  });
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

  beforeAll(async () => {
    open = await ItemDriver.enter(api, 'sf.admin', { org: 'sf0101', problem: '党员教育形式单一' });
    await open.act('sf0101.secretary', 'claim', {
      term: 'limited',
      measures: [{ text: '每季度一次实践活动', person: '李明', dueOn: '2026-06-30' }],
    });
    closed = await ItemDriver.enter(api, 'sf.admin', { org: 'sf0101', problem: '公示不够及时' });
    await closed.handIn('sf0101');
    await closed.verify('sf01.reviewer');
    const batch = await (await api.as('sf.admin')).post<{ id: string }>('/rectification-batches', {
      org: 'sf',
      title: '专题反馈',
      source: 'supervision',
      visibility: 'committee',
      closeBy: '2026-06-30',
    });
    confidential = await ItemDriver.enter(api, 'sf.admin', {
      org: 'sf0101',
      source: 'supervision',
      batch: batch.body.id,
      problem: '只限班子知悉的问题',
    });
    await ItemDriver.enter(api, 'sf.admin', { org: 'sf0102', problem: '别的支部的问题' });
    const template = { ...branchAnnualTemplate, checks: {} };
    const cycle = await openCycle(api, { route, template });
    report = new ReportDriver(api, cycle.reports.get('sf0101') ?? '');
  });

  it('shows the unit what is open and what was closed since, without what only the committee sees', async () => {
    expect((await confidential.get()).visibility).toBe('committee');
    const { list } = await listed('sf0101.reporter');
    expect(list).toMatchObject({ since: '2025-01-01', total: 2 });
    expect(
      list?.items.map(({ problem, state, measures, measuresDone }) => [
        problem,
        state,
        measures,
        measuresDone,
      ]),
    ).toEqual([
      ['党员教育形式单一', 'open', 1, 0],
      ['公示不够及时', 'closed', 1, 1],
    ]);
    expect((await listed('sf01.reviewer')).list).toBeNull();
  });

  it('asks for an account of each open item, and stops the submission without one', async () => {
    await report.save(
      'sf0101.reporter',
      content([{ problem: '联系群众不够', cause: '安排少', measure: '每月走访' }]),
    );
    expect(await findings()).toContainEqual(
      expect.objectContaining({ rule: 'item-unaccounted', severity: 'error', anchor: { kind: 'report' } }),
    );
    const stopped = await report.try('sf0101.secretary', 'submit');
    expect([stopped.status, stopped.body.code]).toEqual([422, 'checks_failed']);

    await report.save('sf0101.reporter', content([carried()]));
    expect(await findings()).toContainEqual(
      expect.objectContaining({
        rule: 'item-unaccounted',
        anchor: expect.objectContaining({ kind: 'problem' }),
      }),
    );
    await report.save('sf0101.reporter', content([carried({ account: '已开展两次，第三次在下月。' })]));
    expect(await rulesFound()).not.toContain('item-unaccounted');
  });

  it('finds 全部整改到位 while an item is open, by what the ledger says at that moment', async () => {
    await report.save(
      'sf0101.reporter',
      content([carried({ account: '正在整改。' })], '上级反馈的问题全部整改到位。'),
    );
    expect(await rulesFound()).toContain('all-done-claimed');
    const extra = await ItemDriver.enter(api, 'sf.admin', { org: 'sf0101', problem: '记录不全' });
    // Nothing was saved meanwhile: what was kept of the checks no longer holds.
    expect((await findings()).some(({ message }) => message.includes('记录不全'))).toBe(true);
    await extra.act('sf.admin', 'void', { kind: 'no_problem', reason: '登记有误。' });
    expect(await rulesFound()).not.toContain('item-unaccounted');
  });

  it('refuses a row that names no item’s id, and keeps what rows say', async () => {
    const { body } = await report.get('sf0101.reporter');
    const wrong = await report.trySave(
      'sf0101.reporter',
      content([carried({ ledgerId: '12' })]),
      body.version,
    );
    expect(wrong.status).toBe(400);
    const saved = await report.save('sf0101.reporter', content([carried({ account: '已开展两次。' })]));
    expect(saved.content?.problems).toMatchObject([{ ledgerId: open.id, account: '已开展两次。' }]);
  });

  it('freezes the list with the revision: the reviewer sees that day’s states, whatever follows', async () => {
    await report.act('sf0101.secretary', 'submit');
    const states = async (who: string, query = '') =>
      (await listed(who, query)).list?.items.map(({ state }) => state);
    expect(await states('sf.leader')).toEqual(['open', 'closed']);
    const month = api.clock.now().toISOString().slice(0, 7);
    const { measures } = await open.get();
    await open.act('sf0101.reporter', 'progress', { month, text: '又办一次。', done: [measures[0]?.id] });
    await open.act('sf0101.secretary', 'close', { result: '已完成。' });
    expect(await states('sf.leader')).toEqual(['open', 'closed']);
    expect(await states('sf0101.secretary', '?revision=1')).toEqual(['open', 'closed']);
    expect(
      (await (await api.as('sf0102.secretary')).get(`/reports/${report.id}/rectifications`)).status,
    ).toBe(404);
  });

  it('compares what is said of an item between revisions', async () => {
    await report.act('sf.leader', 'return', { revision: 1, note: '写明进度。', scope: { problems: [] } });
    const { body } = await report.get('sf0101.reporter');
    const rows = (body.content?.problems ?? []) as Row[];
    const frozen = await report.trySave(
      'sf0101.reporter',
      {
        ...content([]),
        ...body.content,
        problems: rows.map((row) => ({ ...row, account: '改了' })),
      } as never,
      body.version,
    );
    expect([frozen.status, frozen.body.errors?.map(({ pointer }) => pointer)]).toEqual([
      422,
      expect.arrayContaining(['/problems/0/account']),
    ]);
  });

  it('prints the list in the document, as frozen', async () => {
    const text = await (await api.as('sf.leader')).download(
      `/reports/${report.id}/document?format=txt&revision=1`,
    );
    expect(text.status).toBe(200);
    const printed = text.body.toString('utf8');
    expect(printed).toContain('问题整改情况');
    expect(printed).toMatch(/〔2025〕整改\d+号\t党员教育形式单一\t0\/1\t整改中\t/);
    expect(printed).not.toContain('只限班子知悉');
  });

  it('finds a frozen list or text that was changed behind it, also where the hash beside it was changed as well', async () => {
    const verifier = api.application.get(HistoryVerifier, { strict: false });
    const broken = async () => (await verifier.verify(null)).broken;
    expect(await broken()).toEqual([]);
    const changed = async (change: string) => {
      await api.database.query(
        `CREATE TABLE kept AS SELECT * FROM revision WHERE report_id = '${report.id}'`,
      );
      await api.database.query(`UPDATE revision v SET ${change} WHERE report_id = $1`, [report.id]);
      const found = await broken();
      await api.database.query(
        `UPDATE revision v SET content = k.content, ledger = k.ledger, seal = k.seal FROM kept k WHERE v.report_id = k.report_id`,
      );
      await api.database.query('DROP TABLE kept');
      return found;
    };
    const list = `'{"since":"2025-01-01","total":0,"items":[]}'::jsonb`;
    const fault = [{ reportId: report.id, sequence: expect.any(Number), fault: 'revision' }];
    expect(await changed(`ledger = ${list}`)).toEqual(fault);
    expect(await changed(`ledger = ${list}, seal = ${sealOf('v.content', list)}`)).toEqual(fault);
    expect(await changed(`content = v.content || '{"unplaced":"加一句"}'`)).toEqual(fault);
    expect(await changed('seal = NULL')).toEqual(fault);
    expect(await broken()).toEqual([]);
  });

  it('continues the item on approval: the row makes no other one; a row that names another unit’s does, or one already continued', async () => {
    const [foreign] = await api.database.query<{ id: string }>(
      `SELECT i.id FROM rectification i JOIN org_unit o ON o.id = i.org_id WHERE o.code = 'sf0102'`,
    );
    const { body } = await report.get('sf0101.reporter');
    const kept = (body.content?.problems ?? []) as Row[];
    await report.save('sf0101.reporter', {
      ...content([
        ...kept,
        { problem: '借用别家的事项', cause: '无', measure: '补齐', ledgerId: foreign?.id },
        {
          problem: '挂在同一事项下',
          account: '同上，仍在进行。',
          cause: '无',
          measure: '补齐',
          ledgerId: kept.find((row) => row.ledgerId)?.ledgerId,
        },
      ]),
      sections: body.content?.sections.map(({ key, body: text }) => ({ key, body: text })) ?? [],
    });
    await report.act('sf0101.secretary', 'submit');
    await report.act('sf.leader', 'approve', { revision: 2 });
    await follow();
    const { body: made } = await (await api.as('sf.admin')).get<{ items: { problem: string }[] }>(
      '/rectifications?org=sf0101&source=report',
    );
    expect(made.items.map(({ problem }) => problem).sort()).toEqual(['借用别家的事项', '挂在同一事项下']);
    const again = await listed('sf0101.reporter');
    expect(again.list?.items.map(({ problem }) => problem)).not.toContain('借用别家的事项');
  });
});
