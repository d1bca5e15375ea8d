import { AttachmentModule } from '@features/attachment';
import { Module } from '@nestjs/common';
import { AttachmentController } from './attachment.controller';

@Module({ imports: [AttachmentModule], controllers: [AttachmentController] })
export class AttachmentApiModule {}
