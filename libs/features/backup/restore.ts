import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { analyseFilled, migrate, NewerSchemaError, unknownMigrations } from '@platform/database';
import type { ObjectStore } from '@platform/storage';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { ArchiveReader } from './archive-reader';
import { BackupError, damaged } from './backup-error';
import {
  appliedMigrations,
  connectPortably,
  copied,
  keptTables,
  quoted,
  sequences,
  type TableShape,
} from './database-parts';
import { entryNames, type Manifest } from './manifest';

export interface RestoreResult {
  manifest: Manifest;
  /** Migrations that this version applied to what was restored. */
  migrated: string[];
}

export interface RestoreOrder {
  file: string;
  databaseUrl: string;
  store: ObjectStore;
  /** For a rehearsal beside the original: what is restored writes to nobody. */
  silent: boolean;
}

interface ForeignKey {
  table: string;
  name: string;
  definition: string;
}

/**
 * Brings a backup into an empty place: the whole archive is read and compared first, then the attachments are
 * stored, then all rows are written in one transaction, with the schema of the version that wrote them; what this
 * version changed is migrated at the end. Where it fails, the database is as empty as before and it can be run again.
 * @throws BackupError, NewerSchemaError
 */
export async function restoreBackup(order: RestoreOrder): Promise<RestoreResult> {
  const reader = await ArchiveReader.open(order.file);
  try {
    const { manifest } = reader;
    const unknown = unknownMigrations(manifest.migrations);
    if (unknown.length > 0) throw new NewerSchemaError(unknown);
    await reader.check();
    const client = await connectPortably(order.databaseUrl);
    try {
      await refuseInhabited(client, manifest);
      const target = { url: order.databaseUrl, pool: 2, applicationName: 'baoshen-restore' };
      await migrate(target, manifest.migrations);
      await storeFiles(reader, order.store);
      await writeRows(client, reader, order.silent);
      const migrated = await migrate(target);
      // Nothing else counts what just arrived before the first pages ask for it.
      await client.query(analyseFilled);
      return { manifest, migrated };
    } finally {
      await client.end().catch(() => undefined);
    }
  } finally {
    reader.close();
  }
}

/** Nothing that somebody entered is ever written over, and nobody works in a place that is being filled. */
async function refuseInhabited(client: Client, { migrations }: Manifest): Promise<void> {
  const { rows: others } = await client.query(
    `SELECT 1 FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name LIKE 'baoshen-%'`,
  );
  if (others.length > 0)
    throw new BackupError(
      '报审正在使用这个数据库，请先停止全部 api 和 worker 进程。\n' +
        'The product runs on this database: stop every api and worker process first.',
    );
  const applied = await appliedMigrations(client);
  const newer = applied.filter((name) => !migrations.includes(name));
  if (newer.length > 0)
    throw new BackupError(
      `目标数据库的结构比备份新（${newer.join('、')}）。请恢复到一个没有任何表的新数据库，恢复后会自动升级。\n` +
        'The schema here is newer than the backup: restore into a database without tables; it is migrated afterwards.',
    );
  await refuseRows(client, await keptTables(client));
}

async function refuseRows(client: Client, tables: readonly TableShape[]): Promise<void> {
  for (const { name } of tables) {
    const { rows } = await client.query(`SELECT 1 FROM ${quoted(name)} LIMIT 1`);
    if (rows.length > 0)
      throw new BackupError(
        `目标数据库不是空的（表 ${name} 中有数据），没有写入任何内容。请指定一个空的数据库。\n` +
          `The database is not empty (${name} has rows); nothing was written. Name an empty one.`,
      );
  }
}

/** Before the rows, so that no record ever lacks its file; what an interrupted run left behind is not stored twice. */
async function storeFiles(reader: ArchiveReader, store: ObjectStore): Promise<void> {
  for await (const { key, mediaType, bytes, sha256, content } of reader.files()) {
    // One attachment fits into memory: it came in by one request.
    const pieces: Buffer[] = [];
    for await (const piece of content) pieces.push(piece);
    if ((await store.size(key)) === bytes && (await hashOf(store, key)) === sha256) continue;
    await store.put(key, Buffer.concat(pieces), mediaType);
  }
}

async function hashOf(store: ObjectStore, key: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of (await store.read(key)) as AsyncIterable<Buffer>) hash.update(piece);
  return hash.digest('hex');
}

async function writeRows(client: Client, reader: ArchiveReader, silent: boolean): Promise<void> {
  const { tables, sequences: positions } = reader.manifest;
  await client.query('BEGIN');
  try {
    const known = await keptTables(client);
    const keys = await foreignKeys(client);
    // Tables refer to each other in circles. Set again below, each is checked for every row at once.
    for (const { table, name } of keys)
      await client.query(`ALTER TABLE ${quoted(table)} DROP CONSTRAINT ${quoted(name)}`);
    for (const { name } of known) await client.query(`LOCK TABLE ${quoted(name)} IN ACCESS EXCLUSIVE MODE`);
    await refuseRows(client, known);
    for (const table of tables) {
      const here = known.find(({ name }) => name === table.name);
      if (!here || table.columns.some((column) => !here.columns.includes(column)))
        throw damaged(entryNames.table(table.name));
      const into = client.query(copyFrom(`COPY ${copied(table)} FROM STDIN`));
      await pipeline(Readable.from(reader.table(table.name)), into);
      if (into.rowCount !== table.rows) throw damaged(entryNames.table(table.name));
    }
    for (const { table, name, definition } of keys)
      await client.query(`ALTER TABLE ${quoted(table)} ADD CONSTRAINT ${quoted(name)} ${definition}`);
    const numbered = await sequences(client);
    for (const { table, column, last, called } of positions) {
      const found = numbered.find((one) => one.table === table && one.column === column);
      if (found) await client.query('SELECT setval($1::regclass, $2, $3)', [found.sequence, last, called]);
    }
    // No queue of this place knows them.
    await client.query(`UPDATE job_owed SET enqueued_at = '-infinity' WHERE failed_at IS NULL`);
    await client.query(`UPDATE notification SET enqueued_at = NULL WHERE state = 'pending'`);
    if (silent) await silence(client);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function foreignKeys(client: Client): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(
    `SELECT t.relname AS "table", k.conname AS name, pg_get_constraintdef(k.oid) AS definition
       FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid
      WHERE k.contype = 'f' AND t.relnamespace = current_schema()::regnamespace
      ORDER BY 1, 2`,
  );
  return rows;
}

async function silence(client: Client): Promise<void> {
  await client.query('UPDATE robot SET active = false');
  await client.query(
    `UPDATE notification SET state = 'skipped' WHERE state IN ('pending', 'sending') AND channel <> 'in_app'`,
  );
}
