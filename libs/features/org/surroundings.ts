import type { OrgKind } from '@domain/org/roles';
import { problem } from '@domain/problems';
import type { Transaction } from '@platform/database';
import type { OrgUnit } from './org-unit';

/** What stands below a unit and which reports it touches: the facts that a reorganisation is judged by. */
export interface Surroundings {
  children: { id: string; code: string; name: string; kind: OrgKind; path: string }[];
  /** Levels of the subtree, 1 for a unit without children. */
  height: number;
  /** Units of the subtree, the unit itself included. */
  units: number;
  liveUnits: number;
  reportsInReview: number;
}

export async function surroundingsOf(transaction: Transaction, unit: OrgUnit): Promise<Surroundings> {
  const children = await transaction.query<Surroundings['children'][number]>(childrenOf, [unit.id]);
  const [row] = await transaction.query<{
    height: number;
    units: number;
    live_units: number;
    reports_in_review: number;
  }>(measure, [unit.path, unit.id]);
  return {
    children,
    height: row?.height ?? 1,
    units: row?.units ?? 1,
    liveUnits: row?.live_units ?? 1,
    reportsInReview: row?.reports_in_review ?? 0,
  };
}

/**
 * The children named by ids or codes, each once.
 * @throws unknown_unit (422) for what is not directly below the unit
 */
export function chosenChildren(
  { children }: Surroundings,
  references: readonly string[],
): Surroundings['children'] {
  const known = new Set(children.flatMap(({ id, code }) => [id, code]));
  const strangers = references.flatMap((unit, index) => (known.has(unit) ? [] : [{ unit, index }]));
  const [stranger] = strangers;
  if (stranger) {
    const errors = strangers.map(({ unit, index }) => {
      const fault = problem('unknown_unit', { unit });
      return { pointer: `/children/${index}`, code: fault.code, detail: fault.detail() };
    });
    throw problem('unknown_unit', { unit: stranger.unit }, { errors });
  }
  return children.filter(({ id, code }) => references.includes(id) || references.includes(code));
}

/** How many units stand in the subtrees of these, themselves included. */
export async function liveUnitsWithin(
  transaction: Transaction,
  tops: readonly { path: string }[],
): Promise<number> {
  const [row] = await transaction.query<{ count: number }>(countWithin, [tops.map(({ path }) => path)]);
  return row?.count ?? 0;
}

const countWithin = {
  name: 'org_unit_count_within',
  text: `SELECT count(*)::int AS count FROM org_unit
         WHERE dissolved_on IS NULL AND path <@ ANY($1::text[]::ltree[])`,
};
const childrenOf = {
  name: 'org_unit_children',
  text: `SELECT id, code, name, kind, path::text AS path FROM org_unit
         WHERE parent_id = $1 AND dissolved_on IS NULL ORDER BY position, code`,
};
const measure = {
  name: 'org_unit_surroundings',
  text: `SELECT max(nlevel(u.path)) - nlevel($1::text::ltree) + 1 AS height,
                count(*)::int AS units,
                (count(*) FILTER (WHERE u.dissolved_on IS NULL))::int AS live_units,
                (SELECT count(*)::int FROM report r WHERE r.state = 'in_review' AND (
                   r.org_id IN (SELECT o.id FROM org_unit o WHERE o.path <@ $1::text::ltree)
                   OR r.id IN (SELECT s.report_id FROM review_step s JOIN report h ON h.id = s.report_id
                               WHERE s.org_id = $2 AND s.status IN ('waiting', 'pending')
                                 AND s.round = h.round))) AS reports_in_review
         FROM org_unit u WHERE u.path <@ $1::text::ltree`,
};
