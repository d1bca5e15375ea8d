import { WorkerPartsModule } from '@apps/worker/worker-parts.module';
import { mostSourcesAtOnce } from '@features/compilation';
import { type ApiAnswer, apiHarness } from '@testing/http';
import { until } from '@testing/until';
import { compilationDesk, type Report, text, written } from './compilation-desk';

interface Run extends Record<string, unknown> {
  id: string;
  state: string;
  sources: { done: number; total: number };
  problem: { code: string; status: number; detail: string } | null;
}

describe('compiling by a worker, where that is preferred', () => {
  const api = apiHarness({ imports: [WorkerPartsModule] });

  // Before the cycle is opened: a general branch with more branches than one request compiles.
  beforeAll(async () => {
    await api.database.query(
      `INSERT INTO org_unit (id, code, name, kind, parent_id, path, created_at)
       SELECT gen_random_uuid(), 'sf04-' || n, '支部' || n, 'branch', $1, 'x', $2 FROM generate_series(1, $3) n`,
      [api.organisation.orgs.get('sf04'), api.clock.now(), mostSourcesAtOnce + 1],
    );
    await api.database.query(
      `UPDATE org_unit o SET path = parent.path || o.label::text FROM org_unit parent
        WHERE parent.id = o.parent_id AND o.path = 'x'`,
    );
  });

  const { reports, read, save, submit, approve, compile, openCycle } = compilationDesk(api);

  const compileLater = async (unit: string, headers: Record<string, string> = {}) =>
    (await api.as(`${unit}.secretary`)).post<Run>(
      `/reports/${reports.get(unit)}/compile`,
      {},
      { headers: { prefer: 'respond-async', ...headers } },
    );

  /** The run once it is over; its address is the one that the answer gave. */
  async function ended(unit: string, accepted: ApiAnswer<Run>): Promise<Run> {
    expect(accepted.status).toBe(202);
    const address = accepted.headers.get('location') ?? '';
    expect(address).toBe(`/api/v1/reports/${reports.get(unit)}/compilation/runs/${accepted.body.id}`);
    const author = await api.as(`${unit}.secretary`);
    return until('the run is over', async () => {
      const { body } = await author.get<Run>(address);
      return ['done', 'failed'].includes(body.state) ? body : null;
    });
  }

  /** Approved reports of units by their code, straight in the database: how they came about is not asked here. */
  async function plantApproved(cycle: string, units: string, content: object): Promise<void> {
    const found = `SELECT r.id FROM report r JOIN cycle c ON c.id = r.cycle_id
      JOIN cycle_org o ON o.cycle_id = c.id AND o.org_id = r.org_id
      WHERE c.code = $1 AND o.code LIKE $2`;
    await api.database.query(
      `INSERT INTO revision (report_id, number, content, content_hash, late, org, route, writers, submitted_by, submitted_at)
       SELECT id, 1, $3, 'x', false, '{}', '[]', '{}', $4, $5 FROM (${found}) planted`,
      [
        cycle,
        units,
        JSON.stringify({ unplaced: '', ...content }),
        api.organisation.users.get('sf.secretary'),
        api.clock.now(),
      ],
    );
    await api.database.query(`UPDATE report SET state = 'approved', revision = 1 WHERE id IN (${found})`, [
      cycle,
      units,
    ]);
  }

  beforeAll(async () => {
    await openCycle('last-year', '2024', '2025-11-25');
    for (const [unit, days] of [
      ['sf0201', 9],
      ['sf0202', 8],
    ] as const) {
      await save(unit, written({ theme_days: days }));
      await approve(unit, 'sf02.reviewer');
    }
    await save('sf0101', written());
    await approve('sf0101', 'sf01.reviewer');
    await compile('sf01');
    await submit('sf01');
  });

  it('answers at once with the run, and the draft is the same that a request would make', async () => {
    const before = await compile('sf02');
    const accepted = await compileLater('sf02', { 'if-match': `"${before.body.version}"` });
    expect(accepted.headers.get('preference-applied')).toBe('respond-async');
    expect(accepted.body).toMatchObject({ problem: null, sources: { total: 2 } });
    expect(await ended('sf02', accepted)).toMatchObject({ state: 'done', sources: { done: 2, total: 2 } });
    const after = await read('sf02.secretary', 'sf02');
    expect(after.content).toEqual(before.body.content);
    expect(after.version).toBe(before.body.version + 1);
    const view = await (await api.as('sf02.secretary')).get(`/reports/${reports.get('sf02')}/compilation`);
    expect(view.body).toMatchObject({
      run: null,
      compiledBy: { id: api.organisation.users.get('sf02.secretary') },
    });
  });

  it('gives a repeated request the same run', async () => {
    const headers = { 'idempotency-key': 'compile-once' };
    const first = await compileLater('sf02', headers);
    const finished = await ended('sf02', first);
    const second = await compileLater('sf02', headers);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect((await ended('sf02', second)).id).toBe(finished.id);
  });

  it('case 4: gives it also where the first answer was lost, and orders no second one', async () => {
    const headers = { 'idempotency-key': 'compile-cut-off' };
    const first = await compileLater('sf02', headers);
    await ended('sf02', first);
    const { version } = await read('sf02.secretary', 'sf02');
    await api.database.query(
      `UPDATE idempotency_key SET status = NULL, headers = NULL, body = NULL, touched_at = now() - interval '6 seconds'
        WHERE key = 'compile-cut-off'`,
    );
    const again = await compileLater('sf02', headers);
    expect((await ended('sf02', again)).id).toBe(first.body.id);
    expect((await read('sf02.secretary', 'sf02')).version).toBe(version);
  });

  it('refuses at once what could not be written', async () => {
    expect((await compileLater('sf02', { 'if-match': '"1"' })).status).toBe(412);
    expect((await compileLater('sf03')).body).toMatchObject({ code: 'rule_broken' });
    const handedIn = await (await api.as('sf01.secretary')).post<Run>(
      `/reports/${reports.get('sf01')}/compile`,
      {},
      { headers: { prefer: 'respond-async' } },
    );
    expect([handedIn.status, handedIn.body.code]).toEqual([409, 'wrong_state']);
  });

  it('shows a run to its report’s authors alone', async () => {
    const accepted = await compileLater('sf02');
    const { id } = await ended('sf02', accepted);
    const path = (unit: string, run: string) => `/reports/${reports.get(unit)}/compilation/runs/${run}`;
    const author = await api.as('sf02.secretary');
    expect((await author.get(path('sf02', 'x'))).status).toBe(400);
    expect((await author.get(path('sf02', reports.get('sf02') ?? ''))).status).toBe(404);
    expect((await (await api.as('sf.secretary')).get(path('sf', id))).status).toBe(404);
    expect((await (await api.as('sf03.secretary')).get(path('sf02', id))).status).toBe(404);
    expect((await (await api.as('sf.observer')).get(path('sf02', id))).status).toBe(403);
  });

  it('is a worker’s also unasked where there is much to read', async () => {
    await plantApproved('compiled', 'sf04-%', written({ theme_days: 2 }));
    const author = await api.as('sf04.secretary');
    const accepted = await author.post<Run>(`/reports/${reports.get('sf04')}/compile`);
    expect(accepted.headers.get('preference-applied')).toBeNull();
    const total = mostSourcesAtOnce + 1;
    expect(await ended('sf04', accepted)).toMatchObject({ state: 'done', sources: { done: total, total } });
    const { content } = await read('sf04.secretary', 'sf04');
    expect(content.indicators).toMatchObject({ theme_days: 2 * total });
  });

  it('carries the measures that were promised last year over, to be accounted for', async () => {
    await plantApproved('last-year', 'sf03', {
      ...written(),
      problems: [
        { id: 'p1', problem: '结对不实', measure: '每季度走访一次' },
        { id: 'p2', problem: '没有写措施' },
      ],
    });
    expect(await ended('sf03', await compileLater('sf03'))).toMatchObject({
      state: 'done',
      sources: { done: 0, total: 0 },
    });
    const { content } = await read('sf03.secretary', 'sf03');
    expect(content.problems).toMatchObject([{ problem: '结对不实', measure: '每季度走访一次' }]);
    const view = await (await api.as('sf03.secretary')).get<{ problems: Record<string, object> }>(
      `/reports/${reports.get('sf03')}/compilation`,
    );
    expect(view.body.problems[content.problems[0]?.id ?? '']).toMatchObject({
      kind: 'promise',
      problemId: 'p1',
    });
    const again = await (await api.as('sf03.reporter')).post<Report>(
      `/reports/${reports.get('sf03')}/compile`,
    );
    expect(again.body.content.problems).toEqual(content.problems);
  });

  it('is a worker’s also where few sources are long, and their texts are asked for section by section', async () => {
    const long = (key: string) => `${key}：${text.repeat(1400)}`;
    const sections = ['work', 'issues', 'causes', 'plan'].map((key) => ({ key, body: long(key) }));
    await plantApproved('compiled', 'sf03__', { ...written({ theme_days: 2 }), sections });
    const author = await api.as('sf03.secretary');
    const path = `/reports/${reports.get('sf03')}`;
    const run = await ended('sf03', await author.post<Run>(`${path}/compile`));
    expect(run).toMatchObject({ state: 'done' });
    const units = run.sources.total;
    expect(units).toBeGreaterThan(1);
    const { content } = await read('sf03.secretary', 'sf03');
    expect(content.indicators).toMatchObject({ theme_days: 2 * units });

    const view = await author.get<{ textsLeftOut: boolean; sources: { sections: object[] }[] }>(
      `${path}/compilation`,
    );
    expect(view.body.textsLeftOut).toBe(true);
    expect(view.body.sources.map((source) => source.sections)).toEqual(Array(units).fill([]));
    const told: string[] = [];
    for (let page = 1; page <= units; page += 1) {
      const { body } = await author.get<{ total: number; items: { body: string }[] }>(
        `${path}/compilation/sources?section=causes&pageSize=1&page=${page}`,
      );
      expect(body.total).toBe(units);
      told.push(...body.items.map((item) => item.body));
    }
    expect(told).toEqual(Array(units).fill(long('causes')));
    expect((await author.get(`${path}/compilation/sources?section=causes&pageSize=11`)).status).toBe(400);
    expect((await author.get(`${path}/compilation/sources`)).status).toBe(400);
  });
});
