import { availableParallelism } from 'node:os';
import type { ImportProposal } from '@domain/importing';
import { problem } from '@domain/problems';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Piscina } from 'piscina';
import type { ProposalTask } from './proposal-worker';

/** Texts that may wait at once; whoever comes after is asked to try again rather than kept waiting. */
const longestQueue = 16;
/** Waiting included. A text of the greatest length takes some four seconds. */
const longestMilliseconds = 20_000;
const idleMilliseconds = 60_000;

/**
 * Reads imported texts in threads beside the one that answers requests: a long text takes seconds of pure
 * computing, and everybody else would wait for it. Threads come when needed and go when idle.
 */
@Injectable()
export class ProposalPool implements OnModuleDestroy {
  private readonly threads: Piscina<ProposalTask, ImportProposal>;

  constructor() {
    this.threads = new Piscina<ProposalTask, ImportProposal>({
      filename: require.resolve('./proposal-worker'),
      minThreads: 0,
      maxThreads: Math.max(1, Math.floor(availableParallelism() / 2)),
      maxQueue: longestQueue,
      idleTimeout: idleMilliseconds,
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    });
  }

  /**
   * @throws import_busy (503) where too many texts wait already; import_takes_too_long (422) where this one was
   * not read in time
   */
  async propose(
    task: ProposalTask,
    signal: AbortSignal = AbortSignal.timeout(longestMilliseconds),
  ): Promise<ImportProposal> {
    if (this.threads.queueSize >= longestQueue) throw problem('import_busy');
    try {
      return await this.threads.run(task, { signal });
    } catch (error) {
      if (signal.aborted) throw problem('import_takes_too_long');
      throw error;
    }
  }

  async onModuleDestroy(): Promise<void> {
    await this.threads.destroy();
  }
}
