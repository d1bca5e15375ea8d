import { type DynamicModule, Global, Module, Optional } from '@nestjs/common';
import { Readiness } from '@platform/watching';
import { OwedJobs } from './owed-jobs';
import { type QueueTarget, queueBackend } from './queue-backend';
import { Queues } from './queues';
import { WorkFaultsModule } from './work-faults.module';

/** Queues for whoever adds jobs; the worker adds `JobRunnerModule` to it. */
@Global()
@Module({})
export class QueuesModule {
  constructor(queues: Queues, @Optional() readiness?: Readiness) {
    readiness?.add(async () => {
      await queues.reach();
      return null;
    }, 'queue_away');
  }

  static on(target: QueueTarget, timeZone: string): DynamicModule {
    return {
      module: QueuesModule,
      imports: [WorkFaultsModule],
      providers: [
        {
          provide: Queues,
          useFactory: () => new Queues(queueBackend(target), timeZone),
        },
        OwedJobs,
      ],
      exports: [Queues, OwedJobs],
    };
  }
}
