import { ReportModule } from '@features/report';
import { Module } from '@nestjs/common';
import { AttachmentService } from './attachment.service';
import { AttachmentJudge } from './attachment-judge';

@Module({
  imports: [ReportModule],
  providers: [AttachmentService, AttachmentJudge],
  exports: [AttachmentService],
})
export class AttachmentModule {}
