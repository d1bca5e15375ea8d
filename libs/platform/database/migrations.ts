import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where the migrations lie, beside the sources as beside the built files. */
const directory = resolve(__dirname, '../../../migrations');

type MigrationClass = new () => { name?: string };

/**
 * Every migration class, in the order of the file names. They are read from the folder because
 * `migrations/` imports nothing of the application and nothing of it needs a list kept by hand.
 * @param only names of those that are wanted; all where it is left out
 */
export function loadMigrations(only?: readonly string[]): MigrationClass[] {
  return readdirSync(directory)
    .filter((file) => /^\d+-[a-z-]+\.(js|ts)$/.test(file))
    .sort()
    .flatMap((file) => Object.values(require(join(directory, file)) as Record<string, MigrationClass>))
    .filter((migration) => !only || only.includes(nameOf(migration)));
}

/** The names under which the migrations of this code stand in the database once they were applied. */
export function expectedMigrations(): string[] {
  return loadMigrations().map(nameOf);
}

function nameOf(migration: MigrationClass): string {
  return new migration().name ?? migration.name;
}
