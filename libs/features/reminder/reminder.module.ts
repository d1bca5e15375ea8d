import { NotificationModule } from '@features/notification';
import { Module } from '@nestjs/common';
import { ReminderPlanner } from './reminder-planner';
import { ReminderSweep } from './reminder-sweep';

@Module({
  imports: [NotificationModule],
  providers: [ReminderPlanner, ReminderSweep],
  exports: [ReminderPlanner, ReminderSweep],
})
export class ReminderModule {}
