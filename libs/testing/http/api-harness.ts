import type { AddressInfo } from 'node:net';
import { ApiModule } from '@apps/api/api.module';
import { createApiApplication } from '@apps/api/application';
import type { DynamicModule, LoggerService } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SettableClock } from '@platform/clock';
import { Environment } from '@platform/config';
import { Database, UnitOfWork } from '@platform/database';
import { createTestDatabase, type TestDatabase } from '@testing/database';
import { type SeededOrganisation, seedOrganisation } from '@testing/organisation';
import { ApiClient } from './api-client';
import { issueToken, sessionSecret } from './issue-token';

export interface ApiHarnessOptions {
  /**
   * What the clock shows at first.
   * @default 2025-11-20T01:00:00Z, nine in the morning in Shanghai
   */
  now?: Date;
  /**
   * Whether the tree of design 2.2 and its accounts are there.
   * @default true
   */
  organisation?: boolean;
  /** Modules that the test needs beside the application's own. */
  imports?: NonNullable<DynamicModule['imports']>;
  /** What the environment says beside the test's own. */
  environment?: Partial<Environment>;
  /** Hears what the application logs; tests are quiet otherwise. */
  logger?: LoggerService;
}

/** A running API on a database of its own; filled before the first test of the file. */
export interface ApiHarness {
  readonly application: NestFastifyApplication;
  readonly clock: SettableClock;
  readonly database: Database;
  /** For processes that join it. */
  readonly databaseUrl: string;
  readonly unitOfWork: UnitOfWork;
  readonly organisation: SeededOrganisation;
  /** Speaks as the account of that username; tokens are written straight into the database. */
  as(username: string): Promise<ApiClient>;
  /** Speaks as nobody. */
  readonly anonymous: ApiClient;
}

const standardNow = new Date('2025-11-20T01:00:00Z');

/** Starts the real HTTP application before the tests of a file and stops it afterwards. Call inside a `describe`. */
export function apiHarness(options: ApiHarnessOptions = {}): ApiHarness {
  let own: TestDatabase;
  let application: NestFastifyApplication;
  let address: string;
  let organisation: SeededOrganisation;
  const clients = new Map<string, ApiClient>();
  const clock = new SettableClock(options.now ?? standardNow);

  beforeAll(async () => {
    own = await createTestDatabase();
    const environment = Object.assign(testEnvironment(own.url), options.environment);
    const composed = ApiModule.composedOf({
      environment,
      clock,
      databaseUrl: own.url,
      queueNamespace: own.name,
    });
    const module = { ...composed, imports: [...(composed.imports ?? []), ...(options.imports ?? [])] };
    application = await createApiApplication(module, environment);
    if (options.logger) application.useLogger(options.logger);
    await application.listen(0, '127.0.0.1');
    const { port } = application.getHttpServer().address() as AddressInfo;
    address = `http://127.0.0.1:${port}`;
    if (options.organisation ?? true)
      organisation = await seedOrganisation(application.get(Database), clock.now());
  });
  afterAll(async () => {
    await application?.close();
    await own?.drop();
  });

  return {
    clock,
    get application() {
      return application;
    },
    get database() {
      return application.get(Database);
    },
    get databaseUrl() {
      return own.url;
    },
    get unitOfWork() {
      return application.get(UnitOfWork);
    },
    get organisation() {
      return organisation;
    },
    get anonymous() {
      return new ApiClient(address);
    },
    as: async (username) => {
      const known = clients.get(username);
      if (known) return known;
      const client = new ApiClient(
        address,
        await issueToken(application.get(Database), username, clock.now()),
      );
      clients.set(username, client);
      return client;
    },
  };
}

/** The environment of a test's application: quiet, and on the given database. */
export function testEnvironment(databaseUrl: string): Environment {
  return Object.assign(new Environment(), {
    DATABASE_URL: databaseUrl,
    SESSION_SECRET: sessionSecret,
    LOG_LEVEL: 'fatal',
    DEMO: '0',
    DATABASE_POOL: 10,
  });
}
