import { RollupModule } from '@features/rollup';
import { Module } from '@nestjs/common';
import { RollupController } from './rollup.controller';

@Module({ imports: [RollupModule], controllers: [RollupController] })
export class RollupApiModule {}
