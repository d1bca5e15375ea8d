import { AttentionModule } from '@features/attention';
import { NotificationModule } from '@features/notification';
import { RecurrenceModule } from '@features/recurrence';
import { ReviewModule } from '@features/review';
import { WorkingCalendarModule } from '@features/working-calendar';
import { Module } from '@nestjs/common';
import { AttentionController } from './attention.controller';
import { OperationController } from './operation.controller';
import { QueueBoard } from './queue-board';
import { RecurrenceController } from './recurrence.controller';
import { SettingController } from './setting.controller';

@Module({
  imports: [AttentionModule, NotificationModule, RecurrenceModule, ReviewModule, WorkingCalendarModule],
  controllers: [AttentionController, OperationController, RecurrenceController, SettingController],
  providers: [QueueBoard],
})
export class OperationApiModule {}
