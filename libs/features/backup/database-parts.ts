import { SteadyClient } from '@platform/database';
import type { Client } from 'pg';

/**
 * Prepared downloads live for a day and are made anew when somebody asks; their files are not worth keeping. Which
 * migrations were applied stands in the manifest.
 */
const leftOut = ['document_export', 'document_export_item', 'schema_migration'];

export interface TableShape {
  name: string;
  columns: string[];
}

/** What COPY writes must be read the same wherever it is read. */
const portable = `SET datestyle = 'ISO, YMD'; SET intervalstyle = 'postgres'; SET extra_float_digits = 1;
  SET bytea_output = 'hex'; SET client_encoding = 'UTF8'; SET statement_timeout = 0;
  SET idle_in_transaction_session_timeout = 0; SET lock_timeout = 0`;

/** A connection without limits, whose values are written and read the same everywhere. */
export async function connectPortably(url: string): Promise<Client> {
  const client = new SteadyClient({
    connectionString: url,
    application_name: 'baoshen-backup',
    keepAlive: true,
  });
  // The statement that is under way fails with it.
  client.on('error', () => undefined);
  await client.connect();
  await client.query(portable);
  return client;
}

/** Migrations that the database has, in their order; none where it has no tables of ours. */
export async function appliedMigrations(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('schema_migration') IS NOT NULL AS there`,
  );
  if (!rows[0]?.there) return [];
  const applied = await client.query<{ name: string }>('SELECT name FROM schema_migration ORDER BY id');
  return applied.rows.map(({ name }) => name);
}

/** Every table whose rows are kept, with the columns that a row is written with. */
export async function keptTables(client: Client): Promise<TableShape[]> {
  const { rows } = await client.query<TableShape>(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
      WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relname <> ALL($1)
      GROUP BY c.relname ORDER BY c.relname`,
    [leftOut],
  );
  return rows;
}

/** The columns that number their rows by a sequence. */
export async function sequences(
  client: Client,
): Promise<Array<{ table: string; column: string; sequence: string }>> {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(
    `SELECT c.relname AS "table", a.attname AS "column",
            pg_get_serial_sequence(quote_ident(c.relname), a.attname) AS sequence
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
        AND pg_get_serial_sequence(quote_ident(c.relname), a.attname) IS NOT NULL
      ORDER BY 1, 2`,
  );
  return rows;
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The part of a COPY statement that names a table and its columns. */
export function copied({ name, columns }: TableShape): string {
  return `${quoted(name)} (${columns.map(quoted).join(', ')})`;
}
