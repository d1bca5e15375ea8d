import { ApiModule } from '@apps/api/api.module';
import { WorkerPartsModule } from '@apps/worker/worker-parts.module';
import { type DynamicModule, Module } from '@nestjs/common';
import type { Clock } from '@platform/clock';
import type { Environment } from '@platform/config';

export interface StandaloneComposition {
  environment: Environment;
  clock: Clock;
  databaseUrl: string;
}

/** API and worker in one process, on one pool of connections and one set of queues (design 2.1, ROLE=all). */
@Module({})
export class StandaloneModule {
  static composedOf(composition: StandaloneComposition): DynamicModule {
    return {
      module: StandaloneModule,
      imports: [ApiModule.composedOf(composition), WorkerPartsModule],
    };
  }
}
