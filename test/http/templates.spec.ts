import { branchAnnualTemplate } from '@domain/cycle/branch-annual-template';
import { type ApiClient, apiHarness } from '@testing/http';
import { releasedTemplate, type Template, type TemplateVersion } from './released-template';

interface Problem extends Record<string, unknown> {
  code: string;
  errors: { pointer: string; code: string; detail: string }[];
  state?: Record<string, unknown>;
}

describe('templates', () => {
  const api = apiHarness();
  let admin: ApiClient;
  let released: string;

  beforeAll(async () => {
    admin = await api.as('sf.admin');
    released = await releasedTemplate(admin, 'branch-annual');
  });

  it('keeps a definition as it was given', async () => {
    const read = await admin.get<{ definition: unknown }>(`/template-versions/${released}`);
    expect(read.body.definition).toEqual(branchAnnualTemplate);
  });

  it('never changes a released version, by HTTP or in the database (case 32)', async () => {
    const read = await admin.get(`/template-versions/${released}`);
    const etag = read.headers.get('etag') ?? '';
    const body = {
      definition: { ...branchAnnualTemplate, sections: branchAnnualTemplate.sections.slice(1) },
    };
    const change = await admin.put<Problem>(`/template-versions/${released}`, body, {
      headers: { 'if-match': etag },
    });
    expect([change.status, change.body.code]).toEqual([409, 'template_released']);
    await expect(
      api.database.query(`UPDATE template_version SET definition = '{}' WHERE id = $1`, [released]),
    ).rejects.toThrow(/never changes/);
  });

  it('changes a draft, but not over somebody else’s change', async () => {
    const draft = await admin.post<TemplateVersion>('/templates/branch-annual/versions');
    expect([draft.status, draft.body.number, draft.body.state]).toEqual([201, 2, 'draft']);
    const second = await admin.post<Problem>('/templates/branch-annual/versions');
    expect([second.status, second.body.code]).toEqual([409, 'template_draft_exists']);
    const path = `/template-versions/${draft.body.id}`;
    const etag = (await admin.get(path)).headers.get('etag') ?? '';
    const definition = { ...branchAnnualTemplate, rules: [] };
    expect((await admin.put(path, { definition })).status).toBe(428);
    const changed = await admin.put(path, { definition }, { headers: { 'if-match': etag } });
    expect(changed.status).toBe(200);
    expect((await admin.put(path, { definition }, { headers: { 'if-match': etag } })).status).toBe(412);
    const bad = {
      ...definition,
      rules: [{ id: 'r', left: 'x', operator: '<=', right: 'theme_days', message: '不对' }],
    };
    const refused = await admin.put<Problem>(
      path,
      { definition: bad },
      { headers: { 'if-match': changed.headers.get('etag') ?? '' } },
    );
    expect([refused.status, refused.body.code, refused.body.errors[0]?.pointer]).toEqual([
      422,
      'template_invalid',
      '/definition/rules/0/left',
    ]);
  });

  it('hands templates down to who writes by them, and lets only administrators keep them', async () => {
    const reporter = await api.as('sf0101.reporter');
    expect((await reporter.get(`/template-versions/${released}`)).status).toBe(200);
    expect((await reporter.get<{ total: number }>('/templates')).body.total).toBeGreaterThan(0);
    expect((await reporter.post(`/template-versions/${released}/release`)).status).toBe(403);
    expect((await reporter.post('/templates/branch-annual/versions')).status).toBe(403);
    expect((await admin.get('/templates/nothing')).status).toBe(404);
  });

  it('shows drafts to who keeps them alone', async () => {
    const reporter = await api.as('sf0101.reporter');
    const kept = await admin.get<Template>('/templates/branch-annual');
    const draft = kept.body.versions.find((version) => version.state === 'draft');
    expect((await admin.get(`/template-versions/${draft?.id}`)).status).toBe(200);
    expect((await reporter.get(`/template-versions/${draft?.id}`)).status).toBe(404);
    const shown = await reporter.get<Template>('/templates/branch-annual');
    expect(shown.body.versions.map((version) => version.id)).toEqual([released]);
  });
});
