import { LedgerModule } from '@features/ledger';
import { ReportModule } from '@features/report';
import { ReviewModule } from '@features/review';
import { Module } from '@nestjs/common';
import { BulkController } from './bulk.controller';
import { CommentController } from './comment.controller';
import { ExtensionController } from './extension.controller';
import { TaskController } from './task.controller';

@Module({
  imports: [LedgerModule, ReportModule, ReviewModule],
  controllers: [BulkController, CommentController, ExtensionController, TaskController],
})
export class ReviewApiModule {}
