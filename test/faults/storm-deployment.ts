import { mkdtempSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RouteStep } from '@domain/cycle/cycle-definition';
import { Database, dataSourceOptions, migrate, UnitOfWork } from '@platform/database';
import { issueToken } from '@testing/http';
import { type SeededOrganisation, seedOrganisation } from '@testing/organisation';
import { type Backend, MailServer, openCycle } from '@testing/worker';
import { DataSource } from 'typeorm';
import { OwnPostgres } from './own-postgres';
import { OwnRedis } from './own-redis';
import { ProductProcess } from './product-process';
import type { Subject } from './storm-client';
import { branches, size, stormTree } from './storm-size';

const day = 86_400_000;
const route: RouteStep[] = [{ at: 'general_branch', role: 'reviewer', mode: 'any', workingDays: 3 }];
/** One occurrence, which is past: whatever the hour, everybody is reminded exactly once. */
const reminderPlan = { daysBefore: [7], onDay: false, overdueEveryDays: 0, superiorAfterDays: 0 };

// BullMQ opens its LISTEN connection itself and listens to its errors a moment later; all others are ours.
const listenRace = /Emitted 'error' event on Client instance/;

/** How many processes of the product there are. */
export interface Staff {
  apis: number;
  workers: number;
}

/** The surroundings of a storm: a database, a Redis and a mail server of its own, and the product's processes. */
export class StormDeployment {
  readonly database: Database;
  readonly apis: ProductProcess[];
  readonly workers: ProductProcess[];

  private constructor(
    readonly name: string,
    private readonly parts: Parts,
    staff: Staff,
  ) {
    const { redis, smtpUrl, logs } = parts;
    this.database = new Database(parts.dataSource);
    const environment = { databaseUrl: this.url, redisUrl: redis?.url, smtpUrl, logs };
    const processes = (role: 'api' | 'worker', length: number) =>
      Array.from({ length }, (_, number) => new ProductProcess(role, number, environment));
    this.apis = processes('api', staff.apis);
    this.workers = processes('worker', staff.workers);
  }

  static async build(backend: Backend, staff: Staff = { apis: 2, workers: 3 }): Promise<StormDeployment> {
    const postgres = await OwnPostgres.start();
    const name = `faults_${backend}`;
    const url = await postgres.ensureDatabase(name);
    await migrate({ url, pool: 1, applicationName: 'baoshen-faults' });
    const target = { url, pool: 4, applicationName: 'baoshen-faults' };
    const dataSource = await new DataSource(dataSourceOptions(target)).initialize();
    const post = new MailServer();
    const parts = {
      postgres,
      post,
      dataSource,
      subjects: await furnish(dataSource),
      redis: backend === 'redis' ? await OwnRedis.start() : undefined,
      smtpUrl: await post.start(),
      logs: mkdtempSync(join(process.env.FAULT_LOGS ?? tmpdir(), 'baoshen-faults-logs-')),
    };
    return new StormDeployment(name, parts, staff);
  }

  get postgres(): OwnPostgres {
    return this.parts.postgres;
  }

  get redis(): OwnRedis | undefined {
    return this.parts.redis;
  }

  get smtpUrl(): string {
    return this.parts.smtpUrl;
  }

  /** Every letter that arrived. */
  get letters(): readonly string[] {
    return this.parts.post.letters;
  }

  get subjects(): Subject[] {
    return this.parts.subjects;
  }

  get url(): string {
    return this.postgres.url(this.name);
  }

  /** How often a process of the product ended although nobody killed it. */
  get endedByThemselves(): number {
    return [...this.apis, ...this.workers].reduce((sum, each) => sum + each.endedByItself, 0);
  }

  /** What processes said that ended by a fault of their own; one that finds no database to start on says less. */
  async faults(): Promise<string[]> {
    const { logs } = this.parts;
    const said = await Promise.all((await readdir(logs)).map((name) => readFile(join(logs, name), 'utf8')));
    return said
      .flatMap((text) => text.match(/^(?!\{).*\n(?:.*\n){0,40}?Node\.js v\d.*$/gm) ?? [])
      .filter((fault) => !listenRace.test(fault));
  }

  /** Ends the product's processes, all at once and without a goodbye. */
  async endProcesses(): Promise<void> {
    await Promise.all([...this.apis, ...this.workers].map((each) => each.end()));
  }

  /** Lets go of the database, so that it can be copied. */
  disconnect(): Promise<void> {
    return this.parts.dataSource.isInitialized ? this.parts.dataSource.destroy() : Promise.resolve();
  }

  async demolish(): Promise<void> {
    const { post, redis, postgres, logs } = this.parts;
    await this.endProcesses();
    await this.disconnect();
    await post.stop();
    await redis?.stop();
    await postgres.stop();
    // `FAULT_LOGS` names a folder that keeps what the processes said.
    if (!process.env.FAULT_LOGS) await rm(logs, { recursive: true, force: true });
  }
}

interface Parts {
  postgres: OwnPostgres;
  redis: OwnRedis | undefined;
  post: MailServer;
  smtpUrl: string;
  subjects: Subject[];
  dataSource: DataSource;
  /** Where the processes write what they say. */
  logs: string;
}

/** People, the cycle of the storm and the cycles that are to be reminded of. */
async function furnish(dataSource: DataSource): Promise<Subject[]> {
  const database = new Database(dataSource);
  const unitOfWork = new UnitOfWork(dataSource);
  const seeded = await seedOrganisation(database, new Date(Date.now() - 60 * day), stormTree);
  // Whoever runs this at night wants the letters all the same.
  await database.query(
    `UPDATE app_user SET email = username || '@example.org'
      WHERE username LIKE '%.reviewer' OR username LIKE 'g0b%.secretary'`,
  );
  await database.query(
    `INSERT INTO notification_preference (user_id, settings, updated_at)
     SELECT id, '{"quiet": null}', now() FROM app_user`,
  );
  const cycle = await openCycle(unitOfWork, seeded, { dueOn: '2099-12-10', openedAt: new Date(), route });
  const openedAt = new Date(Date.now() - 30 * day);
  const dueOn = new Date(Date.now() + day).toISOString().slice(0, 10);
  for (let number = 0; number < size.remindedCycles; number += 1)
    await openCycle(unitOfWork, seeded, { code: `due${number}`, dueOn, openedAt, reminderPlan });
  await database.query('ANALYZE');
  return subjectsOf(database, seeded, cycle.reports);
}

async function subjectsOf(
  database: Database,
  seeded: SeededOrganisation,
  reports: Map<string, string>,
): Promise<Subject[]> {
  const tokens = new Map<string, string>();
  for (const username of seeded.users.keys())
    if (/^g\d+(\.reviewer|b\d+\.secretary)$/.test(username))
      tokens.set(username, await issueToken(database, username, new Date()));
  return branches.map((code) => ({
    id: reports.get(code) ?? '',
    org: code,
    state: 'draft',
    revision: 0,
    secretary: tokens.get(`${code}.secretary`) ?? '',
    reviewer: tokens.get(`${code.split('b')[0]}.reviewer`) ?? '',
  }));
}
