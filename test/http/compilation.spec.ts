import { WorkerPartsModule } from '@apps/worker/worker-parts.module';
import { branchAnnualTemplate } from '@domain/cycle/branch-annual-template';
import { mostSourcesAtOnce } from '@features/compilation';
import { type ApiAnswer, type ApiClient, apiHarness } from '@testing/http';
import { until } from '@testing/until';

interface Report extends Record<string, unknown> {
  id: string;
  version: number;
  state: string;
  revision: number;
  stale: { reason: string; org: { code: string } }[];
  content: {
    sections: { key: string; body: string }[];
    indicators: Record<string, number>;
    problems: { id: string; problem: string; measure?: string }[];
  };
}

interface Run extends Record<string, unknown> {
  id: string;
  state: string;
  sources: { done: number; total: number };
  problem: { code: string; status: number; detail: string } | null;
}

const reviewer = { at: 'parent', role: 'reviewer', mode: 'any', workingDays: 3 };
const text =
  '全年按计划开展组织生活，记录齐全，党员参加率保持在九成以上，联系群众的做法比上一年更加具体，也更有实效，得到师生认可。';

describe('compiling the higher tier’s draft', () => {
  const api = apiHarness({ imports: [WorkerPartsModule] });
  let admin: ApiClient;
  const reports = new Map<string, string>();

  const written = (change: Record<string, unknown> = {}) => ({
    sections: ['work', 'issues', 'causes', 'plan'].map((key) => ({ key, body: text })),
    indicators: { theme_days: 12, lectures: 4, branch_meetings: 12, member_meetings: 4, ...change },
    problems: [{ problem: '台账不全', measure: '每月核对' }],
  });

  const read = async (person: string, unit: string) =>
    (await (await api.as(person)).get<Report>(`/reports/${reports.get(unit)}`)).body;

  async function save(unit: string, content: object): Promise<void> {
    const author = await api.as(`${unit}.secretary`);
    const { version } = await read(`${unit}.secretary`, unit);
    const saved = await author.put(`/reports/${reports.get(unit)}/content`, content, {
      headers: { 'if-match': `"${version}"` },
    });
    if (saved.status !== 200) throw new Error(JSON.stringify(saved.body));
  }

  async function approve(unit: string, by: string): Promise<void> {
    const submitted = await (await api.as(`${unit}.secretary`)).post<Report>(
      `/reports/${reports.get(unit)}/submit`,
      {},
    );
    if (submitted.status !== 200) throw new Error(JSON.stringify(submitted.body));
    const { revision } = submitted.body;
    const approved = await (await api.as(by)).post<Report>(`/reports/${reports.get(unit)}/approve`, {
      revision,
    });
    expect([approved.status, approved.body.state]).toEqual([200, 'approved']);
  }

  const compile = async (unit: string) =>
    (await api.as(`${unit}.reporter`)).post<Report>(`/reports/${reports.get(unit)}/compile`);

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
      [cycle, units, JSON.stringify(content), api.organisation.users.get('sf.secretary'), api.clock.now()],
    );
    await api.database.query(`UPDATE report SET state = 'approved', revision = 1 WHERE id IN (${found})`, [
      cycle,
      units,
    ]);
  }

  beforeAll(async () => {
    admin = await api.as('sf.admin');
    await api.database.query(
      `INSERT INTO org_unit (id, code, name, kind, parent_id, path, created_at)
       SELECT gen_random_uuid(), 'sf04-' || n, '支部' || n, 'branch', $1, 'x', $2 FROM generate_series(1, $3) n`,
      [api.organisation.orgs.get('sf04'), api.clock.now(), mostSourcesAtOnce + 1],
    );
    await api.database.query(
      `UPDATE org_unit o SET path = parent.path || o.label::text FROM org_unit parent
        WHERE parent.id = o.parent_id AND o.path = 'x'`,
    );
    const template = await admin.post<{ versions: { id: string }[] }>('/templates', {
      code: 'annual',
      name: '年度报告',
      org: 'sf',
      definition: branchAnnualTemplate,
    });
    const version = template.body.versions[0]?.id;
    await admin.post(`/template-versions/${version}/release`);
    const tier = (kind: string) => ({
      kind,
      templateVersion: version,
      dueAt: '2025-12-10',
      graceDays: 0,
      latePolicy: 'accept',
      allowNil: true,
      route: [reviewer],
    });
    const cycle = (code: string, period: string, dueAt: string) => ({
      code,
      title: '年度报告',
      period,
      tiers: [
        tier('branch'),
        tier('general_branch'),
        { ...tier('bureau'), route: [{ ...reviewer, at: 'self', role: 'leader' }] },
      ].map((each) => ({ ...each, dueAt })),
      audience: { under: 'sf', kinds: ['branch', 'general_branch', 'bureau'], except: [] },
    });
    await admin.post('/cycles', cycle('compiled', '2025', '2025-12-10'));
    await admin.post('/cycles/compiled/open');
    await admin.post('/cycles', cycle('last-year', '2024', '2025-11-25'));
    await admin.post('/cycles/last-year/open');
    const list = await admin.get<{ items: { id: string; org: { code: string } }[] }>(
      '/reports?cycle=compiled&pageSize=200&sort=code',
    );
    for (const { id, org } of list.body.items) reports.set(org.code, id);
  });

  it('says what is missing while nothing below is approved', async () => {
    const answer = await compile('sf02');
    expect([answer.status, answer.body.code]).toEqual([422, 'rule_broken']);
  });

  it('adds the approved children up, each in its own tier, so that nothing counts twice', async () => {
    await save('sf0101', written({ theme_days: 12, funds: 75.9 }));
    await approve('sf0101', 'sf01.reviewer');
    await save('sf0102', written({ theme_days: 10, funds: 0.2 }));
    await approve('sf0102', 'sf01.reviewer');
    await save('sf91', written({ theme_days: 11 }));
    await approve('sf91', 'sf.reviewer');
    const general = await compile('sf01');
    expect(general.status).toBe(200);
    expect(general.body.content.indicators).toMatchObject({ theme_days: 22, funds: 76.1 });
    expect(general.body.content.problems).toHaveLength(2);
    await approve('sf01', 'sf.reviewer');
    const bureau = await compile('sf');
    // 22 from the general branch, 11 from the direct branch: the branches below sf01 are in its 22.
    expect(bureau.body.content.indicators.theme_days).toBe(33);
  });

  it('shows who contributed what, and the texts to select from', async () => {
    const view = await (await api.as('sf01.reporter')).get<{
      indicators: Record<string, { contributors: { org: { code: string }; value: number }[] }>;
      sources: { sections: { body: string }[] }[];
    }>(`/reports/${reports.get('sf01')}/compilation`);
    expect(view.body.indicators.theme_days?.contributors.map(({ org, value }) => [org.code, value])).toEqual([
      ['sf0101', 12],
      ['sf0102', 10],
    ]);
    expect(view.body.sources[0]?.sections[0]?.body).toBe(text);
  });

  it('says so where a source was reopened, and does not block (design 5, case 35)', async () => {
    const reopen = await (await api.as('sf01.reviewer')).post<Report>(
      `/reports/${reports.get('sf0101')}/reopen`,
      { reason: '次数有误' },
    );
    expect([reopen.status, reopen.body.state]).toEqual([200, 'returned']);
    const general = await read('sf01.secretary', 'sf01');
    expect(general.stale).toMatchObject([{ reason: 'reopened', org: { code: 'sf0101' } }]);
    const bureau = await read('sf.secretary', 'sf');
    expect(bureau.stale).toEqual([]);
  });

  it('does not let an approval that was compiled be recalled', async () => {
    const recall = await (await api.as('sf01.reviewer')).post(`/reports/${reports.get('sf0102')}/recall`, {});
    expect([recall.status, recall.body.code]).toEqual([409, 'compiled']);
  });

  it('keeps an edited number over compiling again and marks it overridden', async () => {
    await save('sf0201', written({ theme_days: 9 }));
    await approve('sf0201', 'sf02.reviewer');
    const first = await compile('sf02');
    const content = {
      ...first.body.content,
      indicators: { ...first.body.content.indicators, theme_days: 20 },
    };
    await save('sf02', {
      sections: content.sections.map(({ key, body }) => ({ key, body })),
      indicators: content.indicators,
      problems: content.problems,
    });
    await save('sf0202', written({ theme_days: 8 }));
    await approve('sf0202', 'sf02.reviewer');
    const second = await compile('sf02');
    expect(second.body.content.indicators).toMatchObject({ theme_days: 20, lectures: 8 });
    const view = await (await api.as('sf02.secretary')).get<{ overridden: object[] }>(
      `/reports/${reports.get('sf02')}/compilation`,
    );
    expect(view.body.overridden).toContainEqual({ key: 'theme_days', computed: '17', value: 20 });
  });

  it('keeps edited text over compiling again', async () => {
    const before = await read('sf02.secretary', 'sf02');
    const [section, ...others] = before.content.sections;
    await save('sf02', {
      sections: [
        { key: section?.key, body: '改写过的一段。' },
        ...others.map(({ key, body }) => ({ key, body })),
      ],
      indicators: before.content.indicators,
      problems: before.content.problems,
    });
    const again = await compile('sf02');
    expect(again.body.content.sections[0]?.body).toBe('改写过的一段。');
    expect(again.body.content.sections.slice(1)).toEqual(before.content.sections.slice(1));
  });

  describe('by a worker, where that is preferred', () => {
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
});
