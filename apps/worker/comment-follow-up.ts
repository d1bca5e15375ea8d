import { CommentNotifier } from '@features/notification';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Transaction, UnitOfWork } from '@platform/database';
import { JobHandlers, OwedJobs } from '@platform/queues';

/** Tells people of comments and replies, with the receipt, in one transaction. */
@Injectable()
export class CommentFollowUp implements OnModuleInit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly notifier: CommentNotifier,
    private readonly owed: OwedJobs,
    private readonly handlers: JobHandlers,
  ) {}

  onModuleInit(): void {
    this.handlers.register('comment.notify', ({ commentId }, { id }) =>
      this.once(id, (transaction) => this.notifier.tellOfComment(transaction, commentId)),
    );
    this.handlers.register('reply.notify', ({ replyId }, { id }) =>
      this.once(id, (transaction) => this.notifier.tellOfReply(transaction, replyId)),
    );
  }

  /** A job that runs twice finds its receipt gone. */
  private once(jobId: string, work: (transaction: Transaction) => Promise<void>): Promise<void> {
    return this.unitOfWork.run(async (transaction) => {
      if (await this.owed.settle(transaction, jobId)) await work(transaction);
    });
  }
}
