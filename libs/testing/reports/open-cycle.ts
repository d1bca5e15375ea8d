import { branchAnnualTemplate } from '@domain/cycle/branch-annual-template';
import type { RouteStep } from '@domain/cycle/cycle-definition';
import type { ApiHarness } from '../http';

/** The route of the branch tier in design 2.5. */
export const branchRoute: RouteStep[] = [
  { at: 'general_branch', role: 'reviewer', mode: 'any', workingDays: 3 },
  { at: 'bureau', role: 'reviewer', mode: 'any', workingDays: 3 },
  { at: 'bureau', role: 'leader', mode: 'all', workingDays: 5, grade: true },
];

const generalRoute: RouteStep[] = [
  { at: 'bureau', role: 'reviewer', mode: 'any', workingDays: 3 },
  { at: 'bureau', role: 'leader', mode: 'all', workingDays: 5, grade: true },
];

export interface OpenCycleOptions {
  code?: string;
  route?: RouteStep[];
  tier?: Record<string, unknown>;
  cycle?: Record<string, unknown>;
  /** Also general branches and the bureau owe a report. */
  allTiers?: boolean;
  template?: typeof branchAnnualTemplate;
}

export interface OpenedCycle {
  id: string;
  code: string;
  /** Report ids by the code of the unit that owes them. */
  reports: Map<string, string>;
}

let serial = 0;

/** Releases a template and opens a cycle over HTTP as `sf.admin`; due 2025-12-10 in Shanghai. */
export async function openCycle(api: ApiHarness, options: OpenCycleOptions = {}): Promise<OpenedCycle> {
  serial += 1;
  const admin = await api.as('sf.admin');
  const code = options.code ?? `cycle-${serial}`;
  const template = await admin.post<{ versions: { id: string }[] }>('/templates', {
    code: `template-${serial}`,
    name: '党支部年度报告',
    org: 'sf',
    definition: options.template ?? branchAnnualTemplate,
  });
  expectStatus(template, 201);
  const version = template.body.versions[0]!.id;
  expectStatus(await admin.post(`/template-versions/${version}/release`), 200);
  const tier = (kind: string, route: RouteStep[]) => ({
    kind,
    templateVersion: version,
    dueAt: '2025-12-10',
    graceDays: 0,
    latePolicy: 'accept',
    allowNil: false,
    route,
    ...options.tier,
  });
  const tiers = [
    tier('branch', options.route ?? branchRoute),
    ...(options.allTiers
      ? [
          tier('general_branch', generalRoute),
          tier('bureau', [{ at: 'self', role: 'leader', mode: 'any', workingDays: 5 }]),
        ]
      : []),
  ];
  const cycle = await admin.post<{ id: string }>('/cycles', {
    code,
    title: '2025年度抓党建工作述职',
    period: '2025',
    tiers,
    audience: { under: 'sf', kinds: tiers.map(({ kind }) => kind), except: [] },
    ...options.cycle,
  });
  expectStatus(cycle, 201);
  expectStatus(await admin.post(`/cycles/${code}/open`), 200);
  const rows = await api.database.query<{ id: string; code: string }>(
    `SELECT r.id, o.code FROM report r JOIN org_unit o ON o.id = r.org_id WHERE r.cycle_id = $1`,
    [cycle.body.id],
  );
  return { id: cycle.body.id, code, reports: new Map(rows.map((row) => [row.code, row.id])) };
}

function expectStatus(answer: { status: number; body: unknown }, status: number): void {
  if (answer.status !== status)
    throw new Error(`${answer.status} instead of ${status}: ${JSON.stringify(answer.body)}`);
}
