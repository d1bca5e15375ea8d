import { branchAnnualTemplate } from '@domain/cycle/branch-annual-template';
import { type ApiAnswer, ApiClient } from '@testing/http/api-client';

const password = '排练用的新密码2026';

interface SignedIn extends Record<string, unknown> {
  csrfToken: string;
}

/** Signs in for the first time, changes the one-time password and takes a token. @throws Error for any refusal */
export async function firstSignIn(address: string, username: string, oneTime: string): Promise<ApiClient> {
  const nobody = new ApiClient(address);
  const first = said(await nobody.post<SignedIn>('/auth/login', { username, password: oneTime }));
  const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? '';
  const headers = { cookie, 'x-csrf-token': first.body.csrfToken };
  said(await nobody.post('/auth/password', { currentPassword: oneTime, newPassword: password }, { headers }));
  const issued = said(
    await nobody.post<{ token: string }>('/auth/tokens', { name: 'rehearsal', username, password }),
  );
  return new ApiClient(address, issued.body.token);
}

/** Imports a secretary for each unit; each signs in for the first time. */
export async function importPeople(
  address: string,
  admin: ApiClient,
  units: readonly string[],
): Promise<Map<string, ApiClient>> {
  const lines = units.map((code) => `${code}.secretary,书记${code},${code},书记`);
  const form = new FormData();
  form.append('file', new Blob([['账号,姓名,党组织编码,角色', ...lines, ''].join('\n')]), '名单.csv');
  const { body } = said(
    await admin.send<{ created: { username: string; temporaryPassword: string }[] }>(
      'POST',
      '/users/import',
      form,
    ),
  );
  const people = new Map<string, ApiClient>();
  for (const { username, temporaryPassword } of body.created)
    people.set(username.split('.')[0] ?? '', await firstSignIn(address, username, temporaryPassword));
  return people;
}

/** Releases a template and opens a cycle of it for every branch. @returns report ids by the unit's code */
export async function openCycle(admin: ApiClient, code: string): Promise<Map<string, string>> {
  const template = said(
    await admin.post<{ versions: { id: string }[] }>('/templates', {
      code: 'branch-annual',
      name: '党支部年度报告',
      org: 'q',
      definition: branchAnnualTemplate,
    }),
  );
  const version = template.body.versions[0]?.id ?? '';
  said(await admin.post(`/template-versions/${version}/release`));
  const dueAt = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const route = [{ at: 'general_branch', role: 'reviewer', mode: 'any', workingDays: 3 }];
  said(
    await admin.post('/cycles', {
      code,
      title: '年度总结',
      period: '2026',
      tiers: [{ kind: 'branch', templateVersion: version, dueAt, latePolicy: 'accept', route }],
      audience: { under: 'q', kinds: ['branch'], except: [] },
    }),
  );
  said(await admin.post(`/cycles/${code}/open`));
  const list = said(
    await admin.get<{ items: { id: string; org: { code: string } }[] }>(
      `/reports?cycle=${code}&tier=branch&pageSize=100`,
    ),
  );
  return new Map(list.body.items.map(({ id, org }) => [org.code, id]));
}

/** The answer, where it is one of success. */
export function said<Body>(answer: ApiAnswer<Body>): ApiAnswer<Body> {
  if (answer.status >= 300) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  return answer;
}
