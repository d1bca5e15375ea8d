import { Module } from '@nestjs/common';
import { AttentionService } from './attention.service';

@Module({ providers: [AttentionService], exports: [AttentionService] })
export class AttentionModule {}
