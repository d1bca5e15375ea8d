import { LedgerModule } from '@features/ledger';
import { Module } from '@nestjs/common';
import { ItemActController } from './act.controller';
import { BatchController } from './batch.controller';
import { BulkItemController } from './bulk.controller';
import { FigureController } from './figure.controller';
import { ItemController } from './item.controller';
import { ItemTableController } from './item-table.controller';

@Module({
  imports: [LedgerModule],
  controllers: [
    FigureController,
    BatchController,
    BulkItemController,
    ItemTableController,
    ItemController,
    ItemActController,
  ],
})
export class LedgerApiModule {}
