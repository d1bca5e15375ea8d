import { apiHarness } from '@testing/http';
import { goodContent, openCycle, ReportDriver } from '@testing/reports';

describe('verifying while people work', () => {
  const api = apiHarness();

  it('reads reports with their histories as of one moment: no transition in between is a fault', async () => {
    const cycle = await openCycle(api);
    const drivers = ['sf0101', 'sf0102', 'sf0201', 'sf0202'].map(
      (code) => [code, new ReportDriver(api, cycle.reports.get(code)!)] as const,
    );
    for (const [code, report] of drivers) await report.save(`${code}.reporter`, goodContent());
    const admin = await api.as('sf.admin');
    let working = true;
    const work = drivers.map(async ([code, report]) => {
      for (let round = 0; round < 12; round += 1) {
        await report.act(`${code}.secretary`, 'submit');
        await report.act(`${code}.secretary`, 'withdraw');
      }
    });
    const verdicts: { ok: boolean; broken: unknown[] }[] = [];
    const looking = (async () => {
      while (working)
        verdicts.push((await admin.get<{ ok: boolean; broken: unknown[] }>('/audit/verify')).body);
    })();
    await Promise.all(work);
    working = false;
    await looking;
    expect(verdicts.length).toBeGreaterThan(3);
    expect(verdicts.flatMap(({ broken }) => broken)).toEqual([]);
  });
});
