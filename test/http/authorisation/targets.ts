import { branchAnnualTemplate } from '@domain/cycle/branch-annual-template';
import type { TargetKind } from '@platform/http';
import type { ApiHarness } from '@testing/http';
import { v7 } from 'uuid';
import { releasedTemplate } from '../released-template';
import type { Relation } from './expectation';

/** Seen from sf01, at which every walker holds a role. */
export const unitAt: Record<Relation, string> = { own: 'sf01', below: 'sf0101', beside: 'sf02', above: 'sf' };

export type TargetIds = Partial<Record<TargetKind, Record<Relation, string>>>;

const leader = { at: 'bureau', role: 'leader', mode: 'all', workingDays: 5, grade: true };

/**
 * One thing of every kind at each relation: reports that are approved (so that publishers see them), with
 * an attachment, a comment, a delegation, and a cycle and a template kept at that unit.
 */
export async function plantTargets(api: ApiHarness): Promise<TargetIds> {
  const admin = await api.as('sf.admin');
  const version = await releasedTemplate(admin, 'walked');
  const tier = (kind: string, route: object[]) => ({
    kind,
    templateVersion: version,
    dueAt: '2025-12-10',
    graceDays: 3,
    latePolicy: 'accept',
    allowNil: true,
    route,
  });
  await admin.post('/cycles', {
    code: 'walk',
    title: '年度报告',
    period: '2025',
    tiers: [
      tier('branch', [leader]),
      tier('general_branch', [leader]),
      tier('bureau', [{ ...leader, at: 'self' }]),
    ],
    audience: { under: 'sf', kinds: ['branch', 'general_branch', 'bureau'], except: [] },
  });
  const opened = await admin.post('/cycles/walk/open');
  if (opened.status !== 200 && opened.status !== 201)
    throw new Error(`cycle: ${opened.status} ${JSON.stringify(opened.body)}`);
  const ids: TargetIds = {};
  const set = (kind: TargetKind, relation: Relation, id: string) => {
    ids[kind] = { ...(ids[kind] ?? ({} as Record<Relation, string>)), [relation]: id };
  };
  for (const [relation, unit] of Object.entries(unitAt) as [Relation, string][]) {
    const orgId = api.organisation.orgs.get(unit) ?? '';
    const secretary = await api.as(`${unit}.secretary`);
    const list = await secretary.get<{ items: { id: string }[] }>(`/reports?cycle=walk&org=${unit}`);
    const report = list.body.items[0]?.id ?? '';
    set('report', relation, report);
    set('org', relation, orgId);
    set('user', relation, api.organisation.users.get(`${unit}.reporter`) ?? '');
    set('appointment', relation, api.organisation.appointments.get(`${unit}.reporter`) ?? '');
    set('attachment', relation, await attach(api, unit, report));
    await approve(api, unit, report);
    set('delegation', relation, await delegate(api, unit));
    set('cycle', relation, await keepCycle(api, unit));
    const [kept, keptVersion] = await keepTemplate(api, orgId, unit);
    set('template', relation, kept);
    set('template_version', relation, keptVersion);
    set('comment', relation, await comment(api, unit, report));
    set('extension', relation, await extension(api, unit, report));
    set('rectification', relation, await item(api, unit));
    set('rectification_batch', relation, await batch(api, unit));
  }
  return ids;
}

async function attach(api: ApiHarness, unit: string, report: string): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob(['签到表']), '签到表.txt');
  const secretary = await api.as(`${unit}.secretary`);
  const added = await secretary.send<{ id: string }>('POST', `/reports/${report}/attachments`, form);
  if (added.status !== 201) throw new Error(`attachment: ${added.status} ${JSON.stringify(added.body)}`);
  await api.database.query('UPDATE attachment SET revision = 1 WHERE id = $1', [added.body.id]);
  return added.body.id;
}

