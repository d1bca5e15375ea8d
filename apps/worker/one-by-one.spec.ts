import { CycleFollowUp } from '@apps/worker/cycle-follow-up';
import { OutboxDispatcher } from '@apps/worker/outbox-dispatcher';
import { ClosingByClock } from '@features/cycle';
import { ReminderSweep } from '@features/reminder';
import { Recount } from '@features/review';
import { RollupDrain } from '@features/rollup';
import { JobHandlers, OwedJobs, WorkFaults } from '@platform/queues';
import { until } from '@testing/until';
import { drained, move, type OpenedCycle, openCycle, workerHarness } from '@testing/worker';

const opened = new Date('2025-11-20T01:00:00Z');

describe('one bad item never stops the rest', () => {
  const harness = workerHarness({ backend: 'postgres', now: opened });
  let cycle: OpenedCycle;
  let count = 0;

  const of = <T>(type: new (...given: never[]) => T): T =>
    harness.application.get(type as never, { strict: false });
  const query = (text: string, values: unknown[] = []) =>
    harness.database.query<{ id: string }>(text, values);
  const faults = async () =>
    (await of(WorkFaults).list({ limit: 100, offset: 0 })).items.map(({ duty, item }) => [duty, item]);
  const open = async () => {
    count += 1;
    const made = await openCycle(harness.unitOfWork, harness.organisation, {
      code: `o${count}`,
      dueOn: '2025-12-10',
      openedAt: opened,
    });
    return made;
  };
  const submit = (code: string, reviewedBy = 'sf01') =>
    harness.unitOfWork.run((transaction) =>
      move(transaction, cycle.reports.get(code) ?? '', {
        type: 'report.submitted',
        to: 'in_review',
        at: opened,
        actor: { id: harness.organisation.users.get(`${code}.secretary`) ?? '', name: '书记' },
        waits: {
          index: 1,
          orgId: harness.organisation.orgs.get(reviewedBy) ?? '',
          role: 'reviewer',
          dueAt: new Date('2025-11-27T15:59:59.999Z'),
        },
      }),
    );
  /** Lets whatever a statement does to rows that fit `condition` fail, until it is taken back. */
  const failing = async (table: string, when: string, condition: string) => {
    await query(`
      CREATE FUNCTION spoiled() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF ${condition} THEN RAISE EXCEPTION 'spoiled by the test'; END IF; RETURN coalesce(NEW, OLD);
      END $$;
      CREATE TRIGGER spoiled BEFORE ${when} ON ${table} FOR EACH ROW EXECUTE FUNCTION spoiled();`);
    return () => query(`DROP TRIGGER spoiled ON ${table}; DROP FUNCTION spoiled;`);
  };

  beforeEach(async () => {
    harness.clock.set(opened);
    await query(`UPDATE cycle SET state = 'closed' WHERE state = 'open'`);
    await of(CycleFollowUp).follow();
    cycle = await open();
    await of(CycleFollowUp).follow();
  });
  afterEach(async () => {
    await query('DELETE FROM work_fault; DELETE FROM job_owed');
  });

  it('a job of an unknown name is listed as failed and stays so; the others come back', async () => {
    const owed = of(OwedJobs);
    const event = await submit('sf0101');
    await drained(harness.database);
    await query(
      `INSERT INTO job_owed (id, name, payload, created_at, enqueued_at) VALUES
         ('old-1', 'report.mourn', '{}', $1, $1), ('evt-again-follow', 'event.follow', $2, $1, $1)`,
      [new Date(opened.getTime() - 3_600_000), JSON.stringify({ eventId: event })],
    );
    await owed.sweep();
    await drained(harness.database);
    expect(await owed.failed(10, 0)).toMatchObject([
      { id: 'old-1', name: 'report.mourn', error: '本版本不认识这项任务：report.mourn' },
    ]);
    // Among those of an unknown name, one that failed and is known: only it is taken.
    await owed.fail({ id: 'evt-bad-follow', name: 'event.follow', payload: {}, attempts: 8 }, 'spoiled');
    expect(await harness.unitOfWork.run((transaction) => owed.replay(transaction, 'all'))).toBe(1);
    expect((await owed.failed(10, 0)).map(({ id }) => id)).toContain('old-1');
  });

  it('a plan of reminders that cannot be written keeps back its own report alone', async () => {
    await submit('sf0301', 'sf03');
    await drained(harness.database);
    await query(`DELETE FROM notification`);
    harness.clock.set(new Date('2025-12-07T02:00:00Z'));
    const spoiled = cycle.reports.get('sf0101') ?? '';
    const mend = await failing('notification', 'INSERT', `NEW.report_id = '${spoiled}'`);
    await of(ReminderSweep).sweep();
    const reminded = await harness.database.query<{ report_id: string }>(
      `SELECT DISTINCT report_id FROM notification WHERE kind LIKE 'reminder.%'`,
    );
    expect(reminded.length).toBeGreaterThan(10);
    expect(reminded.map((row) => row.report_id)).not.toContain(spoiled);
    expect(await faults()).toEqual([['reminder.sweep', spoiled]]);
    await mend();
    // Its plan stands: once it is mended it is caught up with, and the list is empty again.
    harness.clock.set(new Date('2025-12-07T02:20:00Z'));
    await of(ReminderSweep).sweep();
    expect(
      await query(`SELECT 1 AS id FROM notification WHERE report_id = $1 AND kind LIKE 'reminder.%'`, [
        spoiled,
      ]),
    ).not.toEqual([]);
    expect(await faults()).toEqual([]);
  });

  it('a cycle that cannot be closed, or followed, leaves the others their turn', async () => {
    const other = await open();
    await query('UPDATE cycle SET closes_at = $2 WHERE id = ANY($1::uuid[])', [
      [cycle.id, other.id],
      new Date('2025-11-21T00:00:00Z'),
    ]);
    harness.clock.set(new Date('2025-11-22T00:00:00Z'));
    const mend = await failing('cycle', 'UPDATE', `NEW.id = '${cycle.id}' AND NEW.state = 'closed'`);
    expect(await of(ClosingByClock).closeDue()).toBe(1);
    expect(await faults()).toEqual([['cycle.close', cycle.id]]);
    await mend();
    expect(await of(ClosingByClock).closeDue()).toBe(1);
    expect(await faults()).toEqual([]);
    const unfollowed = await failing('cycle_follow_up', 'INSERT OR UPDATE', `NEW.cycle_id = '${cycle.id}'`);
    expect(await of(CycleFollowUp).follow()).toBe(1);
    expect(await faults()).toEqual([['cycle.follow', cycle.id]]);
    await unfollowed();
    expect(await of(CycleFollowUp).follow()).toBe(1);
  });

  it('what only the clock starts goes on after a duty that fails', async () => {
    const mend = await failing('extension', 'UPDATE', 'true');
    await query(
      `INSERT INTO extension (id, report_id, state, reason, until) VALUES (gen_random_uuid(), $1, 'granted', '轮岗。', $2)`,
      [cycle.reports.get('sf0101'), new Date('2025-11-01T00:00:00Z')],
    );
    await of(JobHandlers).handle('cycle.tick', {}, { id: 'tick' });
    expect(await faults()).toEqual([['cycle.tick', 'extensions']]);
    await mend();
    await of(JobHandlers).handle('cycle.tick', {}, { id: 'tick' });
    expect(await faults()).toEqual([]);
  });

  it('a report that cannot be counted anew refuses nobody a post and keeps no other report back', async () => {
    await submit('sf0101');
    await submit('sf0102');
    const spoiled = cycle.reports.get('sf0101') ?? '';
    // Nobody holds the post any more: both steps are to be flagged.
    const holder = harness.organisation.appointments.get('sf01.reviewer');
    await query('UPDATE appointment SET ends_at = $2 WHERE id = $1', [
      holder,
      new Date('2025-11-20T02:00:00Z'),
    ]);
    harness.clock.set(new Date('2025-11-20T03:00:00Z'));
    const mend = await failing('review_step', 'UPDATE', `NEW.report_id = '${spoiled}'`);
    const posts = [{ orgId: harness.organisation.orgs.get('sf01') ?? '', role: 'reviewer' }];
    await harness.unitOfWork.run((transaction) => of(Recount).posts(transaction, posts));
    const flagged = () =>
      harness.database.query<{ report_id: string }>(
        `SELECT s.report_id FROM review_step s JOIN report r ON r.id = s.report_id
          WHERE r.cycle_id = $1 AND s.flag = 'no_reviewer' AND s.status = 'waiting'`,
        [cycle.id],
      );
    expect((await flagged()).map((row) => row.report_id)).toEqual([cycle.reports.get('sf0102')]);
    expect(await faults()).toEqual([['recount', spoiled]]);
    await mend();
    await of(Recount).sweep();
    expect(await flagged()).toHaveLength(2);
    expect(await faults()).toEqual([]);
    await query('UPDATE appointment SET ends_at = NULL WHERE id = $1', [holder]);
  });

  it('an event that cannot be dispatched, and a tier that cannot be counted, keep the others', async () => {
    const other = await open();
    await drained(harness.database);
    const mine = await submit('sf0101');
    const mend = await failing(
      'rollup_mark',
      'INSERT',
      `NEW.org_id = '${harness.organisation.orgs.get('sf0101')}'`,
    );
    await submit('sf0102');
    // The worker's own dispatcher may be at it, and holds what it claimed until it is through.
    const undispatched = async () => {
      while (await of(OutboxDispatcher).dispatch());
      return (await query('SELECT id::text FROM event WHERE dispatched_at IS NULL ORDER BY id')).map(
        ({ id }) => id,
      );
    };
    await until('all but the spoiled event are dispatched', async () => (await undispatched()).length <= 1);
    expect(await undispatched()).toEqual([String(mine)]);
    expect(await faults()).toEqual([['outbox.dispatch', String(mine)]]);
    await mend();
    harness.clock.advance(120_000);
    await until('the mended event is dispatched too', async () => (await undispatched()).length === 0);
    await until('its fault is settled', async () => (await faults()).length === 0);

    const [tier] = await query('SELECT tier_id AS id FROM report WHERE id = $1', [
      cycle.reports.get('sf0101'),
    ]);
    await query(
      `INSERT INTO rollup_mark (tier_id, org_id, marked_at) SELECT tier_id, org_id, now() FROM report WHERE cycle_id = ANY($1::uuid[])`,
      [[cycle.id, other.id]],
    );
    const counted = await failing('rollup_mark', 'DELETE', `OLD.tier_id = '${tier?.id}'`);
    // Another of the worker's own may be at it.
    await until('the other tier is counted', async () => {
      await of(RollupDrain).drain();
      return (
        (await query('SELECT DISTINCT tier_id AS id FROM rollup_mark')).length === 1 &&
        (await faults()).length > 0
      );
    });
    expect(await faults()).toEqual([['rollup.count', tier?.id]]);
    expect(await query('SELECT DISTINCT tier_id AS id FROM rollup_mark')).toEqual([{ id: tier?.id }]);
    await counted();
  });
});
