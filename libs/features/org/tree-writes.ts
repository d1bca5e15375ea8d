import { childPath, movedPath } from '@domain/org/org-tree';
import type { OrgKind } from '@domain/org/roles';
import type { Transaction } from '@platform/database';
import { v7 } from 'uuid';

/** A unit to plant; the tree is locked and the superior allowed (org-lock.ts, hangingRefusal). */
export interface PlantedUnit {
  code: string;
  name: string;
  kind: OrgKind;
  parent: { id: string; path: string } | null;
  position: number;
  phone: string | null;
  at: Date;
}

/** @returns id and path of the new unit. @throws duplicate (409) where its code is taken */
export async function plantUnit(
  transaction: Transaction,
  unit: PlantedUnit,
): Promise<{ id: string; path: string }> {
  const id = v7();
  const [row] = await transaction.query<{ label: number }>(nextLabel);
  const label = Number(row?.label);
  const path = childPath(unit.parent?.path ?? null, label);
  const { code, name, kind, parent, position, phone, at } = unit;
  const values = [id, label, code, name, kind, parent?.id ?? null, path, position, phone, at];
  await transaction.execute(insertUnit, values);
  return { id, path };
}

/** Hangs a unit with everything below it under another superior. */
export async function moveSubtree(
  transaction: Transaction,
  unit: { id: string; path: string },
  parent: { id: string; path: string },
  position: number,
): Promise<void> {
  const path = movedPath(unit.path, unit.path, parent.path);
  await transaction.execute(updateSubtree, [unit.id, unit.path, path, parent.id, position]);
}

/**
 * Hangs children of one unit, each with everything below it, under another. Units that were dissolved directly below
 * the first are not to be among them: they stay where the past has them.
 */
export async function moveChildren(
  transaction: Transaction,
  children: readonly { id: string }[],
  to: { id: string; path: string },
): Promise<void> {
  if (children.length === 0) return;
  await transaction.execute(updateChildren, [children.map(({ id }) => id), to.id, to.path]);
}

/** Makes a branch a general branch. */
export async function upgradeUnit(transaction: Transaction, id: string, name: string): Promise<void> {
  await transaction.execute(updateKind, [id, name]);
}

/** @param day `YYYY-MM-DD` from which the unit no longer exists */
export async function endUnit(transaction: Transaction, id: string, day: string): Promise<void> {
  await transaction.execute(updateEnd, [id, day]);
}

const nextLabel = {
  name: 'org_unit_next_label',
  text: "SELECT nextval(pg_get_serial_sequence('org_unit', 'label'))::int AS label",
};
const insertUnit = {
  name: 'org_unit_insert',
  text: `INSERT INTO org_unit (id, label, code, name, kind, parent_id, path, position, phone, created_at)
         OVERRIDING SYSTEM VALUE VALUES ($1, $2, $3, $4, $5, $6, $7::text::ltree, $8, $9, $10)`,
};
// The moved unit keeps its label; every path below it gets the new beginning in the same statement.
const updateSubtree = {
  name: 'org_unit_move',
  text: `UPDATE org_unit
         SET path = CASE WHEN id = $1 THEN $3::text::ltree
                         ELSE $3::text::ltree || subpath(path, nlevel($2::text::ltree)) END,
             parent_id = CASE WHEN id = $1 THEN $4 ELSE parent_id END,
             position = CASE WHEN id = $1 THEN $5 ELSE position END,
             version = version + CASE WHEN id = $1 THEN 1 ELSE 0 END
         WHERE path <@ $2::text::ltree`,
};
const updateChildren = {
  name: 'org_unit_move_children',
  text: `UPDATE org_unit u
         SET path = $3::text::ltree || subpath(u.path, nlevel(child.path) - 1),
             parent_id = CASE WHEN u.id = child.id THEN $2 ELSE u.parent_id END,
             version = u.version + CASE WHEN u.id = child.id THEN 1 ELSE 0 END
         FROM org_unit child WHERE child.id = ANY($1::uuid[]) AND u.path <@ child.path`,
};
const updateKind = {
  name: 'org_unit_upgrade',
  text: "UPDATE org_unit SET kind = 'general_branch', name = $2, version = version + 1 WHERE id = $1",
};
const updateEnd = {
  name: 'org_unit_end',
  text: 'UPDATE org_unit SET dissolved_on = $2, version = version + 1 WHERE id = $1',
};
