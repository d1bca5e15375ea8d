import { apiHarness } from '@testing/http';
import { handIn } from '@testing/reports';

describe('a holiday arrangement entered in mid-year', () => {
  // A Friday in Shanghai; three working days for the first step.
  const api = apiHarness({ now: new Date('2025-11-21T01:00:00Z') });
  const arrangement = { holidays: ['2025-11-24', '2025-11-25'], workdays: ['2025-11-29'] };

  it('says how many running steps it concerns, and computes them anew when asked', async () => {
    const report = await handIn(api, 'sf0101');
    const due = async () => {
      const { step } = (await report.get('sf01.reviewer')).body as unknown as { step: { dueAt: string } };
      return step.dueAt.slice(0, 10);
    };
    const before = (await report.get('sf01.reviewer')).body.version;
    expect(await due()).toBe('2025-11-26');
    const admin = await api.as('sf.admin');
    const entered = await admin.put<{ runningSteps: number }>('/admin/holidays/2025', arrangement);
    expect([entered.status, entered.body.runningSteps, await due()]).toEqual([200, 1, '2025-11-26']);

    const anew = await admin.post<{ moved: number }>('/admin/holidays/running-steps');
    expect([anew.status, anew.body.moved, await due()]).toEqual([200, 1, '2025-11-28']);
    expect((await report.get('sf01.reviewer')).body.version).toBe(before + 1);
    expect(
      (await admin.put<{ runningSteps: number }>('/admin/holidays/2025', arrangement)).body.runningSteps,
    ).toBe(0);
    const [acted] = await api.database.query<{ detail: object }>(
      `SELECT detail FROM audit_entry WHERE action = 'holidays.steps_computed'`,
    );
    expect(acted?.detail).toEqual({ moved: 1 });
    await report.act('sf01.reviewer', 'approve', { revision: 1 });
  });
});
