import { AuditModule } from '@features/audit';
import { BacklogModule } from '@features/backlog';
import { type DynamicModule, Module } from '@nestjs/common';
import { type Clock, ClockModule } from '@platform/clock';
import { ConfigModule, type Environment } from '@platform/config';
import { DatabaseModule } from '@platform/database';
import { TargetJudges } from '@platform/http';
import { MailModule } from '@platform/mail';
import { QueuesModule } from '@platform/queues';
import { SignalsModule } from '@platform/signals';
import { StorageModule } from '@platform/storage';
import { WatchingModule } from '@platform/watching';
import { WorkerPartsModule } from './worker-parts.module';

export interface WorkerComposition {
  environment: Environment;
  clock: Clock;
  databaseUrl: string;
  /** Keeps installations that share a Redis apart. */
  queueNamespace?: string;
}

/** The features register who may see what of theirs; here nobody asks them. */
const judges: DynamicModule = {
  module: class JudgesModule {},
  global: true,
  providers: [TargetJudges],
  exports: [TargetJudges],
};

/** A worker process of its own. */
@Module({})
export class WorkerModule {
  static composedOf({ environment, clock, databaseUrl, queueNamespace }: WorkerComposition): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        ConfigModule.with(environment),
        ClockModule.with(clock),
        DatabaseModule.connectedTo({
          url: databaseUrl,
          pool: environment.DATABASE_POOL,
          applicationName: 'baoshen-worker',
        }),
        WatchingModule,
        BacklogModule,
        judges,
        AuditModule,
        SignalsModule,
        StorageModule,
        QueuesModule.on(
          { redisUrl: environment.REDIS_URL, databaseUrl, namespace: queueNamespace },
          environment.TZ_DEFAULT,
        ),
        MailModule.fromEnvironment(),
        WorkerPartsModule,
      ],
    };
  }
}
