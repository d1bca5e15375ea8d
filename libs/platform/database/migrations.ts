import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { MixedList } from 'typeorm';

/** Where the migrations lie, beside the sources as beside the built files. */
const directory = resolve(__dirname, '../../../migrations');

/**
 * Every migration class, in the order of the file names. They are read from the folder because
 * `migrations/` imports nothing of the application and nothing of it needs a list kept by hand.
 */
export function loadMigrations(): MixedList<new () => never> {
  return readdirSync(directory)
    .filter((file) => /^\d+-[a-z-]+\.(js|ts)$/.test(file))
    .sort()
    .flatMap((file) => Object.values(require(join(directory, file)) as Record<string, new () => never>));
}

/** The names under which the migrations of this code stand in the database once they were applied. */
export function expectedMigrations(): string[] {
  return (loadMigrations() as (new () => { name?: string })[]).map(
    (migration) => new migration().name ?? migration.name,
  );
}
