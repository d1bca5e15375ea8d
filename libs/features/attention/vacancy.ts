import { isHeld } from '@features/access';
/** Whether nobody with an account holds the post of `role` at `unit` at `now`; all three are expressions of SQL. */
export const vacantPost = (
  unit: string,
  role: string,
  now: string,
) => `NOT EXISTS (SELECT 1 FROM appointment a
  JOIN app_user holder ON holder.id = a.user_id AND holder.active
  WHERE a.org_id = ${unit} AND a.role = ${role} AND ${isHeld('a', now)})`;

/** Units `o` that still owe a report `r` of a cycle that is open at `now`, and have no secretary to hand it in. */
export const unitsWithoutSecretary = (now: string) => `cycle c JOIN report r ON r.cycle_id = c.id
    JOIN org_unit o ON o.id = r.org_id AND o.dissolved_on IS NULL
  WHERE c.state = 'open' AND (c.closes_at IS NULL OR c.closes_at >= ${now}) AND r.state IN ('not_started', 'drafting', 'returned')
    AND ${vacantPost('o.id', `'secretary'`, now)}`;
