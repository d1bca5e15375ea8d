import type { Verb } from '@domain/access';
import { type Problem, problem } from '@domain/problems';
import type { ReportState } from '@domain/review';
import { type Asked, ReportLife } from '@features/report';
import { Injectable, Logger } from '@nestjs/common';
import { type Caller, itemProblem, TargetJudges } from '@platform/http';

export const bulkActions = ['approve', 'return', 'waive', 'extend', 'urge'] as const;
export type BulkAction = (typeof bulkActions)[number];

const verbOf: Record<BulkAction, Verb> = {
  approve: 'review.decide',
  return: 'review.decide',
  waive: 'report.administer',
  extend: 'report.extend',
  urge: 'report.urge',
};

export interface BulkItem {
  id: string;
  revision?: number;
}

export type BulkOutcome =
  | { id: string; ok: true; state: ReportState }
  | { id: string; ok: false; problem: Problem };

/** One action on many reports, each for itself: an answer per report (case 13). */
@Injectable()
export class BulkService {
  private readonly logger = new Logger(BulkService.name);

  constructor(
    private readonly life: ReportLife,
    private readonly judges: TargetJudges,
  ) {}

  /** `dryRun` tells what would happen and changes nothing. A report of others answers as if it did not exist. */
  async run(
    caller: Caller,
    action: BulkAction,
    items: readonly BulkItem[],
    commandFor: (item: BulkItem) => Asked,
    dryRun: boolean,
  ): Promise<BulkOutcome[]> {
    const outcomes: BulkOutcome[] = [];
    for (const item of items) outcomes.push(await this.one(caller, action, item, commandFor(item), dryRun));
    return outcomes;
  }

  private async one(
    caller: Caller,
    action: BulkAction,
    { id }: BulkItem,
    command: Asked,
    dryRun: boolean,
  ): Promise<BulkOutcome> {
    try {
      const judgement = await this.judges.of('report').judge(caller, verbOf[action], id);
      if (judgement !== 'allowed') throw problem(judgement === 'hidden' ? 'not_found' : 'forbidden');
      return {
        id,
        ok: true,
        state: dryRun
          ? await this.life.rehearse(caller, id, command)
          : await this.life.state(caller, id, command),
      };
    } catch (error) {
      return { id, ok: false, problem: itemProblem(error, this.logger, `${action} of report ${id}`) };
    }
  }
}
