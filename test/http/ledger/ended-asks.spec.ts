import { WorkerPartsModule } from '@apps/worker/worker-parts.module';
import { VacancyDigest } from '@features/notification';
import { apiHarness } from '@testing/http';
import { ItemDriver } from '@testing/ledger-driver';
import { appoint, dismiss } from '@testing/reports';
import { until } from '@testing/until';

interface Inbox {
  items: {
    kind: string;
    page: string | null;
    readAt: string | null;
    over: boolean;
    body: string[];
    title: string;
  }[];
}

describe('what asked for something of an item ends when the item moved on', () => {
  const api = apiHarness({ imports: [WorkerPartsModule] });

  const inbox = async (username: string, item: ItemDriver) =>
    (await (await api.as(username)).get<Inbox>('/notifications?pageSize=200')).body.items.filter(
      ({ page }) => page === `/ledger/${item.id}`,
    );
  /** Kinds of the messages about an item, and whether what they asked for has ended. */
  const seen = async (username: string, item: ItemDriver) =>
    (await inbox(username, item))
      .map(({ kind, readAt }) => `${kind.replace('rectification.', '')}${readAt ? ' ended' : ''}`)
      .sort();
  const comes = (username: string, item: ItemDriver, wanted: string[]) =>
    until(
      `${username} has ${wanted.join()}`,
      async () => JSON.stringify(await seen(username, item)) === JSON.stringify(wanted),
    );

  it('to claim it, once somebody of the unit has claimed it', async () => {
    const item = await ItemDriver.enter(api, 'sf.admin', { org: 'sf0101' });
    await comes('sf0101.reporter', item, ['assigned']);
    await item.act('sf0101.secretary', 'claim', {
      term: 'limited',
      measures: [{ text: '学习', person: '李明', dueOn: '2026-06-30' }],
    });
    await comes('sf0101.reporter', item, ['assigned ended']);
  });

  it('an urging, once somebody acted on the item, and not by another urging', async () => {
    const item = await ItemDriver.enter(api, 'sf.admin', { org: 'sf0102' });
    await item.act('sf0102.secretary', 'claim', {
      term: 'limited',
      measures: [{ text: '学习', person: '李明', dueOn: '2026-06-30' }],
    });
    await item.act('sf.admin', 'urge', { level: 1 });
    await comes('sf0102.reporter', item, ['assigned ended', 'urged']);
    await item.act('sf0102.secretary', 'progress', {
      month: api.clock.now().toISOString().slice(0, 7),
      text: '已学一次。',
    });
    await comes('sf0102.reporter', item, ['assigned ended', 'urged ended']);
  });

  it('to verify it, for a colleague once one of them decided, and for the unit once it goes on', async () => {
    await appoint(api, 'sf04.reviewer', 'reviewer', 'sf02');
    const item = await ItemDriver.enter(api, 'sf.admin', { org: 'sf0201' });
    await item.handIn('sf0201');
    await comes('sf04.reviewer', item, ['awaited']);
    await comes('sf02.reviewer', item, ['awaited']);
    const { version } = await item.get();
    await item.act('sf02.reviewer', 'reject', { version, note: '请补记录。', dueAt: '2026-06-20' });
    await comes('sf04.reviewer', item, ['awaited ended']);
    await comes('sf0201.reporter', item, ['assigned ended', 'rejected']);
    await item.handIn('sf0201');
    await comes('sf0201.reporter', item, ['assigned ended', 'rejected ended']);
    await comes('sf04.reviewer', item, ['awaited', 'awaited ended']);
  });

  it('and who administers hears once a day where nobody can verify', async () => {
    const item = await ItemDriver.enter(api, 'sf.admin', { org: 'sf0301' });
    await item.handIn('sf0301');
    await dismiss(api, api.organisation.appointments.get('sf03.reviewer') ?? '');
    await until('the step is flagged', async () => (await item.get()).flags.includes('no_verifier'));
    await api.application.get(VacancyDigest, { strict: false }).sendToday();
    const { items } = (await (await api.as('sf.admin')).get<Inbox>('/notifications?pageSize=200')).body;
    const [digest] = items.filter(({ kind }) => kind === 'vacancy.found');
    expect(digest?.title).toContain('1处整改验收无人办理');
    expect(digest?.body.join()).toMatch(/无人验收：示范第3党总支。/);
  });
});
