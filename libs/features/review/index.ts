export { type BulkAction, type BulkItem, type BulkOutcome, BulkService, bulkActions } from './bulk.service';
export { CommentService, type CommentView } from './comment.service';
export type { CommentAnchor } from './comment-anchor';
export { type CycleSelection, type CycleWork, CycleWorkService } from './cycle-work.service';
export { ExtensionService } from './extension.service';
export { Recount } from './recount';
export { RecountModule } from './recount.module';
export { ReviewModule } from './review.module';
export { type Task, type TaskKind, type TaskPage, TaskService, taskKinds } from './task.service';
