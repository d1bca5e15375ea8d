import type { Verb } from '@domain/access';
import type { ItemState } from '@domain/ledger';
import { type Problem, problem } from '@domain/problems';
import { Injectable, Logger } from '@nestjs/common';
import { type Caller, itemProblem, TargetJudges } from '@platform/http';
import { type AskedOfItem, ItemLife } from './item-life';

export const bulkItemActions = ['verify', 'urge', 'extend'] as const;
export type BulkItemAction = (typeof bulkItemActions)[number];

const verbOf: Record<BulkItemAction, Verb> = {
  verify: 'rectification.verify',
  urge: 'rectification.urge',
  extend: 'rectification.extend',
};

export type BulkItemOutcome =
  | { id: string; ok: true; state: ItemState }
  | { id: string; ok: false; problem: Problem };

/** One act on many items, each for itself; an item of others answers as if it did not exist. */
@Injectable()
export class ItemBulk {
  private readonly logger = new Logger(ItemBulk.name);

  constructor(
    private readonly life: ItemLife,
    private readonly judges: TargetJudges,
  ) {}

  /** `dryRun` tells what would happen and changes nothing. */
  async run(
    caller: Caller,
    action: BulkItemAction,
    asked: ReadonlyArray<{ id: string } & AskedOfItem>,
    dryRun: boolean,
  ): Promise<BulkItemOutcome[]> {
    const outcomes: BulkItemOutcome[] = [];
    for (const { id, ...act } of asked) outcomes.push(await this.one(caller, action, id, act, dryRun));
    return outcomes;
  }

  private async one(
    caller: Caller,
    action: BulkItemAction,
    id: string,
    asked: AskedOfItem,
    dryRun: boolean,
  ): Promise<BulkItemOutcome> {
    try {
      const judgement = await this.judges.of('rectification').judge(caller, verbOf[action], id);
      if (judgement !== 'allowed') throw problem(judgement === 'hidden' ? 'not_found' : 'forbidden');
      const { item } = dryRun
        ? await this.life.rehearse(caller, id, asked)
        : await this.life.run(caller, id, asked);
      return { id, ok: true, state: item.state };
    } catch (error) {
      return { id, ok: false, problem: itemProblem(error, this.logger, `${action} of item ${id}`) };
    }
  }
}
