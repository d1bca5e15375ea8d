import { AuditModule } from '@features/audit';
import { SignInModule } from '@features/sign-in';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ClockModule, SettableClock } from '@platform/clock';
import { ConfigModule, type Environment } from '@platform/config';
import { DatabaseModule, SteadyClient } from '@platform/database';
import { HttpModule } from '@platform/http';
import { JsonLogger } from '@platform/logging';
import { MailModule } from '@platform/mail';
import { QueuesModule } from '@platform/queues';
import { SignalsModule } from '@platform/signals';
import { DemoDataModule } from './demo-data.module';
import { DemonstrationService } from './demonstration.service';

/**
 * `empty`: nothing but tables. `unfinished`: a load that was cut off. `loaded`: there. `own`: data that is
 * no demonstration, which is left alone.
 */
export type DemonstrationState = 'empty' | 'unfinished' | 'loaded' | 'own';

/** What a migrated database holds. */
export async function demonstrationState(databaseUrl: string): Promise<DemonstrationState> {
  const client = new SteadyClient({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ started: boolean; loaded: boolean; planted: boolean }>(
      `SELECT EXISTS (SELECT FROM audit_entry WHERE action = 'demonstration.started') AS started,
              EXISTS (SELECT FROM audit_entry WHERE action = 'demonstration.loaded') AS loaded,
              EXISTS (SELECT FROM org_unit) OR EXISTS (SELECT FROM app_user) AS planted`,
    );
    const [row] = rows;
    if (row?.loaded) return 'loaded';
    if (row?.started) return 'unfinished';
    return row?.planted ? 'own' : 'empty';
  } finally {
    await client.end();
  }
}

@Module({})
class DemonstrationModule {}

/**
 * Loads the demonstration data into an empty, migrated database, through the services themselves, in a
 * application of its own whose clock is set to each act's moment.
 * @param parts `organisation`: only the tree, its accounts and the templates
 */
export async function loadDemonstration(
  environment: Environment,
  databaseUrl: string,
  loadedAt: Date,
  parts: 'all' | 'organisation' = 'all',
): Promise<void> {
  const module = {
    module: DemonstrationModule,
    imports: [
      ConfigModule.with(environment),
      ClockModule.with(new SettableClock(loadedAt)),
      DatabaseModule.connectedTo({ url: databaseUrl, pool: 4, applicationName: 'baoshen-demonstration' }),
      HttpModule,
      SignalsModule,
      // Features ask for both; nothing is queued or sent here, and no connection is opened before something is.
      MailModule.fromEnvironment(),
      QueuesModule.on({ databaseUrl }, environment.TZ_DEFAULT),
      AuditModule,
      SignInModule,
      DemoDataModule,
    ],
  };
  const logger = new JsonLogger('warn');
  const context = await NestFactory.createApplicationContext(module, { logger, abortOnError: false });
  try {
    await context.get(DemonstrationService, { strict: false }).load(loadedAt, parts);
  } finally {
    await context.close();
  }
}
