import { ItemListModule } from '@features/item-list';
import { OrgModule } from '@features/org';
import { TemplateModule } from '@features/template';
import { Module } from '@nestjs/common';
import { ComputingModule } from '@platform/computing';
import { ContentFacts } from './content-facts';
import { DraftChecks } from './draft-checks';
import { EndedUnits } from './ended-units';
import { LastYears } from './previous-report';
import { ReportJudge } from './report-judge';
import { ReportLife } from './report-life';
import { ReportReader } from './report-reader';
import { ReportStoreModule } from './report-store.module';

/** Reports: reading, saving, and every transition of their life. */
@Module({
  imports: [ComputingModule, ItemListModule, ReportStoreModule, OrgModule, TemplateModule],
  providers: [ReportLife, ReportReader, ReportJudge, ContentFacts, DraftChecks, LastYears, EndedUnits],
  exports: [ReportStoreModule, ReportLife, ReportReader, ReportJudge, ContentFacts, DraftChecks],
})
export class ReportModule {}
