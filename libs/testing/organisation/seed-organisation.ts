import type { Role } from '@domain/org/roles';
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
  const paths = new Map<string, string>();
  const started = new Date(now.getTime() - 365 * 86_400_000);
  for (const unit of tree) {
    const id = v7();
    const [row] = await database.query<{ label: number }>(
      `INSERT INTO org_unit (id, code, name, kind, parent_id, path, created_at)
       VALUES ($1, $2, $3, $4, $5, 'x', $6) RETURNING label`,
      [id, unit.code, unit.name, unit.kind, unit.parent ? seeded.orgs.get(unit.parent) : null, started],
    );
    const path = [unit.parent ? paths.get(unit.parent) : undefined, row?.label].filter(Boolean).join('.');
    await database.query('UPDATE org_unit SET path = $2::ltree WHERE id = $1', [id, path]);
    seeded.orgs.set(unit.code, id);
    paths.set(unit.code, path);
    for (const role of rolesOfKind[unit.kind]) await seedPerson(database, seeded, unit, role, started);
  }
  return seeded;
}

async function seedPerson(
  database: Database,
  seeded: SeededOrganisation,
  unit: TreeUnit,
  role: Role,
  at: Date,
) {
  const username = `${unit.code}.${role}`;
  const userId = v7();
  const appointmentId = v7();
  const orgId = seeded.orgs.get(unit.code);
  await database.query(
    `INSERT INTO app_user (id, username, name, org_id, password_hash, created_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [userId, username, `${unit.name}${role}`, orgId, await passwordHash, at],
  );
  await database.query(
    `INSERT INTO appointment (id, user_id, org_id, role, starts_at, created_at) VALUES ($1, $2, $3, $4, $5, $5)`,
    [appointmentId, userId, orgId, role, at],
  );
  seeded.users.set(username, userId);
  seeded.appointments.set(username, appointmentId);
}
