import { hashPassword } from '@features/sign-in';
import type { Database } from '@platform/database';
import { v7 } from 'uuid';
import { demonstrationTree, rolesOfKind, type TreeUnit } from './demonstration-tree';

export const testPassword = 'a-password-for-tests-1';
let passwordHash: Promise<string> | undefined;

export interface SeededOrganisation {
  /** Ids by unit code. */
  orgs: Map<string, string>;
  /** Ids by username. */
  users: Map<string, string>;
  /** Ids by `<username>`: the one post that account was seeded with. */
  appointments: Map<string, string>;
}

/** Writes a tree with an account per role straight into the database; every account has {@link testPassword}. */
export async function seedOrganisation(
  database: Database,
  now: Date,
  tree: TreeUnit[] = demonstrationTree,
): Promise<SeededOrganisation> {
  passwordHash ??= hashPassword(testPassword);
  const seeded: SeededOrganisation = { orgs: new Map(), users: new Map(), appointments: new Map() };
  const started = new Date(now.getTime() - 365 * 86_400_000);
  await seedUnits(database, seeded, tree, started);
  await seedPeople(database, seeded, tree, started);
  return seeded;
}

async function seedUnits(database: Database, seeded: SeededOrganisation, tree: TreeUnit[], at: Date) {
  for (const { code } of tree) seeded.orgs.set(code, v7());
  const rows = tree.map(({ code, name, kind, parent }) => ({
    id: seeded.orgs.get(code),
    code,
    name,
    kind,
    parent_id: parent ? seeded.orgs.get(parent) : null,
  }));
  const inserted = await database.query<{ code: string; label: number }>(
    `INSERT INTO org_unit (id, code, name, kind, parent_id, path, created_at)
     SELECT id, code, name, kind, parent_id, 'x', $2
       FROM ROWS FROM (jsonb_to_recordset($1) AS (id uuid, code text, name text, kind text, parent_id uuid)) WITH ORDINALITY
      ORDER BY ordinality RETURNING code, label`,
    [JSON.stringify(rows), at],
  );
  const labels = new Map(inserted.map(({ code, label }) => [code, label]));
  const paths = new Map<string, string>();
  for (const { code, parent } of tree)
    paths.set(code, [parent ? paths.get(parent) : undefined, labels.get(code)].filter(Boolean).join('.'));
  await database.query(
    `UPDATE org_unit SET path = text2ltree(given.path)
       FROM unnest($1::text[], $2::text[]) AS given (code, path) WHERE org_unit.code = given.code`,
    [[...paths.keys()], [...paths.values()]],
  );
}

async function seedPeople(database: Database, seeded: SeededOrganisation, tree: TreeUnit[], at: Date) {
  const rows = tree.flatMap(({ code, name, kind }) =>
    rolesOfKind[kind].map((role) => ({
      user_id: v7(),
      appointment_id: v7(),
      username: `${code}.${role}`,
      name: `${name}${role}`,
      org_id: seeded.orgs.get(code),
      role,
    })),
  );
  await database.query(
    `WITH given AS (
       SELECT * FROM jsonb_to_recordset($1)
         AS (user_id uuid, appointment_id uuid, username text, name text, org_id uuid, role text)
     ), person AS (
       INSERT INTO app_user (id, username, name, org_id, password_hash, created_at)
       SELECT user_id, username, name, org_id, $2, $3 FROM given RETURNING id
     )
     INSERT INTO appointment (id, user_id, org_id, role, starts_at, created_at)
     SELECT appointment_id, person.id, org_id, role, $3, $3 FROM given JOIN person ON person.id = given.user_id`,
    [JSON.stringify(rows), await passwordHash, at],
  );
  for (const { username, user_id, appointment_id } of rows) {
    seeded.users.set(username, user_id);
    seeded.appointments.set(username, appointment_id);
  }
}
