import { ItemListModule } from '@features/item-list';
import { ReportModule } from '@features/report';
import { TemplateModule } from '@features/template';
import { Module } from '@nestjs/common';
import { ComputingModule } from '@platform/computing';
import { HistoryRepository } from './history.repository';
import { ReportContents } from './report-contents';
import { ReportHistory } from './report-history';

/** What was written, handed in and decided: revisions, events, decisions, and comparisons between any two of them. */
@Module({
  imports: [ComputingModule, ItemListModule, ReportModule, TemplateModule],
  providers: [HistoryRepository, ReportHistory, ReportContents],
  exports: [ReportHistory, ReportContents],
})
export class ReportHistoryModule {}
