import { AttachmentModule } from '@features/attachment';
import { ReportModule } from '@features/report';
import { Module } from '@nestjs/common';
import { AttachmentController } from './attachment.controller';

@Module({ imports: [AttachmentModule, ReportModule], controllers: [AttachmentController] })
export class AttachmentApiModule {}
