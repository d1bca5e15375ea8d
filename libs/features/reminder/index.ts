export { ReminderModule } from './reminder.module';
export { ReminderPlanner } from './reminder-planner';
export { ReminderPlanningModule } from './reminder-planning.module';
export { ReminderSweep } from './reminder-sweep';
