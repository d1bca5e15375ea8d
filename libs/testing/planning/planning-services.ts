import { branchAnnualTemplate } from '@domain/cycle/branch-annual-template';
import type { RouteStep } from '@domain/cycle/cycle-definition';
import { AuditLog } from '@features/audit';
import {
  type Cycle,
  CycleEntity,
  CycleOpeningService,
  CycleRepository,
  CycleResolver,
  CycleService,
  CycleTierEntity,
  LateJoinerService,
  type NewCycle,
} from '@features/cycle';
import {
  OrgImportParents,
  OrgImportService,
  OrgUnitRepository,
  OrgUnitService,
  operator,
  ReorganisationService,
  UnitEndings,
} from '@features/org';
import {
  TemplateEntity,
  TemplateRepository,
  TemplateService,
  TemplateVersionEntity,
} from '@features/template';
import type { Clock } from '@platform/clock';
import { Computing } from '@platform/computing';
import { Environment } from '@platform/config';
import type { Database, UnitOfWork } from '@platform/database';

/** What the services below map; for the harness's `entities`. */
export const planningEntities = [TemplateEntity, TemplateVersionEntity, CycleEntity, CycleTierEntity];

export interface PlanningServices {
  units: OrgUnitService;
  reorganisation: ReorganisationService;
  files: OrgImportService;
  templates: TemplateService;
  cycles: CycleService;
  opening: CycleOpeningService;
  lateJoiners: LateJoinerService;
}

/** The services of org, template and cycle without an application around them. */
export function planningServices(
  harness: { unitOfWork: UnitOfWork; database: Database },
  clock: Clock,
): PlanningServices {
  const { unitOfWork, database } = harness;
  const environment = new Environment();
  const audit = new AuditLog(clock);
  const units = new OrgUnitRepository(database);
  const templates = new TemplateRepository(database);
  const cycles = new CycleRepository(database);
  const resolver = new CycleResolver(units, templates, clock, environment);
  return {
    units: new OrgUnitService(units, database, unitOfWork, audit, clock, environment),
    reorganisation: new ReorganisationService(
      units,
      unitOfWork,
      audit,
      clock,
      environment,
      new UnitEndings(),
    ),
    files: new OrgImportService(
      units,
      unitOfWork,
      audit,
      clock,
      environment,
      new Computing(),
      new OrgImportParents(units, clock),
    ),
    templates: new TemplateService(templates, units, unitOfWork, audit, clock),
    cycles: new CycleService(cycles, resolver, unitOfWork, audit, clock),
    opening: new CycleOpeningService(cycles, units, templates, unitOfWork, audit, clock),
    lateJoiners: new LateJoinerService(cycles, units, unitOfWork, audit, clock),
  };
}

/** The route of a branch's annual report (design 2.5). */
export const branchRoute: RouteStep[] = [
  { at: 'general_branch', role: 'reviewer', mode: 'any', workingDays: 3 },
  { at: 'bureau', role: 'reviewer', mode: 'any', workingDays: 3 },
  { at: 'bureau', role: 'leader', mode: 'all', workingDays: 5, grade: true },
];

/** A released `branch-annual` kept at the unit; answers the version's id. */
export async function releaseTemplate(services: PlanningServices, org: string): Promise<string> {
  const template = await services.templates.create(operator, {
    code: 'branch-annual',
    name: '党支部年度报告',
    org,
    definition: branchAnnualTemplate,
  });
  const version = await services.templates.release(operator, template.versions[0]?.id ?? '');
  return version.id;
}

/** A draft in which every branch below the unit owes a report. */
export function planCycle(
  services: PlanningServices,
  under: string,
  code: string,
  change: Partial<NewCycle> = {},
): Promise<Cycle> {
  return services.cycles.create(operator, {
    code,
    title: '2025年度抓党建工作述职',
    period: '2025',
    tiers: [{ kind: 'branch', templateVersion: 'branch-annual', dueAt: '2025-12-10', route: branchRoute }],
    audience: { under },
    ...change,
  });
}
