import { Injectable } from '@nestjs/common';
import { Database, type Transaction, UnitOfWork } from '@platform/database';
import { Signals } from '@platform/signals';
import { CommentRepository } from './comment.repository';

/** Changes to a report's comments one after the other, and never beside a transition. */
@Injectable()
export class CommentWork {
  constructor(
    readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly comments: CommentRepository,
    private readonly signals: Signals,
  ) {}

  alone(reportId: string, work: (transaction: Transaction) => Promise<void>): Promise<void> {
    return this.unitOfWork.run(async (transaction) => {
      await this.comments.touch(transaction, reportId);
      await work(transaction);
      // A hint for the worker to look; it also comes by on a timer.
      transaction.afterCommit(() => this.signals.raise('events'));
    });
  }
}
