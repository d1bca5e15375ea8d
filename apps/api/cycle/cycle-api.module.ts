import { CycleModule } from '@features/cycle';
import { Module } from '@nestjs/common';
import { CycleController } from './cycle.controller';

@Module({ imports: [CycleModule], controllers: [CycleController] })
export class CycleApiModule {}
