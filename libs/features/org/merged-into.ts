/** Name of the unit that one was merged into; null where it was dissolved. */
export const mergedInto = (
  unit: string,
) => `(SELECT into_unit.name FROM org_change gone JOIN org_unit into_unit
  ON into_unit.code = gone.after ->> 'into' WHERE gone.org_id = ${unit} AND gone.kind = 'merged' ORDER BY gone.at DESC LIMIT 1)`;
