import { apiHarness } from '@testing/http';
import { appoint, branchRoute, goodContent, openCycle, ReportDriver } from '@testing/reports';

const rounds = 100;

/** Two or more requests that are really under way at once; which one wins is left to the database. */
describe('races, a hundred rounds each', () => {
  const api = apiHarness();
  let report: ReportDriver;
  let round = 0;

  beforeAll(async () => {
    await appoint(api, 'sf02.reviewer', 'reviewer', 'sf01');
    await appoint(api, 'sf02.secretary', 'leader', 'sf');
  });
  beforeEach(async () => {
    const cycle = await openCycle(api);
    report = new ReportDriver(api, cycle.reports.get('sf0101') ?? '');
    await report.save('sf0101.reporter');
  });
  afterEach(async () => {
    await expectSound(report.id);
  });

  it('case 1: the same approval sent three times acts once', async () => {
    for (let turn = 0; turn < rounds; turn += 1) {
      const { revision } = await report.act('sf0101.secretary', 'submit');
      const before = await eventCount();
      round += 1;
      const key = { 'idempotency-key': `round-${round}` };
      const answers = await Promise.all([
        report.try('sf01.reviewer', 'approve', { revision }, key),
        report.try('sf01.reviewer', 'approve', { revision }, key),
        report.try('sf01.reviewer', 'approve', { revision }),
      ]);
      const [first, repeated, bare] = answers.map((answer) => answer.status);
      // Either the keyed request acted, and its repetition says the same, or the one without a key did.
      expect([first, repeated, bare]).toEqual(bare === 200 ? [409, 409, 200] : [200, 200, 409]);
      expect(await eventCount()).toBe(before + 1);
      await report.act('sf.reviewer', 'return', { revision, note: '再来一次。' });
    }
  });

  it('case 2: of two reviewers who decide against each other exactly one wins, and the other learns of it', async () => {
    const won = { approve: 0, return: 0 };
    for (let turn = 0; turn < rounds; turn += 1) {
      const { revision } = await report.act('sf0101.secretary', 'submit');
      const [approved, returned] = await Promise.all([
        report.try('sf01.reviewer', 'approve', { revision }),
        report.try('sf02.reviewer', 'return', { revision, note: '不同意。' }),
      ]);
      expect([approved.status, returned.status].sort()).toEqual([200, 409]);
      const loser = approved.status === 409 ? approved : returned;
      expect(loser.body.state).toMatchObject({ lastEvent: { actor: { name: expect.any(String) } } });
      won[approved.status === 200 ? 'approve' : 'return'] += 1;
      if (approved.status === 200)
        await report.act('sf.reviewer', 'return', { revision, note: '再来一次。' });
    }
    expect(won.approve + won.return).toBe(rounds);
  });

  it('case 3: an approval that races a withdrawal names a revision that then is, or is not, decided', async () => {
    for (let turn = 0; turn < rounds; turn += 1) {
      const { revision } = await report.act('sf0101.secretary', 'submit');
      const [approved, withdrawn] = await Promise.all([
        report.try('sf01.reviewer', 'approve', { revision }),
        report.try('sf0101.secretary', 'withdraw'),
      ]);
      expect([approved.status, withdrawn.status].sort()).toEqual([200, 409]);
      if (approved.status === 200)
        await report.act('sf.reviewer', 'return', { revision, note: '再来一次。' });
    }
  });

  it('two leaders who approve at once fill both seats, and the step completes once', async () => {
    const cycle = await openCycle(api, { route: [{ ...branchRoute[2]!, mode: 'all' }] });
    report = new ReportDriver(api, cycle.reports.get('sf0101') ?? '');
    await report.save('sf0101.reporter');
    for (let turn = 0; turn < rounds; turn += 1) {
      const { revision } = await report.act('sf0101.secretary', 'submit');
      const answers = await Promise.all([
        report.try('sf.leader', 'approve', { revision, grade: '好' }),
        report.try('sf02.secretary', 'approve', { revision, grade: '较好' }),
      ]);
      expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
      expect((await report.get('sf.observer')).body.state).toBe('approved');
      await report.act('sf.leader', 'reopen', { reason: '再来一次。' });
    }
  });

  it('case 18: of two saves at one version exactly one stands', async () => {
    for (let turn = 0; turn < rounds; turn += 1) {
      const { version } = (await report.get('sf0101.reporter')).body;
      const saves = await Promise.all([
        report.trySave('sf0101.reporter', goodContent(`甲${turn}`), version),
        report.trySave('sf0101.secretary', goodContent(`乙${turn}`), version),
      ]);
      expect(saves.map((answer) => answer.status).sort()).toEqual([200, 412]);
      const stands = saves[0]?.status === 200 ? `甲${turn}` : `乙${turn}`;
      expect((await report.get('sf0101.reporter')).body.content?.sections[0]?.body).toContain(stands);
    }
  });

  it('an approval never passes a blocking comment that was there', async () => {
    for (let turn = 0; turn < rounds; turn += 1) {
      const { revision } = await report.act('sf0101.secretary', 'submit');
      const reviewer = await api.as('sf02.reviewer');
      const [approved, commented] = await Promise.all([
        report.try('sf01.reviewer', 'approve', { revision }),
        reviewer.post<{ id: string }>(`/reports/${report.id}/comments`, {
          anchor: { kind: 'report' },
          body: '必须说明。',
          blocking: true,
        }),
      ]);
      expect([
        [200, 422],
        [409, 201],
      ]).toContainEqual([approved.status, commented.status]);
      if (commented.status === 201) {
        expect((await reviewer.post(`/comments/${commented.body.id}/resolve`)).status).toBe(200);
        await report.act('sf01.reviewer', 'return', { revision, note: '再来一次。' });
      } else {
        await report.act('sf.reviewer', 'return', { revision, note: '再来一次。' });
      }
    }
  });

  it('gives editions that are published at once different numbers without a gap', async () => {
    const cycle = await openCycle(api, {
      route: [{ at: 'bureau', role: 'reviewer', mode: 'any', workingDays: 1 }],
    });
    const units = ['sf0101', 'sf0102', 'sf0103', 'sf0201', 'sf0202', 'sf0203', 'sf91', 'sf92'];
    const all = units.map((unit) => new ReportDriver(api, cycle.reports.get(unit) ?? ''));
    for (const [index, each] of all.entries()) {
      await each.handIn(units[index]!);
      await each.act('sf.reviewer', 'approve', { revision: 1 });
    }
    const body = { audience: 'all', review: { secrecy: true, necessity: true, accuracy: true } };
    const answers = await Promise.all(all.map((each) => each.try('sf.publisher', 'publish', body)));
    expect(answers.map((answer) => answer.status)).toEqual(units.map(() => 200));
    const numbers = answers
      .map((answer) => Number(answer.body.edition?.number.split('-')[1]))
      .sort((a, b) => a - b);
    expect(numbers).toEqual(units.map((_unit, index) => numbers[0]! + index));
  });

  async function eventCount(): Promise<number> {
    const [row] = await api.database.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM event WHERE report_id = $1',
      [report.id],
    );
    return row?.count ?? 0;
  }

  /** Sequences without gaps, the row at their head, one waiting step exactly while in review. */
  async function expectSound(id: string): Promise<void> {
    const [row] = await api.database.query<Record<string, number | string>>(
      `SELECT r.sequence, (SELECT count(*)::int FROM event e WHERE e.report_id = r.id) AS events,
        (SELECT hash FROM event e WHERE e.report_id = r.id ORDER BY sequence DESC LIMIT 1) = r.head_hash AS head,
        (SELECT to_state FROM event e WHERE e.report_id = r.id ORDER BY sequence DESC LIMIT 1) = r.state AS state,
        (SELECT count(*)::int FROM review_step s WHERE s.report_id = r.id AND s.status = 'waiting') = (r.state = 'in_review')::int AS steps
       FROM report r WHERE r.id = $1`,
      [id],
    );
    expect(row).toMatchObject({ events: row?.sequence, head: true, state: true, steps: true });
  }
});
