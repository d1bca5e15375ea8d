import { RetentionService } from '@features/retention';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobHandlers } from '@platform/queues';
import { UnclaimedFiles } from '@platform/storage';

/** Forgets by night what has ended, and removes files that no record names. */
@Injectable()
export class RetentionWork implements OnModuleInit {
  constructor(
    private readonly retention: RetentionService,
    private readonly files: UnclaimedFiles,
    private readonly handlers: JobHandlers,
  ) {}

  onModuleInit(): void {
    this.handlers.register('record.forget', async () => {
      await this.retention.forget();
    });
    this.handlers.register('file.sweep', async () => {
      await this.files.sweep();
    });
  }
}
