import { createTestDatabase, fillEmptyTables, rowsByTable, type TestDatabase } from '@testing/database';
import { databaseUrl, onServer } from '@testing/database/server';
import { migrate } from './migrate';
import { expectedMigrations } from './migrations';

/** From here on every migration runs on a database in which each table has rows. */
const firstTried = 1700000000900;
const timestampOf = (name: string) => Number(name.slice(-13));

describe('every migration on the filled database of the version before it', () => {
  let beside: TestDatabase;
  let url: string;
  const names = expectedMigrations();
  const later = names.filter((name) => timestampOf(name) > firstTried);
  const upTo = (name: string) => migrate(target(), names.slice(0, names.indexOf(name) + 1));
  const target = () => ({ url, pool: 2, applicationName: 'baoshen-test' });

  beforeAll(async () => {
    beside = await createTestDatabase();
    url = databaseUrl(beside.url, `${beside.name}_filled`);
    await onServer(beside.url, (client) => client.query(`CREATE DATABASE ${beside.name}_filled`));
    await migrate(
      target(),
      names.filter((name) => timestampOf(name) <= firstTried),
    );
    await onServer(url, fillEmptyTables);
  });
  afterAll(async () => {
    await onServer(beside.url, (client) => client.query(`DROP DATABASE ${beside.name}_filled WITH (FORCE)`));
    await beside.drop();
  });

  it('starts with rows in every table', async () => {
    const counts = await onServer(url, rowsByTable);
    expect(Object.keys(counts).length).toBeGreaterThan(40);
    expect(Object.entries(counts).filter(([, count]) => count === 0)).toEqual([]);
  });

  it.each(later)('%s keeps every row, and leaves no constraint unproved', async (name) => {
    const before = await onServer(url, rowsByTable);
    expect(await upTo(name)).toEqual([name]);
    const after = await onServer(url, rowsByTable);
    expect(after).toMatchObject(before);
    const unproved = await onServer(url, (client) =>
      client.query('SELECT conname FROM pg_constraint WHERE NOT convalidated'),
    );
    expect(unproved.rows).toEqual([]);
    await onServer(url, fillEmptyTables);
  });
});
