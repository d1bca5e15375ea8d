/*
 * Who holds a post, for statements: `inForce` of domain/access in SQL, and nowhere else (test/architecture/in-force.spec.ts).
 * `at` is an SQL expression of an instant.
 */

/** The appointment of that alias is held. */
export const isHeld = (appointment: string, at: string) =>
  `${appointment}.starts_at <= ${at} AND (${appointment}.ends_at IS NULL OR ${appointment}.ends_at > ${at})`;

/** The delegation of that alias, one of `standing_delegation`, has begun and lasts. */
export const isDelegated = (delegation: string, at: string) =>
  `${delegation}.starts_at <= ${at} AND ${delegation}.ends_at > ${at}`;

/**
 * A lateral subquery of `user_id`: who acts in the appointment of that alias, which are its holder and those with a
 * standing delegation of it, active users only. Whatever a holder is told, these are told.
 */
export const whoActs = (appointment: string, at: string) => `LATERAL (
      SELECT p.id AS user_id FROM app_user p WHERE p.id = ${appointment}.user_id AND p.active
      UNION
      SELECT p.id FROM standing_delegation g
        JOIN app_user holder ON holder.id = ${appointment}.user_id AND holder.active
        JOIN app_user p ON p.id = g.delegate_id AND p.active
       WHERE g.appointment_id = ${appointment}.id AND ${isDelegated('g', at)})`;
