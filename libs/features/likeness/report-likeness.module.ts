import { ReportModule } from '@features/report';
import { ReportHistoryModule } from '@features/report-history';
import { Module } from '@nestjs/common';
import { LikenessModule } from './likeness.module';
import { ReportLikenessService } from './report-likeness.service';

/** Likeness as people see it. */
@Module({
  imports: [LikenessModule, ReportModule, ReportHistoryModule],
  providers: [ReportLikenessService],
  exports: [ReportLikenessService],
})
export class ReportLikenessModule {}
