import { ReportModule } from '@features/report';
import { Module } from '@nestjs/common';
import { ComputingModule } from '@platform/computing';
import { AttachmentService } from './attachment.service';
import { AttachmentJudge } from './attachment-judge';

@Module({
  imports: [ComputingModule, ReportModule],
  providers: [AttachmentService, AttachmentJudge],
  exports: [AttachmentService],
})
export class AttachmentModule {}
