import { LedgerModule } from '@features/ledger';
import { Module } from '@nestjs/common';
import { ItemActController } from './act.controller';
import { BatchController } from './batch.controller';
import { FigureController } from './figure.controller';
import { ItemController } from './item.controller';

@Module({
  imports: [LedgerModule],
  controllers: [FigureController, BatchController, ItemController, ItemActController],
})
export class LedgerApiModule {}
