import { apiHarness } from '@testing/http';
import { openCycle, ReportDriver } from '@testing/reports';
import { until } from '@testing/until';

/** What stays of a request when the process that answered it dies: its key's row, silent for a while. */
describe('a repeated request whose first run was cut off', () => {
  const api = apiHarness();
  let report: ReportDriver;
  let round = 0;
  let key: { 'idempotency-key': string };

  beforeEach(async () => {
    const cycle = await openCycle(api);
    report = new ReportDriver(api, cycle.reports.get('sf0101') ?? '');
    await report.handIn('sf0101');
    round += 1;
    key = { 'idempotency-key': `cut-off-${round}` };
  });

  const approve = () => report.try('sf01.reviewer', 'approve', { revision: 1 }, key);
  const comment = async () =>
    (await api.as('sf01.reviewer')).post<{ code?: string }>(
      `/reports/${report.id}/comments`,
      { anchor: { kind: 'report' }, body: '请补充。' },
      { headers: key },
    );
  /** As a kill between the commit and the answer leaves it. */
  const loseAnswer = () =>
    api.database.query(
      `UPDATE idempotency_key SET status = NULL, headers = NULL, body = NULL, touched_at = now() - interval '6 seconds'
        WHERE key = $1`,
      [key['idempotency-key']],
    );
  const approvals = async () =>
    (await report.events()).filter(({ type }) => type === 'report.approved').length;

  it('case 4: gets the success answer where the transition was committed, and acts no second time', async () => {
    const first = await approve();
    await loseAnswer();
    const again = await approve();
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
    expect(await approvals()).toBe(1);
    expect((await approve()).headers.get('idempotency-replayed')).toBe('true');
  });

  it('case 4: acts where nothing was committed', async () => {
    await approve();
    await report.act('sf01.reviewer', 'recall', { note: '看错了。' });
    // The same request's row as a kill before the commit leaves it.
    await loseAnswer();
    await api.database.query('UPDATE idempotency_key SET acted_at = NULL WHERE key = $1', [
      key['idempotency-key'],
    ]);
    const again = await approve();
    expect([again.status, again.body.step?.org.code]).toEqual([200, 'sf']);
    expect(await approvals()).toBe(2);
  });

  it('is told that it took effect where the answer cannot be made anew, and acts no second time', async () => {
    expect((await comment()).status).toBe(201);
    await loseAnswer();
    const again = await comment();
    expect([again.status, again.body.code]).toEqual([409, 'answer_lost']);
    const [row] = await api.database.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM comment WHERE report_id = $1',
      [report.id],
    );
    expect(row?.count).toBe(1);
  });

  it('commits nothing once another run has taken over', async () => {
    const [held, letGo] = await holdReport(report.id);
    const slow = comment();
    await until('the comment waits for the report', async () => {
      const waiting = await api.database.query(
        `SELECT FROM pg_locks WHERE NOT granted AND $1 = ANY(pg_blocking_pids(pid))`,
        [held],
      );
      return waiting.length > 0;
    });
    await api.database.query('UPDATE idempotency_key SET reservation = gen_random_uuid() WHERE key = $1', [
      key['idempotency-key'],
    ]);
    await letGo();
    expect([(await slow).status, (await slow).body.code]).toEqual([409, 'conflict']);
    expect(await api.database.query('SELECT 1 FROM comment WHERE report_id = $1', [report.id])).toEqual([]);
  });

  it('acts once where it is sent twice at the same time, and answers both', async () => {
    const [held, letGo] = await holdReport(report.id);
    const both = [approve(), approve()];
    await until('both wait for the report', async () => {
      const waiting = await api.database.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
           AND cardinality(pg_blocking_pids(pid)) > 0 AND pid <> $1`,
        [held],
      );
      return waiting.length === 2;
    });
    await letGo();
    const [one, other] = await Promise.all(both);
    expect([one?.status, other?.status]).toEqual([200, 200]);
    expect(other?.body).toEqual(one?.body);
    expect(await approvals()).toBe(1);
  });

  it('is refused again in the same words, also where it would be taken by now', async () => {
    await report.act('sf01.reviewer', 'return', { revision: 1, note: '请补充。' });
    const refused = await approve();
    expect([refused.status, refused.body.code]).toEqual([409, 'wrong_state']);
    await report.act('sf0101.secretary', 'submit');
    const again = await approve();
    expect([again.status, again.body]).toEqual([refused.status, refused.body]);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await approvals()).toBe(0);
  });

  it('takes nothing where the key was another report’s in this very moment', async () => {
    const cycle = await openCycle(api);
    const other = new ReportDriver(api, cycle.reports.get('sf0101') ?? '');
    await other.handIn('sf0101');
    const answers = await Promise.all([
      approve(),
      other.try('sf01.reviewer', 'approve', { revision: 1 }, key),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    const events = [...(await report.events()), ...(await other.events())];
    expect(events.filter(({ type }) => type === 'report.approved')).toHaveLength(1);
  });

  it('tells uploads of the same length apart by their bytes', async () => {
    const secretary = await api.as('sf0101.secretary');
    await report.act('sf0101.secretary', 'withdraw');
    const upload = (text: string) => {
      const form = new FormData();
      form.append('file', new File([text], 'evidence.txt', { type: 'text/plain' }));
      return secretary.send<{ id: string; code?: string }>(
        'POST',
        `/reports/${report.id}/attachments`,
        form,
        {
          headers: key,
        },
      );
    };
    const first = await upload('first evidence');
    expect(first.status).toBe(201);
    expect((await upload('first evidence')).body).toEqual(first.body);
    const other = await upload('other evidence');
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_mismatch']);
  });

  /** Holds the report's row in a transaction of its own until it is let go. @returns the holder and how to end it */
  async function holdReport(id: string): Promise<[number, () => Promise<void>]> {
    let letGo: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let over: Promise<void> = Promise.resolve();
    const pid = await new Promise<number>((held) => {
      over = api.unitOfWork.run(async (transaction) => {
        const [row] = await transaction.query<{ pid: number }>(
          'SELECT pg_backend_pid() AS pid FROM report WHERE id = $1 FOR UPDATE',
          [id],
        );
        held(row?.pid ?? 0);
        await waiting;
      });
    });
    const end = async () => {
      letGo();
      await over;
    };
    return [pid, end];
  }
});
