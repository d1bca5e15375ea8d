import { ReportLikenessModule } from '@features/likeness';
import { Module } from '@nestjs/common';
import { LikenessController } from './likeness.controller';

@Module({ imports: [ReportLikenessModule], controllers: [LikenessController] })
export class LikenessApiModule {}
