import { Module } from '@nestjs/common';
import { ReportStore } from './report-store';
import { WorkingCalendarSource } from './working-calendar';

/** Loading and writing a report's life, for processes that answer no requests as well. */
@Module({
  providers: [ReportStore, WorkingCalendarSource],
  exports: [ReportStore, WorkingCalendarSource],
})
export class ReportStoreModule {}
