import { createHmac } from 'node:crypto';
import type { OrgImportRow } from '@domain/org/org-import';
import { operator } from '@features/org';
import { Clock } from '@platform/clock';
import { analyseFilled, Database, dataSourceOptions, UnitOfWork } from '@platform/database';
import {
  branchRoute,
  planCycle,
  planningEntities,
  planningServices,
  releaseTemplate,
} from '@testing/planning';
import { DataSource } from 'typeorm';
import { v7 } from 'uuid';

export const sessionSecret = 'a secret of the benchmark alone';
export const csrfToken = 'a token of the benchmark alone';

export interface Size {
  generals: number;
  branchesEach: number;
  /** Cycles of one general branch each, whose reports share no total with the others'. */
  smallCycles: number;
}

export interface Subject {
  reportId: string;
  /** Who writes and submits it, who decides at its first step, at its second and at its last, who publishes it. */
  secretary: Person;
  reviewer: Person;
  superior: Person;
  leader: Person;
  publisher: Person;
}

export interface Person {
  userId: string;
  /** Of an access token and of a session alike. */
  token: string;
  appointmentId: string;
  orgId: string;
  role: 'secretary' | 'reviewer' | 'leader' | 'publisher';
  path: string;
}

export interface Plantation {
  dataSource: DataSource;
  database: Database;
  /** Reports of one cycle of 10,000 branches. */
  large: Subject[];
  /** Those of the small cycles. */
  small: Subject[];
}

/** A bureau with general branches, branches and their people, a cycle for all and small ones. */
export async function plant(url: string, size: Size): Promise<Plantation> {
  const target = { url, pool: 16, applicationName: 'baoshen-bench' };
  const dataSource = await new DataSource({
    ...dataSourceOptions(target),
    entities: planningEntities,
  }).initialize();
  const database = new Database(dataSource);
  const services = planningServices({ database, unitOfWork: new UnitOfWork(dataSource) }, new Clock());
  await services.files.importRows(operator, tree(size));
  await releaseTemplate(services, 'sf');
  const tiers = [
    { kind: 'branch' as const, templateVersion: 'branch-annual', dueAt: '2099-12-10', route: branchRoute },
  ];
  const plan = async (under: string, code: string) => {
    const cycle = await planCycle(services, under, code, { tiers });
    await services.opening.open(operator, cycle.id);
  };
  await plan('sf', 'large');
  for (let index = 0; index < size.smallCycles; index += 1) await plan(`g${index}`, `small-${index}`);
  const people = await seedPeople(database);
  await database.query(analyseFilled);
  return {
    dataSource,
    database,
    large: await subjects(database, people, 'large'),
    small: await subjects(database, people, 'small-%'),
  };
}

function tree({ generals, branchesEach }: Size): OrgImportRow[] {
  const unit = (code: string, kind: string, parentCode: string) => ({
    code,
    name: `示范单位${code}`,
    kind,
    parentCode,
  });
  return [
    unit('sf', 'bureau', ''),
    ...Array.from({ length: generals }, (_, index) => unit(`g${index}`, 'general_branch', 'sf')),
    ...Array.from({ length: generals * branchesEach }, (_, index) =>
      unit(`b${index}`, 'branch', `g${Math.floor(index / branchesEach)}`),
    ),
  ].map((row, index) => ({ ...row, line: index + 2 }));
}

/**
 * A secretary for every branch, a reviewer for every general branch, and a reviewer, a leader and a publisher for
 * the bureau; each with a token and a session.
 */
async function seedPeople(database: Database): Promise<Map<string, Person>> {
  const orgs = await database.query<{ id: string; code: string; kind: string; path: string }>(
    'SELECT id, code, kind, path::text AS path FROM org_unit',
  );
  const postsAt: Record<string, Person['role'][]> = {
    branch: ['secretary'],
    general_branch: ['reviewer'],
    bureau: ['reviewer', 'leader', 'publisher'],
  };
  const people = orgs.flatMap((org) =>
    (postsAt[org.kind] ?? []).map((role): Person & { code: string } => ({
      code: `${org.code}.${role}`,
      userId: v7(),
      appointmentId: v7(),
      token: `bst_bench-token-of-${org.code}-${role}`.padEnd(40, 'x'),
      orgId: org.id,
      path: org.path,
      role,
    })),
  );
  const column = (pick: (person: (typeof people)[number]) => unknown) => people.map(pick);
  const long = new Date('2020-01-01T00:00:00Z');
  await database.query(
    `INSERT INTO app_user (id, username, name, org_id, password_hash, created_at)
     SELECT id, username, username, org, '-', $4 FROM unnest($1::uuid[], $2::text[], $3::uuid[]) AS p (id, username, org)`,
    [column((p) => p.userId), column((p) => p.code), column((p) => p.orgId), long],
  );
  await database.query(
    `INSERT INTO appointment (id, user_id, org_id, role, starts_at, created_at)
     SELECT id, person, org, role, $5, $5 FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[]) AS p (id, person, org, role)`,
    [
      column((p) => p.appointmentId),
      column((p) => p.userId),
      column((p) => p.orgId),
      column((p) => p.role),
      long,
    ],
  );
  await database.query(
    `INSERT INTO access_token (id, user_id, name, token_hash, created_at, last_used_at, expires_at)
     SELECT gen_random_uuid(), person, 'bench', hash, $3, now() + interval '1 day', now() + interval '1 day'
     FROM unnest($1::uuid[], $2::bytea[]) AS p (person, hash)`,
    [
      column((p) => p.userId),
      column((p) => createHmac('sha256', sessionSecret).update(p.token).digest()),
      long,
    ],
  );
  await database.query(
    `INSERT INTO session (id, user_id, token_hash, csrf_token, created_at, last_seen_at, expires_at)
     SELECT gen_random_uuid(), user_id, token_hash, $1, now(), now(), now() + interval '1 day' FROM access_token`,
    [csrfToken],
  );
  return new Map(people.map((person) => [person.code, person]));
}

async function subjects(database: Database, people: Map<string, Person>, cycle: string): Promise<Subject[]> {
  const rows = await database.query<{ id: string; code: string; parent: string }>(
    `SELECT r.id, o.code, p.code AS parent FROM report r JOIN cycle c ON c.id = r.cycle_id
       JOIN org_unit o ON o.id = r.org_id JOIN org_unit p ON p.id = o.parent_id WHERE c.code LIKE $1 ORDER BY r.id`,
    [cycle],
  );
  const person = (code: string) => people.get(code) as Person;
  return rows.map((row) => ({
    reportId: row.id,
    secretary: person(`${row.code}.secretary`),
    reviewer: person(`${row.parent}.reviewer`),
    superior: person('sf.reviewer'),
    leader: person('sf.leader'),
    publisher: person('sf.publisher'),
  }));
}
