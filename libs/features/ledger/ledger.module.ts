import { AuditModule } from '@features/audit';
import { OrgModule } from '@features/org';
import { PeopleModule } from '@features/people';
import { Module } from '@nestjs/common';
import { ComputingModule } from '@platform/computing';
import { BatchStore } from './batch-store';
import { FigureReader } from './figure-reader';
import { ItemBook } from './item-book';
import { ItemBulk } from './item-bulk';
import { ItemEntry } from './item-entry';
import { ItemImportService } from './item-import.service';
import { ItemJudge } from './item-judge';
import { ItemReader } from './item-reader';
import { ItemTasks } from './item-tasks';
import { LedgerListeners } from './ledger-listeners';
import { LedgerStoreModule } from './ledger-store.module';
import { Sampling } from './sampling';

const parts = [
  BatchStore,
  FigureReader,
  ItemBook,
  ItemBulk,
  ItemImportService,
  ItemEntry,
  ItemJudge,
  ItemReader,
  ItemTasks,
  Sampling,
];

/** The rectification ledger 整改台账: items, batches, their life and their figures. */
@Module({
  imports: [AuditModule, ComputingModule, LedgerStoreModule, OrgModule, PeopleModule],
  providers: [...parts, LedgerListeners],
  exports: [...parts, LedgerStoreModule],
})
export class LedgerModule {}
