import { ItemListModule } from '@features/item-list';
import { OrgModule } from '@features/org';
import { TemplateModule } from '@features/template';
import { WorkingCalendarModule } from '@features/working-calendar';
import { Module } from '@nestjs/common';
import { ComputingModule } from '@platform/computing';
import { ContentFacts } from './draft/content-facts';
import { DraftChecks } from './draft/draft-checks';
import { LastYears } from './draft/previous-report';
import { EndedUnits } from './ended-units';
import { ReportJudge } from './report-judge';
import { ReportLife } from './report-life';
import { ReportReader } from './report-reader';
import { ReportStore } from './report-store';

/** Loading and writing a report's life, for processes that answer no requests as well. */
@Module({
  imports: [WorkingCalendarModule],
  providers: [ReportStore],
  exports: [ReportStore],
})
export class ReportStoreModule {}

/** Reports: reading, saving, and every transition of their life. */
@Module({
  imports: [ComputingModule, ItemListModule, ReportStoreModule, OrgModule, TemplateModule],
  providers: [ReportLife, ReportReader, ReportJudge, ContentFacts, DraftChecks, LastYears, EndedUnits],
  exports: [ReportStoreModule, ReportLife, ReportReader, ReportJudge, ContentFacts, DraftChecks],
})
export class ReportModule {}
