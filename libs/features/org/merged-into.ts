const intoUnit = (
  unit: string,
  column: string,
) => `(SELECT into_unit.${column} FROM org_change gone JOIN org_unit into_unit
  ON into_unit.code = gone.after ->> 'into' WHERE gone.org_id = ${unit} AND gone.kind = 'merged' ORDER BY gone.at DESC LIMIT 1)`;

/** Name of the unit that one was merged into; null where it was dissolved. */
export const mergedInto = (unit: string) => intoUnit(unit, 'name');

/**
 * A subquery: the living unit that took over what the unit of that alias had, as an object; null where none did. A merged
 * one is followed by what it was merged into, a dissolved one by its superior, these in turn.
 */
export const followingUnit = (unit: string) => `(WITH RECURSIVE follows AS (
    SELECT ${unit}.id, ${unit}.parent_id, ${unit}.dissolved_on, 1 AS depth
    UNION ALL
    SELECT n.id, n.parent_id, n.dissolved_on, f.depth + 1 FROM follows f
      JOIN org_unit n ON n.id = coalesce(${intoUnit('f.id', 'id')}, f.parent_id) WHERE f.dissolved_on IS NOT NULL AND f.depth < 50)
  SELECT json_build_object('id', u.id, 'path', u.path::text, 'name', u.name, 'code', u.code, 'kind', u.kind)
    FROM follows JOIN org_unit u ON u.id = follows.id WHERE u.dissolved_on IS NULL LIMIT 1)`;
