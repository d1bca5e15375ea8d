import { jobDefinitions } from '@contracts/index';
import { ExportPacker } from '@features/document';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobHandlers } from '@platform/queues';

/** Packs the archives that were ordered. */
@Injectable()
export class DocumentExport implements OnModuleInit {
  constructor(
    private readonly packer: ExportPacker,
    private readonly handlers: JobHandlers,
  ) {}

  onModuleInit(): void {
    this.handlers.register('document.export', async ({ exportId }, { id, attempt }) => {
      try {
        await this.packer.pack(exportId, id);
      } catch (error) {
        if (attempt >= jobDefinitions['document.export'].attempts) await this.packer.giveUp(exportId);
        throw error;
      }
    });
  }
}