/** Straight in the database: the walk asks who may, not how it comes about. */
async function approve(api: ApiHarness, unit: string, report: string): Promise<void> {
  await api.database.query(
    `INSERT INTO revision (report_id, number, content, content_hash, late, org, route, writers, submitted_by, submitted_at)
     SELECT r.id, 1, '{"sections":[],"indicators":{},"problems":[],"unplaced":""}', 'x', false,
            '{"code":"x","name":"x","kind":"branch"}', '[]', '{}', $2, $3 FROM report r WHERE r.id = $1`,
    [report, api.organisation.users.get(`${unit}.secretary`), api.clock.now()],
  );
  await api.database.query(`UPDATE report SET state = 'approved', revision = 1 WHERE id = $1`, [report]);
}

async function delegate(api: ApiHarness, unit: string): Promise<string> {
  const id = v7();
  await api.database.query(
    `INSERT INTO delegation (id, appointment_id, delegate_id, starts_at, ends_at, created_by, created_at)
     VALUES ($1, $2, $3, $4, $5, $3, $4)`,
    [
      id,
      api.organisation.appointments.get(`${unit}.secretary`),
      api.organisation.users.get(`${unit}.reporter`),
      api.clock.now(),
      new Date(api.clock.now().getTime() + 86_400_000),
    ],
  );
  return id;
}

/** A draft kept at the unit. */
export async function keepCycle(api: ApiHarness, unit: string): Promise<string> {
  const id = v7();
  await api.database.query(
    `INSERT INTO cycle (id, code, title, period, state, org_id, time_zone, audience, created_at)
     VALUES ($1, $2, '年度报告', '2025', 'draft', $3, 'Asia/Shanghai', '{"under":"x","kinds":[],"except":[]}', $4)`,
    [id, `walk-${unit}`, api.organisation.orgs.get(unit), api.clock.now()],
  );
  return id;
}

async function keepTemplate(api: ApiHarness, orgId: string, unit: string): Promise<[string, string]> {
  const id = v7();
  const version = v7();
  await api.database.query(
    'INSERT INTO template (id, code, name, org_id, created_at) VALUES ($1, $2, $2, $3, $4)',
    [id, `walk-${unit}`, orgId, api.clock.now()],
  );
  await api.database.query(
    `INSERT INTO template_version (id, template_id, number, state, definition, created_at) VALUES ($1, $2, 1, 'released', $3, $4)`,
    [version, id, JSON.stringify(branchAnnualTemplate), api.clock.now()],
  );
  return [id, version];
}

async function comment(api: ApiHarness, unit: string, report: string): Promise<string> {
  const id = v7();
  await api.database.query(
    `INSERT INTO comment (id, report_id, revision, author_id, anchor, body, created_at)
     VALUES ($1, $2, 1, $3, '{"kind":"report"}', '请核对。', $4)`,
    [id, report, api.organisation.users.get(`${unit}.secretary`), api.clock.now()],
  );
  return id;
}

async function extension(api: ApiHarness, unit: string, report: string): Promise<string> {
  const id = v7();
  await api.database.query(
    `INSERT INTO extension (id, report_id, state, requested_by, requested_at, requested_until, reason)
     VALUES ($1, $2, 'requested', $3, $4, $4, '台风停课')`,
    [id, report, api.organisation.users.get(`${unit}.secretary`), api.clock.now()],
  );
  return id;
}

/** What the unit found itself. */
async function item(api: ApiHarness, unit: string): Promise<string> {
  const made = await (await api.as(`${unit}.secretary`)).post<{ id: string }>('/rectifications', {
    org: unit,
    source: 'self',
    problem: '会议记录不全',
    dueOn: '2026-03-31',
  });
  if (made.status !== 201) throw new Error(`item: ${made.status} ${JSON.stringify(made.body)}`);
  return made.body.id;
}

async function batch(api: ApiHarness, unit: string): Promise<string> {
  const body = { org: unit, title: '专项督查', source: 'supervision' };
  const made = await (await api.as('sf.admin')).post<{ id: string }>('/rectification-batches', body);
  if (made.status !== 201) throw new Error(`batch: ${made.status} ${JSON.stringify(made.body)}`);
  return made.body.id;
}
