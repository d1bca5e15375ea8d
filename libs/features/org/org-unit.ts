import type { TreeUnit } from '@domain/org/org-tree';
import type { OrgKind } from '@domain/org/roles';
import { mergedInto } from './merged-into';

/** An org unit as it stands today. */
export interface OrgUnit extends TreeUnit {
  parent: { id: string; code: string; name: string } | null;
  position: number;
  phone: string | null;
  version: number;
  /** Units directly below that are not dissolved. */
  childCount: number;
  /** Name of the unit it was merged into, where it was. */
  mergedInto: string | null;
  createdAt: Date;
}

export interface OrgUnitRow {
  id: string;
  code: string;
  name: string;
  kind: OrgKind;
  path: string;
  position: number;
  phone: string | null;
  version: number;
  dissolved_on: string | null;
  parent_id: string | null;
  parent_code: string | null;
  parent_name: string | null;
  child_count: number;
  merged_into: string | null;
  created_at: Date;
}

/** Columns of {@link OrgUnitRow} from `org_unit u LEFT JOIN org_unit p ON p.id = u.parent_id`. */
export const orgUnitColumns = `
  u.id, u.code, u.name, u.kind, u.path::text AS path, u.position, u.phone, u.version,
  u.dissolved_on::text AS dissolved_on, u.created_at,
  u.parent_id, p.code AS parent_code, p.name AS parent_name,
  CASE WHEN u.dissolved_on IS NOT NULL THEN ${mergedInto('u.id')} END AS merged_into,
  (SELECT count(*)::int FROM org_unit c WHERE c.parent_id = u.id AND c.dissolved_on IS NULL) AS child_count`;

export function orgUnitOf(row: OrgUnitRow): OrgUnit {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    kind: row.kind,
    path: row.path,
    position: row.position,
    phone: row.phone,
    version: row.version,
    dissolvedOn: row.dissolved_on,
    parent:
      row.parent_id === null
        ? null
        : { id: row.parent_id, code: row.parent_code ?? '', name: row.parent_name ?? '' },
    childCount: row.child_count,
    mergedInto: row.merged_into,
    createdAt: row.created_at,
  };
}
