import { Module } from '@nestjs/common';
import { AttachmentService } from './attachment.service';
import { AttachmentJudge } from './attachment-judge';

@Module({ providers: [AttachmentService, AttachmentJudge], exports: [AttachmentService] })
export class AttachmentModule {}
