import { SetupModule } from '@features/setup';
import { Module } from '@nestjs/common';
import { SetupController } from './setup.controller';

@Module({ imports: [SetupModule], controllers: [SetupController] })
export class SetupApiModule {}
