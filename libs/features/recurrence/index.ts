export type { Recurrence, RecurringPlan } from './recurrence';
export { RecurrenceModule } from './recurrence.module';
export { RecurrenceRepository } from './recurrence.repository';
export { type NewRecurrence, RecurrenceService } from './recurrence.service';
