import { DataSource } from 'typeorm';
import { type DatabaseTarget, dataSourceOptions } from './data-source-options';
import { expectedMigrations, loadMigrations } from './migrations';

/** Held for the whole session, so that a process that dies gives it back. */
const lock = `hashtext('baoshen.migrate')`;

/** The database belongs to a later version: this one could damage what it does not know. */
export class NewerSchemaError extends Error {
  constructor(readonly unknown: readonly string[]) {
    const named = unknown.join('、');
    super(
      `数据库由更新的版本建立，本版本不认识：${named}。请安装该版本，或恢复升级前的备份。\n` +
        `The schema is of a newer version; unknown here: ${named}.`,
    );
    this.name = 'NewerSchemaError';
  }
}

/**
 * Applies the migrations that are missing. Several processes that start at once wait for one another, however long
 * that takes, and a migration of a large table is not cut off: the limits of a page's statements do not hold here.
 * @param only names of the migrations to apply, for a schema as an earlier version had it; all where it is left out
 * @throws NewerSchemaError where the database has migrations that this version does not know
 */
export async function migrate(target: DatabaseTarget, only?: readonly string[]): Promise<string[]> {
  const dataSource = await new DataSource({
    ...dataSourceOptions({ ...target, pool: 2, unlimited: true }),
    ...(only ? { migrations: loadMigrations(only) } : {}),
  }).initialize();
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query(`SELECT pg_advisory_lock(${lock})`);
    await refuseNewer(dataSource);
    const applied = await dataSource.runMigrations();
    return applied.map((migration) => migration.name);
  } finally {
    await runner.query(`SELECT pg_advisory_unlock(${lock})`).catch(() => undefined);
    await runner.release();
    await dataSource.destroy();
  }
}

async function refuseNewer(dataSource: DataSource): Promise<void> {
  const [table] = await dataSource.query<{ there: boolean }[]>(
    `SELECT to_regclass('schema_migration') IS NOT NULL AS there`,
  );
  if (!table?.there) return;
  const applied = await dataSource.query<{ name: string }[]>('SELECT name FROM schema_migration ORDER BY id');
  const unknown = unknownMigrations(applied.map(({ name }) => name));
  if (unknown.length > 0) throw new NewerSchemaError(unknown);
}

/** Those of the names that this version has no migration for. */
export function unknownMigrations(applied: readonly string[]): string[] {
  const known = new Set(expectedMigrations());
  return applied.filter((name) => !known.has(name));
}
