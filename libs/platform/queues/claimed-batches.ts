import { isOutage, type Transaction, type UnitOfWork } from '@platform/database';
import type { Duty, WorkFaults } from './work-faults';

/** How many rows one transaction claims. */
export const claimSize = 500;

/**
 * Claims at most `limit` rows and does what is due of them, within the transaction. `ids` is filled with which, also
 * where it throws. @returns how many were claimed
 */
export type Claim = (transaction: Transaction, limit: number, ids: string[]) => Promise<number>;

interface Sweeping {
  duty: Duty;
  unitOfWork: UnitOfWork;
  faults: WorkFaults;
}

/**
 * Claims until a batch is not full, one transaction a batch; where one fails, its rows one by one, so that one row that
 * cannot be worked off keeps no other back. The claim must falsify its own predicate, and leave out what is failing
 * ({@link notFailing}). @returns how many rows were claimed
 */
export async function inClaimedBatches(sweeping: Sweeping, claim: Claim): Promise<number> {
  let claimed = 0;
  for (let found = claimSize; found === claimSize; claimed += found) found = await pass(sweeping, claim);
  return claimed;
}

async function pass(sweeping: Sweeping, claim: Claim): Promise<number> {
  try {
    return await settled(sweeping, claim, claimSize);
  } catch (error) {
    if (isOutage(error)) throw error;
  }
  for (let tried = 0; tried < claimSize; tried += 1) {
    const ids: string[] = [];
    try {
      if ((await settled(sweeping, claim, 1, ids)) === 0) return tried;
    } catch (error) {
      if (ids[0] === undefined) throw error;
      await sweeping.faults.record(sweeping.duty, ids[0], error);
    }
  }
  return claimSize;
}

async function settled(
  { duty, unitOfWork, faults }: Sweeping,
  claim: Claim,
  limit: number,
  ids: string[] = [],
): Promise<number> {
  const count = await unitOfWork.run((transaction) => claim(transaction, limit, ids));
  if (ids.length > 0) await faults.settle(duty, ids);
  return count;
}

/**
 * A condition of a claim with the instant as `$1`: what failed is left out for a while, so that it is in nobody's way.
 * Its plan stands, and it is tried again.
 */
export const notFailing = (duty: Duty, id: string) => `NOT EXISTS (SELECT FROM work_fault f
    WHERE f.duty = '${duty}' AND f.item = ${id}::text AND f.last_at > $1::timestamptz - interval '15 minutes')`;
