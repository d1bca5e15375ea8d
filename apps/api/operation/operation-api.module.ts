import { NotificationModule } from '@features/notification';
import { RecurrenceModule } from '@features/recurrence';
import { Module } from '@nestjs/common';
import { OperationController } from './operation.controller';
import { QueueBoard } from './queue-board';
import { RecurrenceController } from './recurrence.controller';
import { SettingController } from './setting.controller';

@Module({
  imports: [NotificationModule, RecurrenceModule],
  controllers: [OperationController, RecurrenceController, SettingController],
  providers: [QueueBoard],
})
export class OperationApiModule {}
