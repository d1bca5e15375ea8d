import { LedgerAuditModule } from '@features/ledger';
import { RollupModule } from '@features/rollup';
import { Module } from '@nestjs/common';
import { InvariantService } from './invariant.service';
import { KeptFiles } from './kept-files';

@Module({
  imports: [LedgerAuditModule, RollupModule],
  providers: [InvariantService, KeptFiles],
  exports: [InvariantService],
})
export class InvariantModule {}
