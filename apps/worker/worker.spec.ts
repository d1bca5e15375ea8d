import { NotificationWriter } from '@features/notification';
import { ReminderSweep } from '@features/reminder';
import { RollupAudit, RollupReader } from '@features/rollup';
import { OwedJobs, Queues } from '@platform/queues';
import { until } from '@testing/until';
import { drained, move, type OpenedCycle, onEachBackend, openCycle, workerHarness } from '@testing/worker';

const start = new Date('2025-11-20T01:00:00Z');

onEachBackend('what follows from a transition', (backend) => {
  const harness = workerHarness({ backend, now: start, beats: true });
  let cycle: OpenedCycle;
  const user = (username: string) => harness.organisation.users.get(username) ?? '';
  const org = (code: string) => harness.organisation.orgs.get(code) ?? '';
  const report = (code: string) => cycle.reports.get(code) ?? '';
  const act = (code: string, step: Parameters<typeof move>[2]) =>
    harness.unitOfWork.run((transaction) => move(transaction, report(code), step));
  const told = async (reportId: string) => {
    const rows = await harness.database.query<{ kind: string; username: string }>(
      `SELECT n.kind, u.username FROM notification n JOIN app_user u ON u.id = n.recipient_id
        WHERE n.report_id = $1 AND n.channel = 'in_app' ORDER BY n.created_at, n.kind, u.username`,
      [reportId],
    );
    return rows.map(({ kind, username }) => `${kind} → ${username}`);
  };

  beforeAll(async () => {
    cycle = await openCycle(harness.unitOfWork, harness.organisation, {
      dueOn: '2025-12-10',
      openedAt: start,
    });
    // The worker follows a cycle by its own schedule.
    await until(
      'the cycle is followed',
      async () => (await harness.database.query('SELECT 1 FROM cycle_follow_up')).length === 1,
    );
  });

  const submit = (code: string, at = start) =>
    act(code, {
      type: 'report.submitted',
      to: 'in_review',
      at,
      actor: { id: user(`${code}.secretary`), name: '书记' },
      waits: { index: 1, orgId: org('sf01'), role: 'reviewer', dueAt: new Date('2025-11-27T15:59:59.999Z') },
      indicators: { theme_days: 12, funds: 75.9 },
    });
  const approve = (code: string, at = start) =>
    act(code, {
      type: 'report.approved',
      to: 'approved',
      at,
      actor: { id: user('sf01.reviewer'), name: '审核人' },
    });

  it('case 1 and 4: each is told once, however often the job runs', async () => {
    const event = await submit('sf0101');
    await drained(harness.database);
    const expected = ['report.submitted → sf0101.reporter', 'review.awaited → sf01.reviewer'];
    expect(await told(report('sf0101'))).toEqual(expected);

    const owed = harness.application.get(OwedJobs);
    const id = `evt-${event}-follow`;
    await harness.unitOfWork.run((transaction) =>
      owed.owe(transaction, [{ name: 'event.follow', payload: { eventId: event }, id }]),
    );
    await drained(harness.database);
    expect(await told(report('sf0101'))).toEqual(expected);
  });

  it('figures follow, and give back what a reopening takes (case 34)', async () => {
    const reader = harness.application.get(RollupReader);
    const seen = async () => {
      const [completion, rollup] = await Promise.all([
        reader.completion({ cycle: 'annual', under: 'sf' }),
        reader.rollup({ cycle: 'annual', under: 'sf01', tier: 'branch' }),
      ]);
      return { ...completion.node.counts, funds: rollup.node.indicators.funds?.value };
    };
    await submit('sf0102');
    await approve('sf0102');
    await approve('sf0101');
    await drained(harness.database);
    expect(await seen()).toMatchObject({ expected: 14, approved: 2, not_started: 12, funds: '151.8' });
    await act('sf0102', {
      type: 'report.reopened',
      to: 'returned',
      at: start,
      actor: { id: user('sf01.reviewer'), name: '审核人' },
      report: { returned: { dueAt: '2025-12-01T15:59:59.999Z' } },
    });
    await drained(harness.database);
    expect(await seen()).toMatchObject({ approved: 1, returned: 1, funds: '75.9' });
    expect(await harness.application.get(RollupAudit).verify()).toMatchObject({ ok: true, broken: [] });
  });

  it('a passing fault of the database is tried again, and the effect happens once', async () => {
    // Sequences do not roll back, so this counts the tries; the first two are turned away.
    await harness.database.query(`
      CREATE SEQUENCE tried;
      CREATE FUNCTION turn_away() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF nextval('tried') <= 2 THEN RAISE EXCEPTION 'too many connections' USING ERRCODE = '53300'; END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER turn_away BEFORE INSERT ON notification FOR EACH STATEMENT EXECUTE FUNCTION turn_away();`);
    await submit('sf0103');
    await drained(harness.database);
    const [{ last_value: tries } = { last_value: 0 }] = await harness.database.query<{ last_value: number }>(
      'SELECT last_value::int FROM tried',
    );
    await harness.database.query(
      'DROP TRIGGER turn_away ON notification; DROP FUNCTION turn_away; DROP SEQUENCE tried',
    );
    expect(tries).toBe(3);
    expect(await told(report('sf0103'))).toEqual([
      'report.submitted → sf0103.reporter',
      'review.awaited → sf01.reviewer',
    ]);
  });

  it('one event that cannot be followed holds up no other of its batch, is listed, and done by a replay', async () => {
    await harness.database.query(`
      CREATE FUNCTION refuse_one() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF EXISTS (SELECT FROM written WHERE report_id = '${report('sf0302')}') THEN RAISE EXCEPTION 'on purpose'; END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER refuse_one AFTER INSERT ON notification REFERENCING NEW TABLE AS written
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_one();`);
    const waits = { index: 1, orgId: org('sf01'), role: 'reviewer' as const };
    const events = await harness.unitOfWork.run(async (transaction) => {
      const ids: string[] = [];
      for (const code of ['sf0301', 'sf0302', 'sf0303']) {
        const actor = { id: user(`${code}.secretary`), name: '书记' };
        ids.push(
          await move(transaction, report(code), {
            type: 'report.submitted',
            to: 'in_review',
            at: start,
            actor,
            waits,
          }),
        );
      }
      return ids;
    });
    const owed = harness.application.get(OwedJobs);
    await until('the others are told of', async () => {
      const others = [...(await told(report('sf0301'))), ...(await told(report('sf0303')))];
      return others.length === 4;
    });
    expect(await told(report('sf0302'))).toEqual([]);
    const id = `evt-${events[1]}-follow`;
    await until('it is a job of its own', async () => {
      const rows = await harness.database.query('SELECT 1 FROM job_owed WHERE id = $1', [id]);
      return rows.length === 1;
    });
    expect(await owed.status()).toMatchObject({ undispatched: 0 });
    // Its tries wait longer and longer; this is what the last of them leaves.
    const payload = { eventId: events[1] };
    await owed.fail({ id, name: 'event.follow', payload, attempts: 8 }, 'on purpose');
    expect(await owed.failed(10, 0)).toMatchObject([{ id, name: 'event.follow' }]);
    await harness.database.query('DROP TRIGGER refuse_one ON notification; DROP FUNCTION refuse_one');
    await harness.unitOfWork.run((transaction) => owed.replay(transaction, [id]));
    await drained(harness.database);
    expect(await told(report('sf0302'))).toEqual([
      'report.submitted → sf0302.reporter',
      'review.awaited → sf01.reviewer',
    ]);
    expect(await harness.application.get(RollupAudit).verify()).toMatchObject({ ok: true });
  });

  it('a job that fails for good is listed and can be replayed', async () => {
    const owed = harness.application.get(OwedJobs);
    await harness.unitOfWork.run((transaction) =>
      owed.owe(transaction, [
        { name: 'event.follow', payload: { eventId: 'not a number' }, id: 'evt-broken-follow' },
      ]),
    );
    const listed = () =>
      until('the job is listed', async () => {
        const failed = await owed.failed(10, 0);
        return failed.length > 0 && failed;
      });
    expect(await listed()).toMatchObject([{ id: 'evt-broken-follow', name: 'event.follow' }]);
    expect(await owed.status()).toMatchObject({ undispatched: 0, owed: 0, failed: 1 });
    const replayed = harness.unitOfWork.run((transaction) => owed.replay(transaction, ['evt-broken-follow']));
    expect(await replayed).toBe(1);
    await listed();
    await harness.database.query('DELETE FROM job_owed');
  });

  it('case 25 and 27: reminders go to who holds it up, one after a time without a worker', async () => {
    const sweep = harness.application.get(ReminderSweep);
    harness.clock.set(new Date('2025-12-10T02:00:00Z'));
    const reminded = async (code: string) =>
      (await told(report(code))).filter((line) => line.startsWith('reminder'));
    // The worker's own sweep may have come first, and be at it still.
    await until('everybody is reminded', async () => {
      await sweep.sweep();
      return (await reminded('sf0201')).length > 0;
    });
    expect(await reminded('sf0201')).toEqual([
      'reminder.author → sf0201.reporter',
      'reminder.author → sf0201.secretary',
    ]);
    expect(await reminded('sf0101')).toEqual([]);
    await sweep.sweep();
    expect(await reminded('sf0201')).toHaveLength(2);
    harness.clock.set(start);
  });

  it('case 4: what the clock starts comes back when the queue has lost everything', async () => {
    const schedules = (await harness.application.get(Queues).all()).find(({ name }) => name === 'schedules');
    const known = async () => (await schedules?.getJobSchedulers())?.map(({ key }) => key).sort() ?? [];
    const before = await known();
    expect(before).toContain('reminder.sweep');
    for (const key of before) await schedules?.removeJobScheduler(key);
    await until('every schedule is back', async () => (await known()).length === before.length);
    expect(await known()).toEqual(before);
  });

  it('tells how many jobs stand where', async () => {
    const counts = await harness.application.get(Queues).counts();
    expect(Object.keys(counts)).toEqual([
      'events',
      'rollups',
      'deliveries',
      'schedules',
      'documents',
      'compilations',
    ]);
    expect(harness.application.get(NotificationWriter, { strict: false })).toBeDefined();
  });
});
