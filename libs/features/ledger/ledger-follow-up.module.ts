import { NotificationModule } from '@features/notification';
import { Module } from '@nestjs/common';
import { WorkFaultsModule } from '@platform/queues';
import { ItemFollowUp } from './item-follow-up';
import { ItemNotifier } from './item-notifier';
import { LedgerStoreModule } from './ledger-store.module';

/** What a worker does for the ledger. */
@Module({
  imports: [LedgerStoreModule, NotificationModule, WorkFaultsModule],
  providers: [ItemFollowUp, ItemNotifier],
  exports: [ItemFollowUp, LedgerStoreModule],
})
export class LedgerFollowUpModule {}
