/** As PostgreSQL writes an id. Anchored by `\A` and `\Z`, since builders of statements take every dollar sign for a parameter. */
const uuid = String.raw`\A[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z`;

/**
 * SQL: a parameter of type text as an id, null where it is none. Compared with a column of ids it uses the column's
 * index, which a cast of the column to text does not; and what is no id is no error.
 */
export function idIn(parameter: string): string {
  return `CASE WHEN ${parameter}::text ~* '${uuid}' THEN ${parameter}::text::uuid END`;
}

/**
 * SQL: whether a row is the one that a caller names by its id or by its code (design 2.3), by the indexes of both.
 *
 * @param parameter of type text, such as `$1`
 * @param code the column of the code, where it stands in another table than the id
 */
export function isNamed(id: string, code: string, parameter: string): string {
  return `(${code} = ${parameter} OR ${id} = ${idIn(parameter)})`;
}
