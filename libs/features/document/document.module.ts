import { BulletinModule } from '@features/bulletin';
import { ReportModule } from '@features/report';
import { ReportHistoryModule } from '@features/report-history';
import { RollupModule } from '@features/rollup';
import { Module } from '@nestjs/common';
import { ComputingModule } from '@platform/computing';
import { CompletionBooks } from './completion-book.service';
import { DocumentRepository } from './document.repository';
import { DocumentService } from './document.service';
import { DocumentFiles } from './document-files';
import { ExpiredExports } from './expired-exports';
import { ExportRepository } from './export.repository';
import { ExportService } from './export.service';
import { ExportJudge } from './export-judge';
import { ExportPacker } from './export-packer';
import { ExportRange } from './export-range';
import { RevisionFiles } from './revision-files';

/** Documents for those who ask over HTTP. */
@Module({
  imports: [ComputingModule, ReportModule, ReportHistoryModule, BulletinModule, RollupModule],
  providers: [
    DocumentRepository,
    DocumentService,
    DocumentFiles,
    CompletionBooks,
    ExportRepository,
    ExportRange,
    ExportService,
    ExportJudge,
  ],
  exports: [DocumentService, CompletionBooks, ExportService],
})
export class DocumentModule {}

/** Documents that a worker packs; it answers nobody and so needs no judge. */
@Module({
  imports: [ComputingModule],
  providers: [
    DocumentRepository,
    DocumentFiles,
    RevisionFiles,
    ExportRepository,
    ExportPacker,
    ExpiredExports,
  ],
  exports: [ExportPacker, ExpiredExports],
})
export class DocumentPackingModule {}
