import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Jobs } from '@contracts/index';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { UnitOfWork } from '@platform/database';
import { GivesUpJob, HandlesJob, type JobContext, OwedJobs } from '@platform/queues';
import { ObjectStore } from '@platform/storage';
import { type ArchiveEntry, renderArchive } from './archive';
import { type DocumentFormat, mediaTypes } from './document-format';
import { ExportRepository } from './export.repository';
import { exportKey } from './export-file';
import { RevisionFiles } from './revision-files';

const batch = 50;
/** Rows of progress are written at most this often. */
const progressMilliseconds = 500;

/** Packs what was ordered: renders one document after the other into a file, then keeps it. */
@Injectable()
export class ExportPacker {
  constructor(
    private readonly exports: ExportRepository,
    private readonly files: RevisionFiles,
    private readonly store: ObjectStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly owed: OwedJobs,
    private readonly clock: Clock,
  ) {}

  /** May run twice: the file has one name and the receipt is settled with the state. */
  @HandlesJob('document.export')
  async pack({ exportId }: Jobs['document.export'], { id: jobId }: JobContext): Promise<void> {
    const row = await this.exports.find(exportId);
    if (!row || !(await this.exports.begin(exportId))) {
      await this.unitOfWork.run((transaction) => this.owed.settle(transaction, jobId));
      return;
    }
    const folder = await mkdtemp(join(tmpdir(), 'baoshen-export-'));
    try {
      const path = join(folder, 'export.zip');
      await pipeline(this.archive(exportId, row.format, new Date(row.requestedAt)), createWriteStream(path));
      const { size } = await stat(path);
      await this.store.putFile(exportKey(exportId), path, mediaTypes.zip);
      await this.unitOfWork.run(async (transaction) => {
        await this.exports.finish(transaction, exportId, size, this.clock.now());
        await this.owed.settle(transaction, jobId);
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Says for good that it did not work; the administrator sees the job, the requester the state. */
  @GivesUpJob('document.export')
  async giveUp({ exportId }: Jobs['document.export']): Promise<void> {
    await this.exports.fail(exportId, this.clock.now());
  }

  private archive(exportId: string, format: DocumentFormat, at: Date) {
    let told = performance.now();
    return renderArchive(this.entries(exportId, format), {
      at,
      onEntry: async (written) => {
        if (performance.now() - told < progressMilliseconds) return;
        told = performance.now();
        await this.exports.progress(exportId, written);
      },
    });
  }

  private async *entries(exportId: string, format: DocumentFormat): AsyncGenerator<ArchiveEntry> {
    let after = 0;
    for (;;) {
      const items = await this.exports.items(exportId, after, batch);
      for (const { reportId, revision, folders } of items) {
        yield { folders: folders ?? [], ...(await this.files.of(reportId, revision, format, exportId)) };
      }
      const last = items.at(-1);
      if (!last) return;
      after = last.position;
    }
  }
}
