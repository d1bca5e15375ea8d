import { isWithin } from '@domain/access';
import type { OrgKind } from '@domain/org/roles';
import { problem } from '@domain/problems';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database } from '@platform/database';
import type { Caller } from '@platform/http';
import { subtreesOf } from './acting';
import { OrgUnitRepository } from './org-unit.repository';

export interface OrgTreeNode {
  id: string;
  code: string;
  name: string;
  kind: OrgKind;
  childCount: number;
  /** Null where the depth asked for ends and there is more below. */
  children: OrgTreeNode[] | null;
}

interface TreeRow {
  id: string;
  code: string;
  name: string;
  kind: OrgKind;
  parent_id: string | null;
  at_edge: boolean;
  child_count: number;
}

/** The part of the tree that a caller may see, in one query, whole or level by level. */
@Injectable()
export class OrgTreeService {
  constructor(
    private readonly units: OrgUnitRepository,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * The trees below `under` (an id or code), or below each unit that the caller's posts stand at;
   * `depth` counts levels below those, 0 gives them alone.
   * @throws not_found where `under` is not the caller's to see
   */
  async tree(caller: Caller, under: string | undefined, depth: number): Promise<OrgTreeNode[]> {
    let tops = subtreesOf(caller, 'org.read', this.clock.now());
    if (under !== undefined) {
      const unit = await this.units.find(under);
      if (!unit || !tops.some((top) => isWithin(unit.path, top))) throw problem('not_found');
      tops = [unit.path];
    }
    const rows = await this.database.query<TreeRow>(treeBelow, [tops, depth]);
    return nested(rows);
  }
}

function nested(rows: readonly TreeRow[]): OrgTreeNode[] {
  const nodes = new Map<string, OrgTreeNode>();
  const roots: OrgTreeNode[] = [];
  for (const row of rows) {
    const node: OrgTreeNode = {
      id: row.id,
      code: row.code,
      name: row.name,
      kind: row.kind,
      childCount: row.child_count,
      children: row.at_edge && row.child_count > 0 ? null : [],
    };
    nodes.set(row.id, node);
    const parent = row.parent_id === null ? undefined : nodes.get(row.parent_id);
    if (parent?.children) {
      parent.children.push(node);
      parent.childCount = parent.children.length;
    } else roots.push(node);
  }
  return roots;
}

// Only units at the edge need their children counted; those of all others are in the answer.
const treeBelow = {
  name: 'org_tree_below',
  text: `SELECT u.id, u.code, u.name, u.kind, u.parent_id,
                nlevel(u.path) - nlevel(top.path) = $2::int AS at_edge,
                CASE WHEN nlevel(u.path) - nlevel(top.path) = $2::int THEN
                  (SELECT count(*)::int FROM org_unit c WHERE c.parent_id = u.id AND c.dissolved_on IS NULL)
                ELSE 0 END AS child_count
         FROM unnest($1::text[]::ltree[]) AS top(path)
         JOIN org_unit u ON u.path <@ top.path
         WHERE u.dissolved_on IS NULL AND nlevel(u.path) - nlevel(top.path) <= $2::int
         ORDER BY nlevel(u.path), u.position, u.code`,
};
