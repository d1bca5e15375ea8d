import { LedgerModule } from '@features/ledger';
import { Module } from '@nestjs/common';
import { ItemActController } from './act.controller';
import { BatchController } from './batch.controller';
import { BulkItemController } from './bulk.controller';
import { FigureController } from './figure.controller';
import { ItemController } from './item.controller';

@Module({
  imports: [LedgerModule],
  controllers: [FigureController, BatchController, BulkItemController, ItemController, ItemActController],
})
export class LedgerApiModule {}
