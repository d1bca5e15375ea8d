import type { OrgImportPlan, OrgImportRow, PlannedUnit, StandingUnit } from '@domain/org/org-import';
import { orgKindNames } from '@domain/org/roles';

/** What an import does to one unit, for whoever confirms it. */
export interface OrgImportAct {
  line: number;
  code: string;
  name: string;
  act: 'create' | 'update';
  /** In Chinese: what is set, or what changes from what. */
  changes: string[];
}

/** New units and changed ones, in the order of the file. */
export function actsOf(
  plan: OrgImportPlan,
  rows: readonly OrgImportRow[],
  standing: ReadonlyMap<string, StandingUnit>,
): OrgImportAct[] {
  const lines = new Map(rows.map(({ code, line }) => [code, line]));
  const act = (unit: PlannedUnit, kind: OrgImportAct['act'], changes: string[]): OrgImportAct => ({
    line: lines.get(unit.code) ?? 0,
    code: unit.code,
    name: unit.name,
    act: kind,
    changes,
  });
  const created = plan.create.map((unit) =>
    act(unit, 'create', [
      orgKindNames[unit.kind],
      ...(unit.parentCode === null ? [] : [`上级 ${unit.parentCode}`]),
    ]),
  );
  const updated = plan.update.map((unit) => act(unit, 'update', changesOf(unit, standing.get(unit.code))));
  return [...created, ...updated].sort((a, b) => a.line - b.line);
}

function changesOf(unit: PlannedUnit, stands: StandingUnit | undefined): string[] {
  const change = (what: string, from: string | number | null | undefined, to: string | number | null) =>
    from === to ? [] : [`${what}：${from || '（空）'} → ${to || '（空）'}`];
  return [
    ...change('名称', stands?.name, unit.name),
    ...change('电话', stands?.phone, unit.phone),
    ...change('顺序', stands?.position, unit.position),
  ];
}
