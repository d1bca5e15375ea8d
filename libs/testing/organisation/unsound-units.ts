/** Units that break what no sequence of changes may break: a path is its superior's with one label more. */
export const unsoundUnits = `
  SELECT u.code, u.path::text FROM org_unit u LEFT JOIN org_unit p ON p.id = u.parent_id
  WHERE u.path <> CASE WHEN p.id IS NULL THEN u.label::text::ltree ELSE p.path || u.label::text END
     OR (p.id IS NULL AND u.kind <> 'bureau')
     OR (p.kind = 'branch')
     OR (u.dissolved_on IS NULL AND p.dissolved_on IS NOT NULL)`;
