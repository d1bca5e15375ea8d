import { ApiModule } from '@apps/api/api.module';
import { WorkerPartsModule } from '@apps/worker/worker-parts.module';
import { type DynamicModule, Module } from '@nestjs/common';
import type { Clock } from '@platform/clock';
import type { Environment } from '@platform/config';
import { MailModule } from '@platform/mail';
import { QueuesModule } from '@platform/queues';

export interface StandaloneComposition {
  environment: Environment;
  clock: Clock;
  databaseUrl: string;
}

/** API and worker in one process, on one pool of connections (design 2.1, ROLE=all). */
@Module({})
export class StandaloneModule {
  static composedOf(composition: StandaloneComposition): DynamicModule {
    const { environment, databaseUrl } = composition;
    return {
      module: StandaloneModule,
      imports: [
        ApiModule.composedOf(composition),
        QueuesModule.on({ redisUrl: environment.REDIS_URL, databaseUrl }, environment.TZ_DEFAULT),
        MailModule.fromEnvironment(),
        WorkerPartsModule,
      ],
    };
  }
}
