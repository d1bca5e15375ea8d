import { NotificationModule } from '@features/notification';
import { Module } from '@nestjs/common';
import { ReminderPlanningModule } from './reminder-planning.module';
import { ReminderSweep } from './reminder-sweep';

@Module({
  imports: [NotificationModule, ReminderPlanningModule],
  providers: [ReminderSweep],
  exports: [ReminderPlanningModule, ReminderSweep],
})
export class ReminderModule {}
