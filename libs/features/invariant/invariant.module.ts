import { RollupModule } from '@features/rollup';
import { Module } from '@nestjs/common';
import { InvariantService } from './invariant.service';

@Module({ imports: [RollupModule], providers: [InvariantService], exports: [InvariantService] })
export class InvariantModule {}
