import { jobIds } from '@contracts/index';
import { LikenessFollowUp } from '@features/likeness';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '@platform/database';
import { JobHandlers, OwedJobs, type QueuedJob } from '@platform/queues';

/** An event as the dispatcher claims it. */
export interface ClaimedEvent extends Record<string, unknown> {
  id: string;
  type: string;
  reportId: string;
}

const changesText: ReadonlySet<string> = new Set(['report.submitted', 'report.withdrawn']);

/** Keeps the index of likeness up with what is submitted and withdrawn. */
@Injectable()
export class LikenessWork implements OnModuleInit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly likeness: LikenessFollowUp,
    private readonly owed: OwedJobs,
    private readonly handlers: JobHandlers,
  ) {}

  onModuleInit(): void {
    this.handlers.register('likeness.follow', ({ reportId }, { id }) =>
      this.unitOfWork.run(async (transaction) => {
        if (await this.owed.settle(transaction, id)) await this.likeness.follow(transaction, reportId);
      }),
    );
  }

  /** The jobs that follow from events, to be owed in the transaction that claims these. */
  static jobsOf(events: readonly ClaimedEvent[]): QueuedJob[] {
    return events
      .filter(({ type }) => changesText.has(type))
      .map(({ id, reportId }) => ({
        name: 'likeness.follow',
        payload: { reportId },
        id: jobIds.likenessFollow(id),
      }));
  }
}
