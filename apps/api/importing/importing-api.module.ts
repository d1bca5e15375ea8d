import { ImportingModule } from '@features/importing';
import { Module } from '@nestjs/common';
import { ImportController } from './import.controller';

@Module({ imports: [ImportingModule], controllers: [ImportController] })
export class ImportingApiModule {}
