import { NotificationModule } from '@features/notification';
import { WorkingCalendarModule } from '@features/working-calendar';
import { Module } from '@nestjs/common';
import { WorkFaultsModule } from '@platform/queues';
import { ItemFollowUp } from './item-follow-up';
import { ItemNotifier } from './item-notifier';
import { ItemReminders } from './item-reminders';
import { LedgerStoreModule } from './ledger-store.module';
import { OwedNotes } from './owed-notes';

/** What a worker does for the ledger. */
@Module({
  imports: [LedgerStoreModule, NotificationModule, WorkingCalendarModule, WorkFaultsModule],
  providers: [ItemFollowUp, ItemNotifier, ItemReminders, OwedNotes],
  exports: [ItemFollowUp, ItemReminders, LedgerStoreModule],
})
export class LedgerFollowUpModule {}
