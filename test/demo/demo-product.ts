import { chmod, mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiModule } from '@apps/api/api.module';
import { createApiApplication } from '@apps/api/application';
import { AuditModule } from '@features/audit';
import { loadDemonstration } from '@features/demo-data';
import { InvariantModule, type InvariantResult, InvariantService } from '@features/invariant';
import { demonstrationPassword } from '@features/sign-in';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ClockModule, SettableClock } from '@platform/clock';
import { ConfigModule, type Environment, readEnvironment } from '@platform/config';
import { DatabaseModule, migrate } from '@platform/database';
import { EmbeddedDatabase } from '@platform/embedded-database';
import { SignalsModule } from '@platform/signals';
import { StorageModule } from '@platform/storage';
import { ApiClient } from '@testing/http/api-client';
import { DemoWorker, type Stage } from './demo-worker';

interface Place {
  folder: string;
  database: EmbeddedDatabase;
  environment: Environment;
}

/**
 * The whole product for one run: a database of its own that is thrown away, the tree and the accounts of the
 * demonstration, and the real HTTP application, with a clock that the script moves through the year.
 */
export class DemoProduct {
  private readonly clients = new Map<string, ApiClient>();

  private constructor(
    private readonly place: Place,
    private readonly application: NestFastifyApplication,
    readonly address: string,
    private readonly clock: SettableClock,
    private readonly worker: DemoWorker,
  ) {}

  static async open(startsAt: Date): Promise<DemoProduct> {
    const folder = await mkdtemp(join(tmpdir(), 'baoshen-demo-'));
    await chmod(folder, 0o755);
    const database = await EmbeddedDatabase.start({ dataDir: folder });
    const url = await database.ensureDatabase('demo');
    const environment = readEnvironment({
      DATA_DIR: folder,
      DEMO: '1',
      LOG_LEVEL: 'error',
      SESSION_SECRET: 'a secret for the length of one run',
    });
    await migrate({ url, pool: 2, applicationName: 'baoshen-demo' });
    await loadDemonstration(environment, url, startsAt, 'organisation');
    const clock = new SettableClock(startsAt);
    const module = ApiModule.composedOf({ environment, clock, databaseUrl: url });
    const application = await createApiApplication(module, environment);
    await application.listen(0, '127.0.0.1');
    const { port } = application.getHttpServer().address() as AddressInfo;
    const worker = await DemoWorker.open(environment, clock, url);
    const address = `http://127.0.0.1:${port}`;
    return new DemoProduct({ folder, database, environment }, application, address, clock, worker);
  }

  /** Moves the calendar, reminders on the way included; local time of Shanghai, e.g. `2025-12-05 09:30`. */
  async at(local: string): Promise<void> {
    await this.worker.walkTo(new Date(`${local.replace(' ', 'T')}:00+08:00`));
  }

  /** What the worker did since the stage before, once all is followed up and every figure compared. */
  stage(): Promise<Stage> {
    return this.worker.stage();
  }

  reminderDays(username: string): Promise<string[]> {
    return this.worker.reminderDays(username);
  }

  minutesPass(minutes: number): void {
    this.clock.advance(minutes * 60_000);
  }

  /** Speaks over HTTP as an account, by a token that its password bought. */
  async as(username: string): Promise<ApiClient> {
    const known = this.clients.get(username);
    if (known) return known;
    const bought = await new ApiClient(this.address).post<{ token?: string }>('/auth/tokens', {
      name: 'demo',
      username,
      password: demonstrationPassword,
      expiresAt: new Date(this.clock.now().getTime() + 200 * 86_400_000).toISOString(),
    });
    if (!bought.body.token) throw new Error(`${username} got no token: ${JSON.stringify(bought.body)}`);
    const client = new ApiClient(this.address, bought.body.token);
    this.clients.set(username, client);
    return client;
  }

  /** Reads the database behind the API's back and checks every promise. */
  async verify(): Promise<InvariantResult[]> {
    const module = {
      module: DemoProduct,
      imports: [
        ConfigModule.with(this.place.environment),
        ClockModule.with(this.clock),
        DatabaseModule.connectedTo({
          url: this.place.database.url('demo'),
          pool: 2,
          applicationName: 'baoshen-demo-verify',
        }),
        SignalsModule,
        StorageModule,
        AuditModule,
        InvariantModule,
      ],
    };
    const context = await NestFactory.createApplicationContext(module, {
      logger: ['error'],
      abortOnError: false,
    });
    try {
      return await context.get(InvariantService, { strict: false }).check();
    } finally {
      await context.close();
    }
  }

  async close(): Promise<void> {
    await this.worker.end();
    await this.application.close();
    await this.place.database.stop();
    await rm(this.place.folder, { recursive: true, force: true });
  }
}
