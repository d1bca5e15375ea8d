import { CompilationWorkModule } from '@features/compilation';
import { CycleModule } from '@features/cycle';
import { DocumentPackingModule } from '@features/document';
import { LedgerFollowUpModule } from '@features/ledger';
import { LikenessFollowUpModule } from '@features/likeness';
import { NotificationModule } from '@features/notification';
import { RecurrenceModule } from '@features/recurrence';
import { ReminderModule } from '@features/reminder';
import { RetentionModule } from '@features/retention';
import { RecountModule } from '@features/review';
import { RollupModule } from '@features/rollup';
import { Module } from '@nestjs/common';
import { JobRunnerModule } from '@platform/queues';
import { ClockWork } from './clock-work';
import { CycleClosing } from './cycle-closing';
import { CycleFollowUp } from './cycle-follow-up';
import { EventFollowUp } from './event-follow-up';
import { ExtensionExpiry } from './extension-expiry';
import { OutboxDispatcher } from './outbox-dispatcher';

/**
 * Everything a worker does, on the global platform modules that the process brings: a worker of its own, or the
 * whole product in one process.
 */
@Module({
  imports: [
    CompilationWorkModule,
    CycleModule,
    DocumentPackingModule,
    JobRunnerModule,
    LedgerFollowUpModule,
    LikenessFollowUpModule,
    NotificationModule,
    RecountModule,
    RecurrenceModule,
    ReminderModule,
    RetentionModule,
    RollupModule,
  ],
  providers: [ClockWork, CycleClosing, CycleFollowUp, EventFollowUp, ExtensionExpiry, OutboxDispatcher],
  exports: [CycleFollowUp, ExtensionExpiry, OutboxDispatcher],
})
export class WorkerPartsModule {}
