import type { Client } from 'pg';

interface Column {
  name: string;
  type: string;
  /** Its first permitted value, where a CHECK lists them. */
  first: string | null;
}

interface Reference {
  columns: string[];
  to: string;
  of: string[];
}

interface Table {
  name: string;
  columns: Column[];
  references: Reference[];
}

/** What a CHECK over several columns asks for and no list of columns tells. */
const further: Record<string, Record<string, string>> = {
  appointment: { ends_at: 'NULL' },
  attachment: { report_id: '(SELECT id FROM report ORDER BY id LIMIT 1)' },
  delegation: { ends_at: `now() + interval '1 day'` },
  likeness_document: { sample_id: '(SELECT id FROM likeness_sample ORDER BY id OFFSET # LIMIT 1)' },
  document_export: { total: '1' },
  notification: { recipient_id: '(SELECT id FROM app_user ORDER BY id LIMIT 1)' },
};

/** Tables that those values are taken from. */
const named = (table: string) =>
  Object.values(further[table] ?? {}).flatMap((value) => /FROM (\w+)/.exec(value)?.[1] ?? []);

const perTable = 3;

/**
 * Puts rows into every table that has none, of whatever schema: each column gets a value of its type, or one that its
 * CHECK names, and what must refer to another row does. The rows mean nothing; a migration must keep them all the same.
 */
export async function fillEmptyTables(client: Client): Promise<void> {
  const tables = await tablesOf(client);
  const filled = new Set<string>();
  while (filled.size < tables.length) {
    const next = tables.find(
      ({ name, references }) =>
        !filled.has(name) &&
        [...references.map(({ to }) => to), ...named(name)].every((to) => to === name || filled.has(to)),
    );
    if (!next)
      throw new Error(`Tables refer to each other in a circle: ${tables.length - filled.size} left.`);
    filled.add(next.name);
    const { rows } = await client.query(`SELECT 1 FROM ${next.name} LIMIT 1`);
    for (let number = 1; rows.length === 0 && number <= perTable; number += 1)
      await client.query(insertOf(next, number));
  }
}

/** How many rows each table has. */
export async function rowsByTable(client: Client): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name } of await tablesOf(client)) {
    const { rows } = await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${name}`);
    counts[name] = rows[0]?.n ?? 0;
  }
  return counts;
}

function insertOf({ name, columns, references }: Table, number: number): string {
  const values = new Map<string, string>();
  for (const column of columns) values.set(column.name, sampleOf(column, number));
  for (const { columns: own, to, of } of references)
    for (const [index, column] of own.entries())
      values.set(
        column,
        `(SELECT ${of[index]} FROM ${to} ORDER BY ${of.join(', ')} OFFSET ${number - 1} LIMIT 1)`,
      );
  for (const [column, value] of Object.entries(further[name] ?? {}))
    values.set(column, value.replace('#', String(number - 1)));
  return `INSERT INTO ${name} (${[...values.keys()].join(', ')}) VALUES (${[...values.values()].join(', ')})`;
}

function sampleOf({ name, type, first }: Column, number: number): string {
  if (first !== null) return `'${first}'`;
  if (type === 'uuid') return 'gen_random_uuid()';
  if (type === 'ltree') return `'${number}'`;
  if (type === 'jsonb') return `'{}'`;
  if (type === 'bytea') return `decode('0${number}', 'hex')`;
  if (type === 'boolean') return 'false';
  if (type.endsWith('[]')) return `'{}'`;
  if (type === 'date') return `DATE '2025-01-0${number}'`;
  if (type.startsWith('timestamp')) return `now() + ${number} * interval '1 minute'`;
  if (type === 'text') return `'${name}-${number}'`;
  return String(number);
}

async function tablesOf(client: Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    SELECT t.relname AS name,
           (SELECT coalesce(json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
                     'first', (SELECT (regexp_match(pg_get_constraintdef(k.oid), '''([^'']+)''::text'))[1] FROM pg_constraint k
                                WHERE k.conrelid = t.oid AND k.contype = 'c' AND k.conkey = ARRAY[a.attnum] LIMIT 1))
                   ORDER BY a.attnum), '[]')
              FROM pg_attribute a
             WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT a.atthasdef
               AND a.attidentity = '' AND a.attgenerated = '') AS columns,
           (SELECT coalesce(json_agg(json_build_object('to', k.confrelid::regclass,
                     'columns', (SELECT json_agg(a.attname ORDER BY o) FROM unnest(k.conkey) WITH ORDINALITY c(n, o)
                                   JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = c.n),
                     'of', (SELECT json_agg(a.attname ORDER BY o) FROM unnest(k.confkey) WITH ORDINALITY c(n, o)
                              JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = c.n))
                     ORDER BY cardinality(k.conkey)), '[]')
              FROM pg_constraint k
             WHERE k.conrelid = t.oid AND k.contype = 'f'
               AND (SELECT bool_and(a.attnotnull) FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum = ANY(k.conkey))
           ) AS references
      FROM pg_class t
     WHERE t.relnamespace = 'public'::regnamespace AND t.relkind = 'r' AND t.relname <> 'schema_migration'
     ORDER BY 1`);
  return rows;
}
