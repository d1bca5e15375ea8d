import { PeopleModule } from '@features/people';
import { ReminderPlanningModule } from '@features/reminder';
import { ReportModule } from '@features/report';
import { ReportHistoryModule } from '@features/report-history';
import { WorkingCalendarModule } from '@features/working-calendar';
import { Module } from '@nestjs/common';
import { BulkService } from './bulk.service';
import { CommentRepository } from './comment.repository';
import { CommentService } from './comment.service';
import { CommentWork } from './comment-work';
import { CycleWorkService } from './cycle-work.service';
import { ExtensionService } from './extension.service';
import { RecountModule } from './recount.module';
import { RecountListener } from './recount-listener';
import { ReviewJudges } from './review-judges';
import { RunningSteps } from './running-steps';
import { TaskService } from './task.service';

/** What happens around a review: comments, bulk actions, extensions, tasks, recounting seats. */
@Module({
  imports: [
    ReportModule,
    ReportHistoryModule,
    PeopleModule,
    RecountModule,
    ReminderPlanningModule,
    WorkingCalendarModule,
  ],
  providers: [
    BulkService,
    CommentRepository,
    CommentWork,
    CommentService,
    CycleWorkService,
    ExtensionService,
    RecountListener,
    ReviewJudges,
    RunningSteps,
    TaskService,
  ],
  exports: [BulkService, CommentService, CycleWorkService, ExtensionService, RunningSteps, TaskService],
})
export class ReviewModule {}
