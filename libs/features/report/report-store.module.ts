import { WorkingCalendarModule } from '@features/working-calendar';
import { Module } from '@nestjs/common';
import { ReportStore } from './report-store';

/** Loading and writing a report's life, for processes that answer no requests as well. */
@Module({
  imports: [WorkingCalendarModule],
  providers: [ReportStore],
  exports: [ReportStore],
})
export class ReportStoreModule {}
