import { RetentionService } from '@features/retention';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobHandlers } from '@platform/queues';

/** Forgets by night what has ended. */
@Injectable()
export class RetentionWork implements OnModuleInit {
  constructor(
    private readonly retention: RetentionService,
    private readonly handlers: JobHandlers,
  ) {}

  onModuleInit(): void {
    this.handlers.register('record.forget', async () => {
      await this.retention.forget();
    });
  }
}
