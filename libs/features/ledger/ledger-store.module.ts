import { OrgModule } from '@features/org';
import { WorkingCalendarModule } from '@features/working-calendar';
import { Module } from '@nestjs/common';
import { WorkFaultsModule } from '@platform/queues';
import { Adoption } from './adoption';
import { ItemLife } from './item-life';
import { ItemRecount } from './item-recount';
import { ItemStore } from './item-store';
import { ItemUnits } from './item-units';
import { MonthClosing } from './month-closing';

const parts = [Adoption, ItemLife, ItemRecount, ItemStore, ItemUnits, MonthClosing];

/** The ledger's life, for processes that answer no requests as well. */
@Module({ imports: [OrgModule, WorkingCalendarModule, WorkFaultsModule], providers: parts, exports: parts })
export class LedgerStoreModule {}
