import { type FileHandle, open, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { NewerSchemaError, unknownMigrations } from '@platform/database';
import { MissingObjectError, type ObjectStore } from '@platform/storage';
import type { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { ArchiveReader } from './archive-reader';
import { ArchiveWriter } from './archive-writer';
import { BackupError } from './backup-error';
import { appliedMigrations, connectPortably, copied, keptTables, sequences } from './database-parts';
import { linesOf } from './lines';
import {
  entryNames,
  type FileFault,
  type FileLine,
  type Manifest,
  newManifest,
  type SequencePosition,
  type TableContent,
} from './manifest';

export interface BackupResult {
  file: string;
  bytes: number;
  manifest: Manifest;
}

export interface BackupOrder {
  file: string;
  databaseUrl: string;
  store: ObjectStore;
}

/** What a record says of its file. */
interface Recorded {
  key: string;
  media_type: string;
  sha256: string;
}

/** Faults that the manifest names; the rest is counted. */
const mostFaults = 100;
const rowsAtOnce = 1000;

/**
 * Writes everything that people entered into one file while the product runs: every table as it stood at one
 * moment, then the attachments that were recorded at that moment, which nothing ever changes. The file is read once
 * more and compared before it gets its name. Memory does not grow with what there is.
 * @throws BackupError, NewerSchemaError
 */
export async function writeBackup({ file, databaseUrl, store }: BackupOrder): Promise<BackupResult> {
  if (await stat(file).catch(() => null))
    throw new BackupError(`${file} 已存在，备份不会覆盖它。${file} exists; a backup replaces no file.`);
  const writer = new ArchiveWriter(file);
  // Beside the archive: who may read that may read these, and the disk has the space.
  const wanted = await open(`${writer.partial}.wanted`, 'wx+', 0o600);
  const list = await open(`${writer.partial}.list`, 'wx+', 0o600);
  try {
    const snapshot = await copyDatabase(databaseUrl, writer, wanted);
    const files = await copyFiles(store, writer, wanted, list);
    const manifest = newManifest({ ...snapshot, files });
    await writer.add(entryNames.manifest, Readable.from([Buffer.from(JSON.stringify(manifest))]));
    await writer.finish();
    const reader = await ArchiveReader.open(writer.partial);
    await reader.check().finally(() => reader.close());
    await writer.giveItsName();
    return { file, bytes: (await stat(file)).size, manifest };
  } catch (error) {
    await writer.discard();
    throw error;
  } finally {
    await wanted.close();
    await list.close();
    for (const left of ['wanted', 'list']) await rm(`${writer.partial}.${left}`, { force: true });
  }
}

async function copyDatabase(
  url: string,
  writer: ArchiveWriter,
  wanted: FileHandle,
): Promise<Omit<Manifest, 'format' | 'version' | 'files'>> {
  const client = await connectPortably(url);
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const migrations = await appliedMigrations(client);
    if (migrations.length === 0)
      throw new BackupError('数据库里还没有数据，无需备份。The database has no tables yet.');
    // A version that does not know every table could not say whether it kept all of them.
    const unknown = unknownMigrations(migrations);
    if (unknown.length > 0) throw new NewerSchemaError(unknown);
    const { rows } = await client.query<{ at: Date }>('SELECT now() AS at');
    const tables: TableContent[] = [];
    for (const table of await keptTables(client)) {
      const stream = client.query(copyTo(`COPY ${copied(table)} TO STDOUT`));
      const content = await writer.add(entryNames.table(table.name), stream);
      tables.push({ ...table, ...content, rows: stream.rowCount });
    }
    await listWanted(client, wanted);
    // Sequences belong to no snapshot: read last, they are past every row that was copied.
    const positions = await readSequences(client);
    await client.query('COMMIT');
    const takenAt = (rows[0]?.at ?? new Date(0)).toISOString();
    return { takenAt, migrations, tables, sequences: positions };
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Written down, so that the snapshot need not be held while files are fetched. */
async function listWanted(client: Client, wanted: FileHandle): Promise<void> {
  await client.query(`DECLARE wanted NO SCROLL CURSOR FOR
    SELECT storage_key AS key, media_type, sha256 FROM attachment ORDER BY id`);
  for (;;) {
    const { rows } = await client.query<Recorded>(`FETCH ${rowsAtOnce} FROM wanted`);
    if (rows.length === 0) return;
    await wanted.appendFile(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  }
}

async function readSequences(client: Client): Promise<SequencePosition[]> {
  const positions: SequencePosition[] = [];
  for (const { table, column, sequence } of await sequences(client)) {
    const { rows } = await client.query<{ last: string; called: boolean }>(
      `SELECT last_value::text AS last, is_called AS called FROM ${sequence}`,
    );
    const [position] = rows;
    if (position) positions.push({ table, column, ...position });
  }
  return positions;
}

async function copyFiles(
  store: ObjectStore,
  writer: ArchiveWriter,
  wanted: FileHandle,
  list: FileHandle,
): Promise<Manifest['files']> {
  const result = { count: 0, bytes: 0, faults: [] as FileFault[], faulty: 0 };
  const found = (fault: FileFault) => {
    result.faulty += 1;
    if (result.faults.length < mostFaults) result.faults.push(fault);
  };
  for await (const line of linesOf(wanted.createReadStream({ start: 0, autoClose: false }))) {
    const { key, media_type: mediaType, sha256 } = JSON.parse(line) as Recorded;
    const content = await contentOf(store, key);
    if (!content) {
      found({ key, fault: 'missing' });
      continue;
    }
    // Most are packed already; the rest is small.
    const read = await writer.add(entryNames.file(key), content, { packed: true });
    if (read.sha256 !== sha256) found({ key, fault: 'differs' });
    result.count += 1;
    result.bytes += read.bytes;
    await list.appendFile(`${JSON.stringify({ key, mediaType, ...read } satisfies FileLine)}\n`);
  }
  const written = await writer.add(entryNames.files, list.createReadStream({ start: 0, autoClose: false }));
  return { ...result, list: written };
}

async function contentOf(store: ObjectStore, key: string): Promise<Readable | null> {
  try {
    return await store.read(key);
  } catch (error) {
    if (error instanceof MissingObjectError) return null;
    throw error;
  }
}
