import { chainFault, fold, type ReportEvent } from '@domain/events';
import { apiHarness } from '@testing/http';
import { goodContent, type OpenedCycle, openCycle, ReportDriver } from '@testing/reports';

describe('the life of a report over HTTP', () => {
  const api = apiHarness();
  let cycle: OpenedCycle;
  const reportOf = (code: string) => new ReportDriver(api, cycle.reports.get(code) ?? '');

  beforeAll(async () => {
    cycle = await openCycle(api, { allTiers: true });
  });

  it('is written, returned, revised, approved and published', async () => {
    const report = reportOf('sf0101');
    const fresh = await report.get('sf0101.reporter');
    expect([fresh.status, fresh.body.state, fresh.body.allowedActions]).toEqual([
      200,
      'not_started',
      ['save', 'attach'],
    ]);
    expect(fresh.headers.get('etag')).toBe('"1"');

    for (const dueOn of ['2026-02-30', '2026-04-31']) {
      const refused = await report.trySave(
        'sf0101.reporter',
        { ...goodContent(), problems: [{ problem: '学习不深', dueOn }] },
        1,
      );
      expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: '/problems/0/dueOn' }] } });
    }

    const saved = await report.save('sf0101.reporter');
    expect([saved.state, saved.version]).toEqual(['drafting', 2]);
    expect(saved.content?.sections.map((section) => section.key)).toContain('outlook');

    const submitted = await report.act('sf0101.secretary', 'submit');
    expect(submitted).toMatchObject({
      state: 'in_review',
      revision: 1,
      late: false,
      step: { index: 1, of: 3, org: { code: 'sf01' }, flag: null },
    });
    expect(submitted.waitingOn?.who.map((who) => who.name)).toEqual(['示范第1党总支reviewer']);

    const returned = await report.act('sf01.reviewer', 'return', {
      revision: 1,
      note: '请补充数据来源。',
      scope: { sections: ['work'] },
    });
    expect(returned).toMatchObject({
      state: 'returned',
      returned: { note: '请补充数据来源。', scope: { sections: ['work'] }, resume: 'route' },
    });

    const mended = goodContent('本年度', { problems: returned.content?.problems });
    mended.sections[0]!.body += '数据来自支部台账。';
    await report.save('sf0101.reporter', mended);
    await report.act('sf0101.secretary', 'submit');
    await report.act('sf01.reviewer', 'approve', { revision: 2 });
    await report.act('sf.reviewer', 'approve', { revision: 2, note: '同意。' });
    const approved = await report.act('sf.leader', 'approve', { revision: 2, grade: '好' });
    expect(approved).toMatchObject({ state: 'approved', grade: '好', step: null });

    const published = await report.act('sf.publisher', 'publish', {
      audience: 'public',
      review: { secrecy: true, necessity: true, accuracy: true },
    });
    expect(published).toMatchObject({ state: 'published', edition: { number: '2025-1' } });
    const edition = await api.anonymous.get<{
      record: { proposed: { name: string }; reviewed: unknown[]; approved: unknown[] };
    }>('/bulletin/2025-1');
    expect([
      edition.status,
      edition.body.record.proposed.name,
      edition.body.record.reviewed.length,
      edition.body.record.approved.length,
    ]).toEqual([200, '示范第1党总支第1党支部secretary', 2, 1]);

    const events = await report.events();
    expect(events.map((event) => event.type)).toEqual([
      'report.started',
      'report.submitted',
      'report.returned',
      'report.submitted',
      'report.approved',
      'report.approved',
      'report.approved',
      'report.published',
    ]);
    await expectWholeHistory(report.id);
  });

  it('keeps approvals over a return with resume: here, marked as given for the earlier revision', async () => {
    const report = reportOf('sf0102');
    await report.handIn('sf0102');
    await report.act('sf01.reviewer', 'approve', { revision: 1 });
    await report.act('sf.reviewer', 'return', { revision: 1, note: '补一个数字。', resume: 'here' });
    const again = await report.act('sf0102.secretary', 'submit');
    expect(again).toMatchObject({ state: 'in_review', revision: 2, step: { index: 2 } });
    expect(again.route.map((step) => step.status)).toEqual(['carried', 'waiting', 'pending']);
    const decisions = await (await api.as('sf.observer')).get<{
      items: { givenFor: number | null; revision: number }[];
    }>(`/reports/${report.id}/decisions`);
    expect(decisions.body.items.filter((given) => given.revision === 2)).toMatchObject([{ givenFor: 1 }]);
    await expectWholeHistory(report.id);
  });

  async function expectWholeHistory(id: string): Promise<void> {
    const rows = await api.database.query<Record<string, never>>(
      'SELECT * FROM event WHERE report_id = $1 ORDER BY sequence',
      [id],
    );
    const events = rows.map(
      (row): ReportEvent => ({
        reportId: row.report_id!,
        sequence: row.sequence!,
        type: row.type!,
        actorId: row.actor_id!,
        actorName: row.actor_name!,
        onBehalfOf: row.on_behalf_of ? { id: row.on_behalf_of, name: row.on_behalf_name! } : null,
        at: row.at!,
        from: row.from_state!,
        to: row.to_state!,
        step: row.step!,
        revision: row.revision!,
        note: row.note!,
        data: row.data!,
        hash: row.hash!,
      }),
    );
    const [report] = await api.database.query<{
      sequence: number;
      head_hash: string;
      state: string;
      step_index: number | null;
      revision: number;
      late: boolean;
      grade: string | null;
    }>('SELECT * FROM report WHERE id = $1', [id]);
    expect(chainFault(events, { sequence: report!.sequence, hash: report!.head_hash })).toBeUndefined();
    expect(fold(events)).toEqual({
      state: report!.state,
      step: report!.step_index,
      revision: report!.revision,
      late: report!.late,
      grade: report!.grade,
    });
  }
});
