export { ReminderModule } from './reminder.module';
export { ReminderPlanner } from './reminder-planner';
export { ReminderSweep } from './reminder-sweep';
