import { Module } from '@nestjs/common';
import { HolidayService } from './holiday.service';
import { WorkingCalendarSource } from './working-calendar';

/** Working days as published and as administrators entered them. */
@Module({
  providers: [HolidayService, WorkingCalendarSource],
  exports: [HolidayService, WorkingCalendarSource],
})
export class WorkingCalendarModule {}
