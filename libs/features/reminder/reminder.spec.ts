import { CycleFollowUp } from '@apps/worker/cycle-follow-up';
import { ExtensionExpiry } from '@apps/worker/extension-expiry';
import { ClosingNotice, DeliveryRepository, type MessageData, messageText } from '@features/notification';
import { drained, move, type OpenedCycle, openCycle, type Step, workerHarness } from '@testing/worker';
import { v7 } from 'uuid';
import { ReminderSweep } from './reminder-sweep';

const opened = new Date('2025-11-20T01:00:00Z');
/** Nine in the morning in Shanghai, and a little. */
const morning = (day: string) => new Date(`${day}T01:00:30Z`);

describe('reminders', () => {
  const harness = workerHarness({ backend: 'postgres', now: opened });
  let cycle: OpenedCycle;
  let count = 0;

  const user = (username: string) => harness.organisation.users.get(username) ?? '';
  const org = (code: string) => harness.organisation.orgs.get(code) ?? '';
  const report = (code: string) => cycle.reports.get(code) ?? '';
  const act = async (code: string, step: Step) => {
    await harness.unitOfWork.run((transaction) => move(transaction, report(code), step));
    await drained(harness.database);
  };
  /** Lets the worker come by at a moment; answers what that reminded of a unit's report. */
  const comeBy = async (at: Date, code = 'sf0101') => {
    harness.clock.set(at);
    const since = await said(code);
    await harness.application.get(ReminderSweep, { strict: false }).sweep();
    return (await said(code)).slice(since.length);
  };
  const said = async (code: string) => {
    const rows = await harness.database.query<{ line: string }>(
      `SELECT n.kind || ' ' || u.username || ' ' || (n.data ->> 'daysLeft') AS line
         FROM notification n JOIN app_user u ON u.id = n.recipient_id
        WHERE n.report_id = $1 AND n.kind LIKE 'reminder.%' AND n.channel = 'in_app' ORDER BY n.id`,
      [report(code)],
    );
    return rows.map(({ line }) => line);
  };
  const follow = () => harness.application.get(CycleFollowUp).follow();

  beforeEach(async () => {
    harness.clock.set(opened);
    count += 1;
    cycle = await openCycle(harness.unitOfWork, harness.organisation, {
      code: `c${count}`,
      dueOn: '2025-12-10',
      openedAt: opened,
    });
    await follow();
  });

  const submit = (at: Date, dueAt: Date): Step => ({
    type: 'report.submitted',
    to: 'in_review',
    at,
    actor: { id: user('sf0101.secretary'), name: '书记' },
    waits: { index: 1, orgId: org('sf01'), role: 'reviewer', dueAt },
  });

  it('follow the plan from a week before to the superior', async () => {
    const both = (left: number) => [
      `reminder.author sf0101.reporter ${left}`,
      `reminder.author sf0101.secretary ${left}`,
    ];
    expect(await comeBy(morning('2025-12-02'))).toEqual([]);
    expect((await comeBy(morning('2025-12-03'))).sort()).toEqual(both(7));
    expect((await comeBy(morning('2025-12-07'))).sort()).toEqual(both(3));
    expect((await comeBy(morning('2025-12-09'))).sort()).toEqual(both(1));
    expect((await comeBy(morning('2025-12-10'))).sort()).toEqual(both(0));
    expect((await comeBy(morning('2025-12-12'))).sort()).toEqual(both(-2));
    expect((await comeBy(morning('2025-12-13'))).sort()).toEqual([
      'reminder.superior sf01.reviewer -3',
      'reminder.superior sf01.secretary -3',
    ]);
  });

  it('case 23: a due date moved makes the old plan do nothing', async () => {
    await harness.database.query(
      `WITH moved AS (UPDATE cycle_tier SET due_at = due_at + interval '10 days' WHERE cycle_id = $1)
       UPDATE cycle SET plan_version = plan_version + 1 WHERE id = $1`,
      [cycle.id],
    );
    // The worker comes by before it has followed the change: the old instant sends nothing even so.
    expect(await comeBy(morning('2025-12-03'))).toEqual([]);
    await follow();
    expect(await comeBy(morning('2025-12-10'))).toEqual([]);
    expect(await comeBy(morning('2025-12-13'))).toHaveLength(2);
  });

  it('case 27: after three days down there is one, and none for what was handed in meanwhile', async () => {
    await harness.unitOfWork.run((transaction) =>
      move(transaction, report('sf0102'), {
        ...submit(new Date('2025-12-08T03:00:00Z'), morning('2025-12-20')),
        actor: { id: user('sf0102.secretary'), name: '书记' },
      }),
    );
    expect((await comeBy(morning('2025-12-10'))).sort()).toEqual([
      'reminder.author sf0101.reporter 0',
      'reminder.author sf0101.secretary 0',
    ]);
    expect(await said('sf0102')).toEqual([]);
  });

  it('case 25: what was returned and comes back is reminded of afresh, also the reviewer', async () => {
    const at = new Date('2025-12-01T03:00:00Z');
    await act('sf0101', submit(at, new Date('2025-12-05T15:59:59.999Z')));
    expect(await comeBy(morning('2025-12-04'))).toEqual(['reminder.reviewer sf01.reviewer 1']);
    await act('sf0101', {
      type: 'report.returned',
      to: 'returned',
      at: new Date('2025-12-04T03:00:00Z'),
      actor: { id: user('sf01.reviewer'), name: '审核人' },
      note: '请补充',
      report: { returned: { dueAt: '2025-12-11T15:59:59.999Z' } },
    });
    expect(await comeBy(morning('2025-12-05'))).toEqual([]);
    expect((await comeBy(morning('2025-12-08'))).sort()).toEqual([
      'reminder.author sf0101.reporter 3',
      'reminder.author sf0101.secretary 3',
    ]);
    await act('sf0101', submit(new Date('2025-12-08T03:00:00Z'), new Date('2025-12-12T15:59:59.999Z')));
    expect(await comeBy(morning('2025-12-10'))).toEqual([]);
    expect(await comeBy(morning('2025-12-11'))).toEqual(['reminder.reviewer sf01.reviewer 1']);
  });

  it('pass over who is recused', async () => {
    await harness.database.query(
      `INSERT INTO appointment (id, user_id, org_id, role, starts_at, created_at)
       VALUES (gen_random_uuid(), $1, $2, 'reviewer', $3, $3)`,
      [user('sf0101.secretary'), org('sf01'), new Date('2025-01-01T00:00:00Z')],
    );
    await act('sf0101', submit(new Date('2025-12-01T03:00:00Z'), new Date('2025-12-05T15:59:59.999Z')));
    expect(await comeBy(morning('2025-12-04'))).toEqual(['reminder.reviewer sf01.reviewer 1']);
    await harness.database.query(`DELETE FROM appointment WHERE user_id = $1 AND role = 'reviewer'`, [
      user('sf0101.secretary'),
    ]);
  });

  const closeOn = (at: string) =>
    harness.database.query('UPDATE cycle SET closes_at = $2, plan_version = plan_version + 1 WHERE id = $1', [
      cycle.id,
      new Date(at),
    ]);
  const extend = (at: Date, until: Date): Step => ({
    type: 'report.extended',
    to: 'not_started',
    at,
    report: { extendedUntil: until },
  });

  it('case 22: end with the closing, also those missed before it', async () => {
    await closeOn('2025-12-12T15:59:59.999Z');
    await follow();
    expect(await comeBy(morning('2025-12-12'))).toHaveLength(2);
    expect(await comeBy(morning('2025-12-14'))).toEqual([]);
    // Another unit's were all missed while nobody came by; nothing can be handed in any more.
    expect(await comeBy(morning('2025-12-14'), 'sf0102')).toEqual([]);
  });

  it('case 22: an extension is reminded of until it runs out, and then ends by itself', async () => {
    await closeOn('2025-12-12T15:59:59.999Z');
    await follow();
    const until = new Date('2025-12-18T15:59:59.999Z');
    await act('sf0101', extend(new Date('2025-12-09T02:00:00Z'), until));
    await harness.database.query(
      `INSERT INTO extension (id, report_id, state, requested_by, requested_until, requested_at, reason, until, decided_at)
       VALUES (gen_random_uuid(), $1, 'granted', $2, $3, $4, '轮岗', $3, $4)`,
      [report('sf0101'), user('sf0101.secretary'), until, opened],
    );
    expect(await comeBy(morning('2025-12-11'))).toHaveLength(2);
    expect(await comeBy(morning('2025-12-12'))).toEqual([]);
    expect((await comeBy(morning('2025-12-15'))).sort()).toEqual([
      'reminder.author sf0101.reporter 3',
      'reminder.author sf0101.secretary 3',
    ]);
    expect(await comeBy(morning('2025-12-18'))).toHaveLength(2);
    const work = harness.application.get(ExtensionExpiry);
    harness.clock.set(until);
    expect(await work.end()).toBe(0);
    harness.clock.advance(1);
    expect(await work.end()).toBe(1);
    expect(await work.end()).toBe(0);
    // It cannot be handed in any more: nobody is asked to.
    expect(await comeBy(morning('2025-12-20'))).toEqual([]);
    expect(await comeBy(morning('2025-12-22'))).toEqual([]);
  });

  it('case 22: in an open cycle an extension that ran out is overdue, and the superior hears of it', async () => {
    await act('sf0101', extend(new Date('2025-12-09T02:00:00Z'), new Date('2025-12-18T15:59:59.999Z')));
    expect(await comeBy(morning('2025-12-18'))).toHaveLength(2);
    expect(await comeBy(morning('2025-12-20'))).toEqual([
      'reminder.author sf0101.reporter -2',
      'reminder.author sf0101.secretary -2',
    ]);
    expect((await comeBy(morning('2025-12-21'))).sort()).toEqual([
      'reminder.superior sf01.reviewer -3',
      'reminder.superior sf01.secretary -3',
    ]);
  });

  it('tell administrators once of each closing to come, with how many have not reported', async () => {
    const notice = harness.application.get(ClosingNotice, { strict: false });
    const heard = async () => {
      const rows = await harness.database.query<{ data: MessageData; username: string }>(
        `SELECT n.data, u.username FROM notification n JOIN app_user u ON u.id = n.recipient_id
          WHERE n.kind = 'cycle.closing' AND n.data -> 'cycle' ->> 'id' = $1 ORDER BY n.id`,
        [cycle.id],
      );
      return rows.map(({ data, username }) => `${username} ${messageText('cycle.closing', data).title}`);
    };
    await closeOn('2025-12-12T15:59:59.999Z');
    await act('sf0101', submit(new Date('2025-12-01T03:00:00Z'), new Date('2025-12-05T15:59:59.999Z')));
    harness.clock.set(morning('2025-12-09'));
    await notice.send();
    expect(await heard()).toEqual([]);
    harness.clock.set(morning('2025-12-10'));
    await Promise.all([notice.send(), notice.send()]);
    const first = 'sf.admin “年度总结”将于2025年12月12日自动关闭，还有13份未报送';
    expect(await heard()).toEqual([first]);
    await closeOn('2025-12-13T15:59:59.999Z');
    harness.clock.set(morning('2025-12-12'));
    await notice.send();
    expect(await heard()).toEqual([first, first.replace('12月12日', '12月13日')]);
  });

  it.each<[string, string, boolean]>([
    ['was handed in meanwhile', `UPDATE report SET state = 'approved' WHERE id = $1`, true],
    [
      'changed hands meanwhile',
      `UPDATE report SET held_since = held_since + interval '9 years' WHERE id = $1`,
      true,
    ],
    [
      'is due on another day now',
      `UPDATE cycle_tier SET due_at = due_at + interval '1 day' WHERE id = $2`,
      true,
    ],
    ['nobody takes any more', `UPDATE cycle SET state = 'closed', closed_at = opened_at WHERE id = $3`, true],
    [
      'nobody takes since the cycle closed by itself',
      'UPDATE cycle SET closes_at = opened_at WHERE id = $3',
      true,
    ],
    ['still waits', 'SELECT $1', false],
  ])('case 23 and 27: an e-mail about what %s', async (_, change, outdated) => {
    const id = v7();
    const dueAt = '2025-12-10T15:59:59.999Z';
    await harness.database.query(
      `INSERT INTO notification (id, report_id, kind, occurrence, recipient_id, channel, data, state, digest, deliver_after, created_at)
       VALUES ($1, $2, 'reminder.author', 'x', $3, 'email', $4, 'pending', true, $5, $6)`,
      [
        id,
        report('sf0101'),
        user('sf0101.reporter'),
        JSON.stringify({ dueAt }),
        morning('2026-01-01'),
        opened,
      ],
    );
    const ids: Record<string, string> = { $1: report('sf0101'), $2: cycle.tierId, $3: cycle.id };
    const [named = '$1'] = /\$\d/.exec(change) ?? [];
    await harness.database.query(change.replace(named, `'${ids[named]}'`));
    harness.clock.set(morning('2025-12-03'));
    const deliveries = harness.application.get(DeliveryRepository, { strict: false });
    const [attempt] = await harness.unitOfWork.run((transaction) =>
      deliveries.begin(transaction, [id], null),
    );
    expect(attempt).toMatchObject({ id, outdated });
  });

  it('claimed by many workers at once are still one each', async () => {
    harness.clock.set(morning('2025-12-03'));
    const sweep = harness.application.get(ReminderSweep, { strict: false });
    await Promise.all([1, 2, 3, 4].map(() => sweep.sweep()));
    expect(await said('sf0101')).toHaveLength(2);
  });
});
