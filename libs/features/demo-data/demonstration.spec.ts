import { AuditModule } from '@features/audit';
import { InvariantModule, InvariantService } from '@features/invariant';
import { NestFactory } from '@nestjs/core';
import { ClockModule, SettableClock } from '@platform/clock';
import { ConfigModule, readEnvironment } from '@platform/config';
import { DatabaseModule } from '@platform/database';
import { SignalsModule } from '@platform/signals';
import { StorageModule } from '@platform/storage';
import { createTestDatabase, type TestDatabase } from '@testing/database';
import { Client, type QueryResultRow } from 'pg';
import { demonstrationAccounts, demonstrationState, loadDemonstration } from '.';

// Also where the year turns between the two cycles' dates, on a leap day, early on a Monday, and amid the holidays
// of National Day just after midnight. `demo-plot.spec.ts` plays the acts on every day of two years.
const instants = [
  '2026-11-21T04:00:00Z',
  '2027-01-04T01:30:00Z',
  '2028-02-29T15:59:00Z',
  '2026-11-29T21:07:00Z',
  '2026-10-04T16:01:00Z',
];
describe.each(instants)('demonstration data loaded at %s', (instant) => {
  const loadedAt = new Date(instant);
  let database: TestDatabase;
  let client: Client;

  const rows = async <Row extends QueryResultRow>(text: string) => (await client.query<Row>(text)).rows;

  beforeAll(async () => {
    database = await createTestDatabase();
    client = new Client({ connectionString: database.url });
    await client.connect();
    expect(await demonstrationState(database.url)).toBe('empty');
    const environment = readEnvironment({ SESSION_SECRET: 'a secret that only tests know', DEMO: '1' });
    await loadDemonstration(environment, database.url, loadedAt);
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  it('stands, and says so', async () => {
    expect(await demonstrationState(database.url)).toBe('loaded');
  });

  it('has the tree, an account per role, and no other', async () => {
    const [counts] = await rows(
      `SELECT (SELECT count(*)::int FROM org_unit) AS units, (SELECT count(*)::int FROM app_user) AS users,
                (SELECT count(*)::int FROM appointment) AS posts`,
    );
    expect(counts).toEqual({ units: 19, users: 7 + 4 * 3 + 14 * 2, posts: 47 });
  });

  it('shows every state in sf03, sf04 and the direct branches, and none begun in sf01 and sf02', async () => {
    const found = await rows<{ code: string; state: string; step: number | null }>(
      `SELECT o.code, r.state, r.step_index AS step FROM report r JOIN org_unit o ON o.id = r.org_id
         JOIN cycle c ON c.id = r.cycle_id WHERE c.code = 'demo-annual' ORDER BY o.code`,
    );
    const states = Object.fromEntries(
      found.map(({ code, state, step }) => [code, step ? `${state} ${step}` : state]),
    );
    expect(states).toMatchObject({
      sf: 'not_started',
      sf03: 'drafting',
      sf0301: 'published',
      sf0302: 'approved',
      sf0303: 'in_review 2',
      sf04: 'not_started',
      sf0401: 'returned',
      sf0402: 'in_review 1',
      sf0403: 'drafting',
      sf91: 'in_review 2',
      sf92: 'waived',
    });
    const untouched = found.filter(({ code }) => /^sf0[12]/.test(code));
    expect(untouched).toHaveLength(8);
    expect(new Set(untouched.map(({ state }) => state))).toEqual(new Set(['not_started']));
  });

  it('has one step past its allowance of working days, whose holder holds things up', async () => {
    const overdue = await rows(
      `SELECT o.code FROM review_step s JOIN report r ON r.id = s.report_id AND s.round = r.round
         JOIN org_unit o ON o.id = r.org_id WHERE s.status = 'waiting' AND s.due_at < '${instant}'`,
    );
    expect(overdue).toEqual([{ code: 'sf0402' }]);
  });

  it('has something to do for everybody whom a newcomer is told of', async () => {
    const waiting = await rows<{ username: string }>(
      `SELECT o.code || '.' || s.role AS username FROM review_step s JOIN org_unit o ON o.id = s.org_id WHERE s.status = 'waiting'
       UNION SELECT o.code || '.secretary' FROM report r JOIN org_unit o ON o.id = r.org_id JOIN cycle c ON c.id = r.cycle_id
         WHERE c.state = 'open' AND r.state IN ('not_started', 'drafting', 'returned')
       UNION SELECT 'sf.publisher' FROM report r JOIN cycle c ON c.id = r.cycle_id WHERE c.state = 'open' AND r.state = 'approved'
       UNION SELECT 'sf.admin' FROM extension WHERE state = 'requested'`,
    );
    const busy = waiting.map(({ username }) => username);
    const told = demonstrationAccounts.map(([, username]) => username);
    expect(told.filter((username) => !busy.includes(username))).toEqual([]);
  });

  it('has comments that stay with their passage', async () => {
    const found = await rows(
      `SELECT o.code, m.anchor ->> 'kind' AS kind, m.state, m.released_at IS NOT NULL AS released,
                (SELECT count(*)::int FROM comment_reply p WHERE p.comment_id = m.id) AS replies
         FROM comment m JOIN report r ON r.id = m.report_id JOIN org_unit o ON o.id = r.org_id ORDER BY m.created_at`,
    );
    expect(found).toEqual([
      { code: 'sf0302', kind: 'section', state: 'resolved', released: true, replies: 1 },
      { code: 'sf0401', kind: 'indicator', state: 'open', released: true, replies: 0 },
      { code: 'sf0401', kind: 'section', state: 'open', released: true, replies: 0 },
    ]);
  });

  it('is due 19, 29 and 40 days after loading, at the end of the day', async () => {
    const found = await rows<{ kind: string; due_at: Date; period: string }>(
      `SELECT t.kind, t.due_at, c.period FROM cycle_tier t JOIN cycle c ON c.id = t.cycle_id
         WHERE c.code = 'demo-annual' ORDER BY t.due_at`,
    );
    const dayOf = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
    const days = found.map(
      ({ due_at }) => (Date.parse(dayOf(due_at)) - Date.parse(dayOf(loadedAt))) / 86_400_000,
    );
    expect(days).toEqual([19, 29, 40]);
    expect(found.map(({ due_at }) => due_at.toISOString().slice(11))).toEqual(Array(3).fill('15:59:59.999Z'));
    expect(new Set(found.map(({ period }) => period))).toEqual(new Set([dayOf(loadedAt).slice(0, 4)]));
  });

  it('has a closed cycle of the year before, all decided, most published, two late', async () => {
    const [last] = await rows(
      `SELECT c.state, count(*)::int AS reports, count(*) FILTER (WHERE r.state = 'published')::int AS published,
                count(*) FILTER (WHERE r.state IN ('approved', 'published'))::int AS decided,
                count(*) FILTER (WHERE r.late)::int AS late
         FROM cycle c JOIN report r ON r.cycle_id = c.id WHERE c.code = 'demo-annual-last' GROUP BY c.state`,
    );
    expect(last).toEqual({ state: 'closed', reports: 19, published: 15, decided: 19, late: 2 });
  });

  it('has histories in order of time, none in the future', async () => {
    const [order] = await rows(
      `SELECT count(*) FILTER (WHERE b.at < a.at)::int AS backwards, count(*) FILTER (WHERE a.at > '${instant}')::int AS future
         FROM event a LEFT JOIN event b ON b.report_id = a.report_id AND b.sequence = a.sequence + 1`,
    );
    expect(order).toEqual({ backwards: 0, future: 0 });
  });

  it('leaves only what is new to be told', async () => {
    const [told] = await rows(
      `SELECT count(*) FILTER (WHERE c.code = 'demo-annual-last' AND e.dispatched_at IS NULL)::int AS old,
                count(*) FILTER (WHERE c.code = 'demo-annual' AND e.dispatched_at IS NULL) > 20 AS new
         FROM event e JOIN report r ON r.id = e.report_id JOIN cycle c ON c.id = r.cycle_id`,
    );
    expect(told).toEqual({ old: 0, new: true });
  });

  it('breaks no invariant, and gives each of them something to look at', async () => {
    const module = {
      module: class {},
      imports: [
        ConfigModule.with(readEnvironment({})),
        ClockModule.with(new SettableClock(loadedAt)),
        DatabaseModule.connectedTo({ url: database.url, pool: 2, applicationName: 'test' }),
        SignalsModule,
        StorageModule,
        AuditModule,
        InvariantModule,
      ],
    };
    const context = await NestFactory.createApplicationContext(module, {
      logger: false,
      abortOnError: false,
    });
    const results = await context.get(InvariantService, { strict: false }).check();
    await context.close();
    expect(results.filter(({ broken }) => broken.length > 0)).toEqual([]);
    // No attachment comes with the demonstration.
    expect(results.filter(({ checked }) => checked === 0).map(({ name }) => name)).toEqual([
      'attachments_are_kept',
    ]);
    // Three tiers of two cycles: fourteen branches below six nodes more, four general branches and the bureau.
    const figures = results.find(({ name }) => name === 'rollups_equal_the_recount');
    expect(figures?.checked).toBe(2 * (19 + 5 + 1));
  });
});
