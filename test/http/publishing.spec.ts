import { apiHarness } from '@testing/http';
import { appoint, dismiss, openCycle, ReportDriver } from '@testing/reports';

const review = { secrecy: true, necessity: true, accuracy: true };

describe('publishing, corrections and retracting (design 1.4, case 37)', () => {
  const api = apiHarness();
  interface Edition extends Record<string, unknown> {
    current: boolean;
    replacedBy: string | null;
    retracted: { reason: string } | null;
    sections: unknown[];
  }
  const edition = async (number: string) => (await api.anonymous.get<Edition>(`/bulletin/${number}`)).body;

  async function approved(unit: string): Promise<ReportDriver> {
    const cycle = await openCycle(api, {
      route: [{ at: 'bureau', role: 'reviewer', mode: 'any', workingDays: 1 }],
    });
    const report = new ReportDriver(api, cycle.reports.get(unit) ?? '');
    await report.handIn(unit);
    await report.act('sf.reviewer', 'approve', { revision: 1 });
    return report;
  }

  it('makes a correction a new edition; the old one stays readable and names its successor', async () => {
    const report = await approved('sf0101');
    const first =
      (await report.act('sf.publisher', 'publish', { audience: 'public', review })).edition?.number ?? '';
    const reopened = await report.act('sf.reviewer', 'reopen', { reason: '数字有误。' });
    expect([reopened.state, reopened.edition?.number]).toEqual(['returned', first]);
    expect(await edition(first)).toMatchObject({ current: true, publisher: { code: 'sf' } });
    await report.act('sf0101.secretary', 'submit');
    await report.act('sf.reviewer', 'approve', { revision: 2 });
    const second =
      (await report.act('sf.publisher', 'publish', { audience: 'public', review })).edition?.number ?? '';
    expect(second).not.toBe(first);
    expect(await edition(first)).toMatchObject({ current: false, replacedBy: second });
    expect((await edition(second)).current).toBe(true);
    const late = await report.try('sf.reviewer', 'recall');
    expect([late.status, late.body.code]).toEqual([409, 'wrong_state']);
  });

  it('retracts the current edition, also during a correction, and keeps a tombstone', async () => {
    const report = await approved('sf0102');
    const number =
      (await report.act('sf.publisher', 'publish', { audience: 'public', review })).edition?.number ?? '';
    await report.act('sf.reviewer', 'reopen', { reason: '重写。' });
    // The publisher saw the report for its edition alone, and sees nothing of the correction.
    const retracted = await report.act('sf.publisher', 'retract', { reason: '内容不宜公开。' });
    expect([retracted.state, retracted.edition, retracted.content]).toEqual(['returned', null, null]);
    expect((await report.get('sf.publisher')).status).toBe(404);
    expect(await edition(number)).toMatchObject({ retracted: { reason: '内容不宜公开。' }, sections: [] });
    expect((await report.get('sf0102.secretary')).body).toMatchObject({ state: 'returned', edition: null });
  });

  it('asks for the three-part review and for another person than who wrote it', async () => {
    const report = await approved('sf0103');
    const incomplete = await report.try('sf.publisher', 'publish', {
      audience: 'all',
      review: { ...review, secrecy: false },
    });
    expect([incomplete.status, incomplete.body.code]).toEqual([422, 'review_incomplete']);
    const own = await appoint(api, 'sf0103.secretary', 'publisher', 'sf');
    const refused = await report.try('sf0103.secretary', 'publish', { audience: 'all', review });
    expect([refused.status, refused.body.code]).toEqual([403, 'two_persons']);
    await dismiss(api, own);
    const nothing = await report.try('sf.publisher', 'retract', { reason: '没有。' });
    expect([nothing.status, nothing.body.code]).toEqual([409, 'not_published']);
  });
});
