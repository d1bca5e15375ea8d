import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { UnitOfWork } from '@platform/database';
import { HandlesJob, WorkFaults } from '@platform/queues';

/** Rows forgotten in one transaction: short enough that nobody waits for its locks. */
const batch = 5_000;
const day = 86_400_000;

/**
 * What opens nothing any more and proves nothing, and how many days after its end it is kept. Who signed in
 * stands in the log; reports, events, decisions and the audit trail are never forgotten.
 */
const forgotten = [
  { table: 'idempotency_key', ended: 'created_at', days: 2 },
  { table: 'session', ended: 'least(expires_at, revoked_at)', days: 30 },
  { table: 'access_token', ended: 'least(expires_at, revoked_at)', days: 30 },
  // What still fails is recorded anew every round.
  { table: 'work_fault', ended: 'last_at', days: 2 },
  { table: 'sign_in_throttle', ended: 'greatest(last_at, locked_until)', days: 2 },
] as const;

export type Forgotten = Record<(typeof forgotten)[number]['table'], number>;

/** Forgets keys, sessions and tokens some time after they ended (ASVS 5, 14.2.4). */
@Injectable()
export class RetentionService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly faults: WorkFaults,
    private readonly clock: Clock,
  ) {}

  /** @returns how many rows of each kind went; running twice forgets nothing more */
  @HandlesJob('record.forget')
  async forget(): Promise<Forgotten> {
    const counted = { idempotency_key: 0, session: 0, access_token: 0, work_fault: 0, sign_in_throttle: 0 };
    const forgetOne = async ({ table, ended, days }: (typeof forgotten)[number]): Promise<boolean> => {
      const before = new Date(this.clock.now().getTime() - days * day);
      // Limited: a batch, so that no lock lasts; the loop below ends when less than one is left.
      const statement = `DELETE FROM ${table} WHERE ctid = ANY(ARRAY(
        SELECT ctid FROM ${table} WHERE ${ended} < $1 LIMIT ${batch}))`;
      for (let gone = batch; gone === batch; counted[table] += gone)
        gone = await this.unitOfWork.run((transaction) => transaction.execute(statement, [before]));
      return true;
    };
    await this.faults.each('record.forget', forgotten, ({ table }) => table, forgetOne);
    return counted;
  }
}
