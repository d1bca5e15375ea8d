import { branchAnnualTemplate } from '@domain/cycle/branch-annual-template';
import { type ApiClient, apiHarness } from '@testing/http';
import fc from 'fast-check';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** What people and programs send by mistake or on purpose. */
const nasty: Json[] = [
  null,
  true,
  -1,
  1.5,
  1e308,
  '',
  ' ',
  'a\u0000b',
  '\ud800',
  "'; DROP TABLE report; --",
  '<script>alert(1)</script>',
  '=1+1',
  '𠮷‮',
  'x'.repeat(30_000),
  [],
  {},
  [[[[null]]]],
  { constructor: { prototype: 1 } },
  '00000000-0000-7000-8000-000000000000',
  '2025-02-30',
];

/** Replaces the value at a random place of a body. */
function mutated(body: Json, path: number[], value: Json): Json {
  if (body === null || typeof body !== 'object' || path.length === 0) return value;
  const keys = Object.keys(body);
  if (keys.length === 0) return value;
  const [step = 0, ...rest] = path;
  const key = keys[step % keys.length] ?? '';
  if (Array.isArray(body))
    return body.map((item, index) => (String(index) === key ? mutated(item, rest, value) : item));
  return { ...body, [key]: mutated(body[key] ?? null, rest, value) };
}

describe('bad input to org units, templates and cycles', () => {
  const api = apiHarness();
  let admin: ApiClient;
  let bodies: { method: string; path: string; body: Json; headers?: Record<string, string> }[];

  beforeAll(async () => {
    admin = await api.as('sf.admin');
    const definition = JSON.parse(JSON.stringify(branchAnnualTemplate)) as Json;
    const template = { code: 'fuzzed', name: '模板', org: 'sf', definition };
    const made = await admin.post<{ versions: { id: string }[] }>('/templates', template);
    const version = made.body.versions[0]?.id ?? '';
    const cycle = {
      code: 'fuzzed',
      title: '任务',
      period: '2025',
      tiers: [
        {
          kind: 'branch',
          templateVersion: version,
          dueAt: '2025-12-10',
          graceDays: 1,
          latePolicy: 'lock',
          allowNil: true,
          route: [{ at: 'bureau', role: 'leader', mode: 'all', workingDays: 3, grade: true }],
        },
      ],
      audience: { under: 'sf', kinds: ['branch'], except: ['sf0101'] },
      timeZone: 'Asia/Shanghai',
      reminderPlan: { daysBefore: [3], onDay: true, overdueEveryDays: 2, superiorAfterDays: 3 },
      gradeQuota: { 好: 0.3 },
      notice: '通知',
    };
    expect((await admin.post('/cycles', cycle)).status).toBe(201);
    const ifMatch = { 'if-match': '"1"' };
    bodies = [
      {
        method: 'POST',
        path: '/org-units',
        body: { code: 'fz', name: '名', kind: 'branch', parent: 'sf', phone: '123', position: 1 },
      },
      {
        method: 'PATCH',
        path: '/org-units/sf91',
        body: { name: '名', phone: '123', position: 1, reason: '因' },
        headers: ifMatch,
      },
      {
        method: 'POST',
        path: '/org-units/sf91/move',
        body: { parent: 'sf01', position: 1, effectiveOn: '2025-11-20', reason: '因', dryRun: true },
      },
      {
        method: 'POST',
        path: '/org-units/sf91/upgrade',
        body: { name: '名', effectiveOn: '2025-11-20', dryRun: true },
      },
      {
        method: 'POST',
        path: '/org-units/sf91/merge',
        body: { into: 'sf92', effectiveOn: '2025-11-20', dryRun: true },
      },
      { method: 'POST', path: '/org-units/sf91/dissolve', body: { effectiveOn: '2025-11-20', dryRun: true } },
      { method: 'POST', path: '/templates', body: { ...template, code: 'fuzzed-too' } },
      { method: 'POST', path: '/templates/fuzzed/versions', body: { definition } },
      { method: 'PUT', path: `/template-versions/${version}`, body: { definition }, headers: ifMatch },
      { method: 'POST', path: '/cycles', body: { ...cycle, code: 'fuzzed-too' } },
      { method: 'PATCH', path: '/cycles/fuzzed', body: cycle, headers: ifMatch },
      { method: 'POST', path: '/cycles/fuzzed/units', body: { units: ['sf91'], reason: '因' } },
    ];
  });

  it('refuses a list where a section, an indicator or a tier should stand', async () => {
    for (const [route, path] of [
      [7, [0, 0, 1]],
      [7, [0, 1, 0]],
      [9, [3, 0]],
    ] as const) {
      const request = bodies[route];
      const body = mutated(request?.body ?? null, [...path], []);
      const answer = await admin.send<{ code?: string }>('POST', request?.path ?? '', body);
      expect([answer.status, answer.body.code]).toEqual([400, 'malformed']);
    }
  });

  it('is a problem with a code or an honest success, never a failure of ours', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: 11 }),
        fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 5 }),
        fc.oneof(
          { weight: 3, arbitrary: fc.constantFrom(...nasty) },
          fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
        ),
        async (route, path, value) => {
          const request = bodies[route];
          if (!request) return;
          const answer = await admin.send<{ code?: string; errors?: unknown[] }>(
            request.method,
            request.path,
            mutated(request.body, path, value),
            { headers: request.headers },
          );
          expect(answer.status).toBeLessThan(500);
          if (answer.status >= 400)
            expect([typeof answer.body.code, Array.isArray(answer.body.errors)]).toEqual(['string', true]);
        },
      ),
      { numRuns: 300, endOnFailure: true },
    );
  });

  it.each([
    '%00',
    'a%00b',
    "';--",
    '%F0%A0%AE%B7',
    '..%2F..%2Fetc',
    'x'.repeat(190),
    'null',
    '-1',
    '%E6%94%AF%E9%83%A8',
  ])('finds nothing under %p', async (id) => {
    for (const path of ['/org-units', '/templates', '/template-versions', '/cycles']) {
      const answer = await admin.get<{ code: string }>(`${path}/${id}`);
      expect([path, answer.status, answer.body.code]).toEqual([path, 404, 'not_found']);
    }
  });

  it.each([
    '/org-units?page=0',
    '/org-units?page=abc',
    '/org-units?pageSize=1e9',
    '/org-units?kind=king',
    '/org-units?dissolved=perhaps',
    '/org-units?search=%00',
    '/org-units?under[]=sf',
    '/org-units?nonsense=1',
    '/org-units/tree?depth=-1',
    '/org-units/tree?depth=99',
    '/org-units/export?format=exe',
    '/templates?search=%00',
    '/cycles?state=ajar',
    `/cycles?search=${'x'.repeat(101)}`,
  ])('refuses GET %s', async (path) => {
    const answer = await admin.get<{ code: string }>(path);
    expect([answer.status, answer.body.code]).toEqual([400, 'malformed']);
  });

  it('keeps quotes, markup and right-to-left marks as they were written', async () => {
    const name = `<b>"引号"</b>'; DROP TABLE org_unit;-- 𠮷‮`;
    await admin.post('/org-units', { code: 'odd', name, kind: 'branch', parent: 'sf' });
    expect((await admin.get('/org-units/odd')).body.name).toBe(name);
  });
});
