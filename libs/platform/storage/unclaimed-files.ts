import { problem } from '@domain/problems';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database, type Transaction, UnitOfWork } from '@platform/database';
import { HandlesJob } from '@platform/queues';
import { ObjectStore } from './object-store';

/** Longer than any upload and the transaction that records it may take. */
const claimWithinMs = 60 * 60_000;
const batch = 200;

/**
 * Files that no record names (yet). A file is announced before it is stored and claimed in the transaction that
 * records it; whatever that transaction's end, also one whose answer was lost, the row tells whether a record exists.
 */
@Injectable()
export class UnclaimedFiles {
  private readonly logger = new Logger(UnclaimedFiles.name);

  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly store: ObjectStore,
    private readonly clock: Clock,
  ) {}

  /** Before the file is stored. */
  async announce(key: string): Promise<void> {
    await this.database.query(announceFile, [key, new Date(this.clock.now().getTime() + claimWithinMs)]);
  }

  /** In the transaction that records the file. @throws conflict (409) where it took so long that the file went */
  async claim(transaction: Transaction, key: string): Promise<void> {
    if ((await transaction.execute(takeFile, [key])) === 0)
      throw problem('conflict', { reason: '上传用时过长，请重新上传。' });
  }

  /** After a failure: removes the file if nothing claimed it. Waits for a claim that is not committed yet. */
  async discard(key: string): Promise<void> {
    await this.unitOfWork.run(async (transaction) => {
      // Removed before the commit: where that fails, the row stays and the sweep comes back to it.
      if ((await transaction.execute(takeFile, [key])) > 0) await this.store.remove(key);
    });
  }

  /** Removes what is due, each file by itself. @returns how many went */
  @HandlesJob('file.sweep')
  async sweep(): Promise<number> {
    const due = await this.database.query<{ key: string }>(dueFiles, [this.clock.now(), batch]);
    let gone = 0;
    for (const { key } of due) {
      try {
        await this.discard(key);
        gone += 1;
      } catch (error) {
        this.logger.warn(`${key} could not be removed: ${error instanceof Error ? error.message : error}`);
      }
    }
    return gone;
  }
}

const announceFile = {
  name: 'unclaimed_file_announce',
  text: 'INSERT INTO unclaimed_file (storage_key, remove_after) VALUES ($1, $2)',
};
const takeFile = { name: 'unclaimed_file_take', text: 'DELETE FROM unclaimed_file WHERE storage_key = $1' };
// Limited: the next beat takes the rest.
const dueFiles = {
  name: 'unclaimed_file_due',
  text: `SELECT storage_key AS key FROM unclaimed_file WHERE remove_after <= $1 ORDER BY random() LIMIT $2`,
};
