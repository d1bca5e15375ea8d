import { CompilationWorkModule } from '@features/compilation';
import { CycleModule } from '@features/cycle';
import { DocumentPackingModule } from '@features/document';
import { LikenessModule } from '@features/likeness';
import { NotificationModule } from '@features/notification';
import { RecurrenceModule } from '@features/recurrence';
import { ReminderModule } from '@features/reminder';
import { RetentionModule } from '@features/retention';
import { RecountModule } from '@features/review';
import { RollupModule } from '@features/rollup';
import { Module } from '@nestjs/common';
import { JobRunner } from '@platform/queues';
import { ClockWork } from './clock-work';
import { CommentFollowUp } from './comment-follow-up';
import { CompilationWork } from './compilation-work';
import { CycleClosing } from './cycle-closing';
import { CycleFollowUp } from './cycle-follow-up';
import { DocumentExport } from './document-export';
import { EventFollowUp } from './event-follow-up';
import { ExtensionExpiry } from './extension-expiry';
import { LikenessWork } from './likeness-work';
import { OutboxDispatcher } from './outbox-dispatcher';
import { RetentionWork } from './retention-work';
import { RollupPump } from './rollup-pump';

/**
 * Everything a worker does, on the global platform modules that the process brings: a worker of its own, or the
 * whole house in one process.
 */
@Module({
  imports: [
    CompilationWorkModule,
    CycleModule,
    DocumentPackingModule,
    LikenessModule,
    NotificationModule,
    RecountModule,
    RecurrenceModule,
    ReminderModule,
    RetentionModule,
    RollupModule,
  ],
  providers: [
    ClockWork,
    CommentFollowUp,
    CompilationWork,
    CycleClosing,
    CycleFollowUp,
    DocumentExport,
    EventFollowUp,
    ExtensionExpiry,
    JobRunner,
    LikenessWork,
    OutboxDispatcher,
    RetentionWork,
    RollupPump,
  ],
  exports: [CycleFollowUp, EventFollowUp, ExtensionExpiry, OutboxDispatcher],
})
export class WorkerPartsModule {}
