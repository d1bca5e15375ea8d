import { Module } from '@nestjs/common';
import { WorkFaultsModule } from '@platform/queues';
import { ReturnReasonReader } from './return-reasons';
import { RollupRepository } from './rollup.repository';
import { RollupAudit } from './rollup-audit';
import { RollupDrain } from './rollup-drain';
import { RollupMarks } from './rollup-marks';
import { RollupReader } from './rollup-reader';

@Module({
  imports: [WorkFaultsModule],
  providers: [ReturnReasonReader, RollupAudit, RollupDrain, RollupMarks, RollupReader, RollupRepository],
  exports: [ReturnReasonReader, RollupAudit, RollupDrain, RollupMarks, RollupReader],
})
export class RollupModule {}
