import { apiHarness } from '@testing/http';
import { appoint, delegate, dismiss, freshReport, handIn } from '@testing/reports';

const hour = 3_600_000;

describe('who may decide, and who is recused (design 5)', () => {
  const api = apiHarness();
  const handedIn = (unit: string) => handIn(api, unit);

  describe('case 10: author and reviewer in one person is recused', () => {
    it('by own appointment: the step passes by itself, and the last one never does', async () => {
      const own = await appoint(api, 'sf0401.secretary', 'reviewer', 'sf04');
      await dismiss(api, api.organisation.appointments.get('sf04.reviewer') ?? '');
      const report = await freshReport(api, 'sf0401');
      await report.save('sf0401.reporter');
      const submitted = await report.act('sf0401.secretary', 'submit');
      expect(submitted.route.map((step) => step.status)).toEqual(['recused', 'waiting', 'pending']);
      expect((await report.events()).at(-1)).toMatchObject({
        type: 'report.recused',
        actor: { id: null },
        step: 1,
      });
      await dismiss(api, own);
      await appoint(api, 'sf04.reviewer', 'reviewer', 'sf04');
    });

    it('by a delegation, and by a new appointment during review', async () => {
      const report = await handedIn('sf0201');
      await delegate(api, 'sf02.reviewer', 'sf0201.secretary', new Date(api.clock.now().getTime() + hour));
      const byDelegation = await report.try('sf0201.secretary', 'approve', { revision: 1 });
      expect([byDelegation.status, byDelegation.body.code]).toEqual([403, 'recused']);
      const appointed = await appoint(api, 'sf0201.reporter', 'reviewer', 'sf02');
      const byAppointment = await report.try('sf0201.reporter', 'approve', { revision: 1 });
      expect([byAppointment.status, byAppointment.body.code]).toEqual([403, 'recused']);
      expect((await report.get('sf0201.reporter')).body.allowedActions).not.toContain('approve');
      await dismiss(api, appointed);
    });

    it('binds the delegate of who is recused', async () => {
      // The bureau's reviewer also reviews at sf02 and decides there; a delegate cannot decide for them above.
      const below = await appoint(api, 'sf.reviewer', 'reviewer', 'sf02');
      const another = await appoint(api, 'sf.observer', 'reviewer', 'sf');
      const report = await handedIn('sf0202');
      await report.act('sf.reviewer', 'approve', { revision: 1 });
      await delegate(api, 'sf.reviewer', 'sf91.secretary', new Date(api.clock.now().getTime() + hour));
      const refused = await report.try('sf91.secretary', 'approve', { revision: 1 });
      expect([refused.status, refused.body.code]).toEqual([403, 'recused']);
      await report.act('sf.observer', 'approve', { revision: 1 });
      await dismiss(api, below);
      await dismiss(api, another);
    });
  });

  it('case 11: one person reviewing at two levels decides one step only', async () => {
    const twice = await appoint(api, 'sf01.reviewer', 'reviewer', 'sf');
    const report = await handedIn('sf0101');
    await report.act('sf01.reviewer', 'approve', { revision: 1 });
    const second = await report.try('sf01.reviewer', 'approve', { revision: 1 });
    expect([second.status, second.body.code]).toEqual([403, 'recused']);
    expect((await report.act('sf.reviewer', 'approve', { revision: 1 })).step?.index).toBe(3);
    await dismiss(api, twice);
  });

  it('case 12: a right taken away, and a delegation that ended, are refused at the next request', async () => {
    const report = await handedIn('sf0102');
    const until = new Date(api.clock.now().getTime() + hour);
    await delegate(api, 'sf01.reviewer', 'sf92.secretary', until);
    expect((await report.get('sf92.secretary')).body.allowedActions).toContain('approve');
    api.clock.set(new Date(until.getTime() + hour));
    expect((await report.try('sf92.secretary', 'approve', { revision: 1 })).status).toBe(404);
    const held = await appoint(api, 'sf92.reporter', 'reviewer', 'sf01');
    expect((await report.get('sf92.reporter')).status).toBe(200);
    await dismiss(api, held);
    expect((await report.try('sf92.reporter', 'approve', { revision: 1 })).status).toBe(404);
  });

  it('shows both names of a delegate’s decision 代', async () => {
    const report = await handedIn('sf0103');
    await delegate(api, 'sf01.reviewer', 'sf92.secretary', new Date(api.clock.now().getTime() + hour));
    await report.act('sf92.secretary', 'approve', { revision: 1 });
    expect((await report.events()).at(-1)).toMatchObject({
      actor: { name: '直属第二党支部secretary' },
      onBehalfOf: { name: '示范第1党总支reviewer' },
    });
    // On whose behalf it was given may undo it as well.
    expect((await report.act('sf01.reviewer', 'recall')).step?.index).toBe(1);
    api.clock.advance(2 * hour);
  });
});
