import type { ApiHarness } from '@testing/http';
import { releasedTemplate } from './released-template';

export interface Report extends Record<string, unknown> {
  id: string;
  version: number;
  state: string;
  revision: number;
  stale: { reason: string; org: { code: string } }[];
  content: {
    sections: { key: string; body: string }[];
    indicators: Record<string, number>;
    problems: { id: string; problem: string; measure?: string }[];
  };
}

const reviewer = { at: 'parent', role: 'reviewer', mode: 'any', workingDays: 3 };
export const text =
  '全年按计划开展组织生活，记录齐全，党员参加率保持在九成以上，联系群众的做法比上一年更加具体，也更有实效，得到师生认可。';

/** What a branch hands in. */
export const written = (change: Record<string, unknown> = {}) => ({
  sections: ['work', 'issues', 'causes', 'plan'].map((key) => ({ key, body: text })),
  indicators: { theme_days: 12, lectures: 4, branch_meetings: 12, member_meetings: 4, ...change },
  problems: [{ problem: '台账不全', measure: '每月核对' }],
});

/** A cycle `compiled` of three tiers, whose reports are written, approved and compiled by unit. Call inside a `describe`. */
export function compilationDesk(api: ApiHarness) {
  /** Ids of the reports of `compiled` by the unit's code. */
  const reports = new Map<string, string>();
  let version: string | undefined;

  async function read(person: string, unit: string): Promise<Report> {
    return (await (await api.as(person)).get<Report>(`/reports/${reports.get(unit)}`)).body;
  }

  async function save(unit: string, content: object): Promise<void> {
    const author = await api.as(`${unit}.secretary`);
    const { version: present } = await read(`${unit}.secretary`, unit);
    const saved = await author.put(`/reports/${reports.get(unit)}/content`, content, {
      headers: { 'if-match': `"${present}"` },
    });
    if (saved.status !== 200) throw new Error(JSON.stringify(saved.body));
  }

  async function submit(unit: string): Promise<number> {
    const author = await api.as(`${unit}.secretary`);
    const submitted = await author.post<Report>(`/reports/${reports.get(unit)}/submit`, {});
    if (submitted.status !== 200) throw new Error(JSON.stringify(submitted.body));
    return submitted.body.revision;
  }

  async function approve(unit: string, by: string): Promise<void> {
    const revision = await submit(unit);
    const approved = await (await api.as(by)).post<Report>(`/reports/${reports.get(unit)}/approve`, {
      revision,
    });
    expect([approved.status, approved.body.state]).toEqual([200, 'approved']);
  }

  async function compile(unit: string) {
    return (await api.as(`${unit}.reporter`)).post<Report>(`/reports/${reports.get(unit)}/compile`);
  }

  async function openCycle(code: string, period: string, dueAt: string): Promise<void> {
    const admin = await api.as('sf.admin');
    const tier = { templateVersion: version, dueAt, graceDays: 0, latePolicy: 'accept', allowNil: true };
    const kinds = ['branch', 'general_branch', 'bureau'];
    const made = await admin.post('/cycles', {
      code,
      title: '年度报告',
      period,
      tiers: kinds.map((kind) => ({
        ...tier,
        kind,
        route: [kind === 'bureau' ? { ...reviewer, at: 'self', role: 'leader' } : reviewer],
      })),
      audience: { under: 'sf', kinds, except: [] },
    });
    const opened = await admin.post(`/cycles/${code}/open`);
    expect([made.status, opened.status]).toEqual([201, 200]);
  }

  beforeAll(async () => {
    const admin = await api.as('sf.admin');
    version = await releasedTemplate(admin, 'annual');
    await openCycle('compiled', '2025', '2025-12-10');
    const list = await admin.get<{ items: { id: string; org: { code: string } }[] }>(
      '/reports?cycle=compiled&pageSize=200&sort=code',
    );
    for (const { id, org } of list.body.items) reports.set(org.code, id);
  });

  return { reports, read, save, submit, approve, compile, openCycle };
}
