export { HolidayService } from './holiday.service';
export { WorkingCalendarSource } from './working-calendar';
export { WorkingCalendarModule } from './working-calendar.module';
