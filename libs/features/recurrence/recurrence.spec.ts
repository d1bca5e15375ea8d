import { type MessageData, messageText } from '@features/notification';
import { operator } from '@features/org';
import { onEachBackend, openCycle, workerHarness } from '@testing/worker';
import { RecurrenceRepository } from './recurrence.repository';
import { RecurrenceService } from './recurrence.service';

const start = new Date('2025-10-20T01:00:00Z');
const first = { limit: 50, offset: 0 };

onEachBackend('cycles that recur', (backend) => {
  const harness = workerHarness({ backend, now: start });
  const service = () => harness.application.get(RecurrenceService, { strict: false });
  const drafts = () =>
    harness.database.query<{ code: string; title: string; state: string; due: string; closes: Date }>(
      `SELECT c.code, c.title, c.state, t.due_at::date::text AS due, c.closes_at AS closes FROM cycle c JOIN cycle_tier t ON t.cycle_id = c.id
        WHERE c.code LIKE 'quarterly-%' ORDER BY c.code`,
    );

  beforeAll(async () => {
    // Any cycle brings a released template.
    await openCycle(harness.unitOfWork, harness.organisation, { dueOn: '2025-12-10', openedAt: start });
  });

  it('make drafts by the clock, each once, and tell the administrators', async () => {
    const made = await service().create(operator, {
      every: 'quarter',
      period: '2025Q4',
      plan: {
        code: 'quarterly',
        title: '{period}工作报告',
        draftDaysBeforeEnd: 30,
        tiers: [
          {
            kind: 'branch',
            templateVersion: 'template-annual',
            dueDaysAfterEnd: 10,
            route: [{ at: 'parent', role: 'reviewer', mode: 'any', workingDays: 3 }],
          },
        ],
        audience: { under: 'sf', kinds: ['branch'] },
        closesDaysAfterDue: 5,
      },
    });
    expect(made).toMatchObject({
      nextPeriod: '2025Q4',
      nextAt: new Date('2025-12-01T00:00:00Z'),
      active: true,
    });
    expect(await service().draftDue()).toBe(0);

    harness.clock.set(new Date('2025-12-01T00:00:00Z'));
    expect(await service().draftDue()).toBe(1);
    expect(await service().draftDue()).toBe(0);
    const closes = new Date('2026-01-15T15:59:59.999Z');
    const expected = {
      code: 'quarterly-2025q4',
      title: '2025Q4工作报告',
      state: 'draft',
      due: '2026-01-10',
      closes,
    };
    expect(await drafts()).toEqual([expected]);
    const told = await harness.database.query<{ username: string }>(
      `SELECT u.username FROM notification n JOIN app_user u ON u.id = n.recipient_id WHERE n.kind = 'cycle.drafted'`,
    );
    expect(told).toEqual([{ username: 'sf.admin' }]);
  });

  it('whose plan no longer fits are told to the administrators once a period, and go on when it fits again', async () => {
    const dissolve = (on: string | null) =>
      harness.database.query(`UPDATE org_unit SET dissolved_on = $1 WHERE code = 'sf'`, [on]);
    const refusals = () =>
      harness.database.query<{ username: string; data: MessageData }>(
        `SELECT u.username, n.data FROM notification n JOIN app_user u ON u.id = n.recipient_id
          WHERE n.kind = 'recurrence.unfit' AND n.channel = 'in_app'`,
      );
    harness.clock.set(new Date('2026-03-02T00:00:00Z'));
    await dissolve('2026-02-01');
    expect(await service().draftDue()).toBe(0);
    expect(await service().draftDue()).toBe(0);
    const told = await refusals();
    expect(told.map(({ username }) => username)).toEqual(['sf.admin']);
    expect(messageText('recurrence.unfit', told[0]?.data ?? {})).toEqual({
      title: '“2026Q1工作报告”未能生成草稿，周期计划需要调整',
      body: ['任务：2026Q1工作报告', expect.stringMatching(/^原因：.*已撤销/)],
    });
    await dissolve(null);
    expect(await service().draftDue()).toBe(1);
    expect(await refusals()).toHaveLength(1);
    expect((await drafts()).map(({ code }) => code)).toEqual(['quarterly-2025q4', 'quarterly-2026q1']);
  });

  it('go on where a process died after making the draft', async () => {
    await harness.database.query(`UPDATE cycle_recurrence SET next_period = '2025Q4', next_at = $1`, [start]);
    expect(await service().draftDue()).toBe(1);
    expect(await drafts()).toHaveLength(2);
    const [kept] = (await harness.application.get(RecurrenceRepository, { strict: false }).list(first)).items;
    expect(kept).toMatchObject({ nextPeriod: '2026Q1' });
  });

  it('rest while they are stopped', async () => {
    const [kept] = (await harness.application.get(RecurrenceRepository, { strict: false }).list(first)).items;
    await service().setActive(operator, kept?.id ?? '', false);
    harness.clock.set(new Date('2026-06-01T00:00:00Z'));
    expect(await service().draftDue()).toBe(0);
  });
});
