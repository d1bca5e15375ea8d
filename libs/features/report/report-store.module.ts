import { Module } from '@nestjs/common';
import { ReportDesk } from './report-desk';
import { ReportStore } from './report-store';
import { WorkingCalendarSource } from './working-calendar';

/** Loading and writing a report's life, for processes that answer no requests as well. */
@Module({
  providers: [ReportStore, ReportDesk, WorkingCalendarSource],
  exports: [ReportStore, ReportDesk, WorkingCalendarSource],
})
export class ReportStoreModule {}
