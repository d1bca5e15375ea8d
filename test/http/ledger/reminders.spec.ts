import { WorkerPartsModule } from '@apps/worker/worker-parts.module';
import { ItemReminders } from '@features/ledger';
import { DeliveryRepository, type MessageData, type MessageKind, messageText } from '@features/notification';
import { WorkFaults } from '@platform/queues';
import { apiHarness } from '@testing/http';
import { ItemDriver } from '@testing/ledger-driver';
import { appoint, delegate, dismiss } from '@testing/reports';
import { until } from '@testing/until';
import { v7 } from 'uuid';

/** Nine in the morning in Shanghai, and a little. */
const morning = (day: string) => new Date(`${day}T01:00:30Z`);

describe('reminders of items (design 8.1)', () => {
  const api = apiHarness({ imports: [WorkerPartsModule] });
  const began = new Date('2025-11-20T02:00:00Z');
  const user = (name: string) => api.organisation.users.get(name) ?? '';
  const org = (code: string) => api.organisation.orgs.get(code) ?? '';

  /** Lets the worker come by, twice; answers whom that reminded of what. */
  const comeBy = async (at: Date): Promise<string[]> => {
    api.clock.set(at);
    const [last] = await api.database.query<{ id: string }>(
      'SELECT id FROM notification ORDER BY id DESC LIMIT 1',
    );
    const sweep = api.application.get(ItemReminders, { strict: false });
    await Promise.all([sweep.sweep(), sweep.sweep()]);
    await sweep.sweep();
    const rows = await api.database.query<{ kind: MessageKind; username: string; data: MessageData }>(
      `SELECT n.kind, u.username, n.data FROM notification n JOIN app_user u ON u.id = n.recipient_id
        WHERE n.channel = 'in_app' AND n.id > $1
          AND n.kind IN ('rectification.reminder', 'rectification.overdue', 'rectification.monthly') ORDER BY u.username, n.kind`,
      [last?.id ?? '00000000-0000-0000-0000-000000000000'],
    );
    return rows.map(({ kind, username, data }) => `${username} ${messageText(kind, data).title}`);
  };
  const number = async (item: ItemDriver) => (await item.get()).number;

  beforeEach(async () => {
    api.clock.set(began);
    // What other tests left behind is reminded of by them.
    await api.database.query('UPDATE rectification SET next_reminder_at = NULL');
  });

  it('tell the unit before its due day and after it, the superior after seven days, and nobody once it is handed in', async () => {
    const item = await ItemDriver.enter(api, 'sf.admin', { org: 'sf0101', dueOn: '2025-12-20' });
    const title = `示范第1党总支第1党支部的整改事项${await number(item)}`;
    const both = (rest: string, about = '') => [
      `sf0101.reporter ${title}${about}，${rest}`,
      `sf0101.secretary ${title}${about}，${rest}`,
    ];
    await item.act('sf0101.secretary', 'claim', {
      term: 'limited',
      measures: [{ text: '学习', person: '李明', dueOn: '2025-12-20' }],
    });
    await item.act('sf0101.reporter', 'progress', { month: '2025-11', text: '已组织。' });
    expect(await comeBy(morning('2025-12-12'))).toEqual([]);
    expect(await comeBy(morning('2025-12-13'))).toEqual(both('还有7天到期'));
    // Two came due while nobody came by: the latest alone.
    expect(await comeBy(morning('2025-12-20'))).toEqual(both('今天到期'));
    await item.act('sf0101.reporter', 'progress', { month: '2025-12', text: '已组织。' });
    expect(await comeBy(morning('2025-12-27'))).toEqual([
      `sf01.reviewer ${title}，已逾期7天`,
      ...both('已逾期7天'),
    ]);
    await item.handIn('sf0101');
    expect(await comeBy(morning('2026-01-04'))).toEqual([`sf01.reviewer ${title}待验收，还有1天到期`]);
    await item.verify('sf01.reviewer');
    expect(await comeBy(morning('2026-01-20'))).toEqual([]);
  });

  it('tell deputies as those they act for, and pass over who had a hand in it', async () => {
    const item = await ItemDriver.enter(api, 'sf.admin', { org: 'sf0102', dueOn: '2025-12-20' });
    await delegate(api, 'sf0102.secretary', 'sf0401.reporter', morning('2026-01-31'));
    const told = await comeBy(morning('2025-12-13'));
    expect(told.map((line) => line.split(' ')[0])).toEqual([
      'sf0102.reporter',
      'sf0102.secretary',
      'sf0401.reporter',
    ]);
    const post = await appoint(api, 'sf0102.reporter', 'reviewer', 'sf01');
    await item.handIn('sf0102');
    expect((await comeBy(morning('2025-12-21'))).map((line) => line.split(' ')[0])).toEqual([
      'sf01.reviewer',
    ]);
    await dismiss(api, post);
  });

  it('are one message a month for all items of a person, and none for what is noted', async () => {
    const items = await Promise.all(
      ['2026-06-30', '2026-05-31', '2026-04-30'].map((dueOn) =>
        ItemDriver.enter(api, 'sf.admin', { org: 'sf0103', dueOn }),
      ),
    );
    for (const item of items)
      await item.act('sf0103.secretary', 'claim', {
        term: 'limited',
        measures: [{ text: '学习', person: '李明', dueOn: '2026-04-30' }],
      });
    // November's is noted by the 25th, and covers nothing but November.
    await items[0]?.act('sf0103.reporter', 'progress', { month: '2025-11', text: '已组织。' });
    const lines = (text: string) => [`sf0103.reporter ${text}`, `sf0103.secretary ${text}`];
    expect(await comeBy(morning('2025-11-25'))).toEqual(lines('2项整改事项待记11月进展'));
    expect(await comeBy(morning('2025-12-25'))).toEqual(lines('3项整改事项待记12月进展'));
    const [row] = await api.database.query<{ data: MessageData }>(
      `SELECT data FROM notification WHERE kind = 'rectification.monthly' AND data ->> 'month' = '2025-12' LIMIT 1`,
    );
    expect(messageText('rectification.monthly', row?.data ?? {}).body).toEqual([
      `事项：${(await Promise.all([...items].reverse().map(number))).join('、')}。`,
      '期限：2025年12月25日',
    ]);
  });

  it('say nothing of what only the committee sees to anybody outside of it', async () => {
    const batch = await (await api.as('sf.admin')).post<{ id: string }>('/rectification-batches', {
      org: 'sf',
      title: '巡察反馈',
      source: 'inspection',
      closeBy: '2025-12-20',
      visibility: 'committee',
    });
    expect(batch.status).toBe(201);
    const item = await ItemDriver.enter(api, 'sf.admin', {
      org: 'sf0201',
      dueOn: '2025-12-20',
      batch: batch.body.id,
    });
    const told = await comeBy(morning('2025-12-13'));
    expect(told.map((line) => line.split(' ')[0])).toEqual(['sf0201.secretary']);
    const assigned = await until('the entering is told of', async () => {
      const rows = await api.database.query<{ username: string }>(
        `SELECT u.username FROM notification n JOIN app_user u ON u.id = n.recipient_id
          WHERE n.kind = 'rectification.assigned' AND n.data -> 'item' ->> 'id' = $1`,
        [item.id],
      );
      return rows.length > 0 && rows;
    });
    expect(assigned).toEqual([{ username: 'sf0201.secretary' }]);
    expect((await comeBy(morning('2025-12-27'))).map((line) => line.split(' ')[0])).toEqual([
      'sf02.secretary',
      'sf0201.secretary',
    ]);
  });

  it('by e-mail are not sent any more once what they ask for was done, or is due on another day', async () => {
    const item = await ItemDriver.enter(api, 'sf.admin', { org: 'sf0401', dueOn: '2025-12-20' });
    const outdated = async () => {
      const id = v7();
      await api.database.query(
        `INSERT INTO notification (id, kind, occurrence, recipient_id, channel, data, state, digest, deliver_after, created_at)
         VALUES ($1::uuid, 'rectification.reminder', $1::text, $2, 'email', $3, 'pending', true, $4, $4)`,
        [
          id,
          user('sf0401.secretary'),
          JSON.stringify({
            item: { id: item.id },
            about: 'due',
            dueAt: '2025-12-20T15:59:59.999Z',
            timeZone: 'Asia/Shanghai',
          }),
          began,
        ],
      );
      const deliveries = api.application.get(DeliveryRepository, { strict: false });
      const [attempt] = await api.unitOfWork.run((transaction) => deliveries.begin(transaction, [id], null));
      return attempt?.outdated;
    };
    expect(await outdated()).toBe(false);
    await item.handIn('sf0401');
    expect(await outdated()).toBe(true);
    const { version } = await item.get();
    await item.act('sf04.reviewer', 'reject', { version, note: '不到位。', dueAt: '2025-12-31' });
    expect(await outdated()).toBe(true);
  });

  it('end with the unit, and go on where another takes the item', async () => {
    const item = await ItemDriver.enter(api, 'sf.admin', { org: 'sf0202', dueOn: '2025-12-20' });
    await api.database.query('UPDATE org_unit SET dissolved_on = $2 WHERE id = $1', [
      org('sf0202'),
      '2025-12-01',
    ]);
    expect(await comeBy(morning('2025-12-13'))).toEqual([]);
    await item.act('sf.admin', 'reassign', { org: 'sf0203', reason: '职责调整' });
    expect((await comeBy(morning('2025-12-19'))).map((line) => line.split(' ')[0])).toEqual([
      'sf0203.reporter',
      'sf0203.secretary',
    ]);
    await api.database.query('UPDATE org_unit SET dissolved_on = NULL WHERE id = $1', [org('sf0202')]);
  });

  it('that cannot be written are listed, and keep nobody else’s back', async () => {
    const bad = await ItemDriver.enter(api, 'sf.admin', { org: 'sf0301', dueOn: '2025-12-20' });
    await ItemDriver.enter(api, 'sf.admin', { org: 'sf0302', dueOn: '2025-12-20' });
    await api.database.query(`
      CREATE FUNCTION spoiled() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.data -> 'item' ->> 'id' = '${bad.id}' THEN RAISE EXCEPTION 'spoiled by the test'; END IF; RETURN NEW;
      END $$;
      CREATE TRIGGER spoiled BEFORE INSERT ON notification FOR EACH ROW EXECUTE FUNCTION spoiled();`);
    expect((await comeBy(morning('2025-12-13'))).map((line) => line.split(' ')[0])).toEqual([
      'sf0302.reporter',
      'sf0302.secretary',
    ]);
    const faults = api.application.get(WorkFaults, { strict: false });
    const listed = async () =>
      (await faults.list({ limit: 10, offset: 0 })).items.filter(({ duty }) => duty === 'ledger.remind');
    expect(await listed()).toMatchObject([{ item: bad.id }]);
    await api.database.query('DROP TRIGGER spoiled ON notification; DROP FUNCTION spoiled;');
    expect(await comeBy(new Date('2025-12-13T01:30:00Z'))).toHaveLength(2);
    expect(await listed()).toEqual([]);
  });
});
