import { ItemListModule } from '@features/item-list';
import { OrgModule } from '@features/org';
import { Module } from '@nestjs/common';
import { ComputingModule } from '@platform/computing';
import { ContentFacts } from './content-facts';
import { DraftChecks } from './draft-checks';
import { EndedUnits } from './ended-units';
import { HistoryRepository } from './history.repository';
import { LastYears } from './previous-report';
import { ReportContents } from './report-contents';
import { ReportHistory } from './report-history';
import { ReportJudge } from './report-judge';
import { ReportLife } from './report-life';
import { ReportReader } from './report-reader';
import { ReportStoreModule } from './report-store.module';
import { TemplateCache } from './template-cache';

/** Reports: reading, saving, every transition of their life, and their history. */
@Module({
  imports: [ComputingModule, ItemListModule, ReportStoreModule, OrgModule],
  providers: [
    ReportLife,
    ReportReader,
    ReportJudge,
    ContentFacts,
    DraftChecks,
    LastYears,
    HistoryRepository,
    ReportHistory,
    ReportContents,
    EndedUnits,
    TemplateCache,
  ],
  exports: [
    ReportStoreModule,
    ReportHistory,
    ReportContents,
    ReportLife,
    ReportReader,
    ReportJudge,
    ContentFacts,
    DraftChecks,
    HistoryRepository,
    TemplateCache,
  ],
})
export class ReportModule {}
