import { branchAnnualTemplate } from '@domain/cycle/branch-annual-template';
import type { ApiClient } from '@testing/http';

export interface TemplateVersion extends Record<string, unknown> {
  id: string;
  number: number;
  state: string;
}

export interface Template extends Record<string, unknown> {
  id: string;
  code: string;
  versions: TemplateVersion[];
}

/** The branch's annual report as a template of the bureau, made and released over HTTP; answers its version's id. */
export async function releasedTemplate(admin: ApiClient, code: string): Promise<string> {
  const made = await admin.post<Template>('/templates', {
    code,
    name: '党支部年度报告',
    org: 'sf',
    definition: branchAnnualTemplate,
  });
  expect(made.status).toBe(201);
  const version = made.body.versions[0]?.id ?? '';
  const done = await admin.post<TemplateVersion>(`/template-versions/${version}/release`);
  expect([done.status, done.body.state]).toEqual([200, 'released']);
  return version;
}
