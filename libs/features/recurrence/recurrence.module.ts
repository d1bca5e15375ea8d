import { CycleModule } from '@features/cycle';
import { NotificationModule } from '@features/notification';
import { Module } from '@nestjs/common';
import { RecurrenceRepository } from './recurrence.repository';
import { RecurrenceService } from './recurrence.service';

@Module({
  imports: [CycleModule, NotificationModule],
  providers: [RecurrenceRepository, RecurrenceService],
  exports: [RecurrenceRepository, RecurrenceService],
})
export class RecurrenceModule {}
