import { jobDefinitions } from '@contracts/index';
import { ExpiredExports, ExportPacker } from '@features/document';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { JobHandlers } from '@platform/queues';

/** Packs the archives that were ordered. */
@Injectable()
export class DocumentExport implements OnModuleInit {
  private readonly logger = new Logger(DocumentExport.name);

  constructor(
    private readonly packer: ExportPacker,
    private readonly expired: ExpiredExports,
    private readonly handlers: JobHandlers,
  ) {}

  onModuleInit(): void {
    this.handlers.register('document.export', async ({ exportId }, { id, attempt }) => {
      try {
        // What is left of other archives has nothing to do with this one, and is tried again with the next.
        await this.expired
          .remove()
          .catch((error: Error) => this.logger.warn(`Expired archives: ${error.message}`));
        await this.packer.pack(exportId, id);
      } catch (error) {
        if (attempt >= jobDefinitions['document.export'].attempts) await this.packer.giveUp(exportId);
        throw error;
      }
    });
  }
}
