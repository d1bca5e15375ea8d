import { problem } from '@domain/problems';
import type { Transaction } from '@platform/database';
import type { Cycle } from './cycle';
import type { CycleRepository } from './cycle.repository';

/**
 * A cycle by id or code, its row locked until the end of the transaction and read after that.
 * @throws not_found
 */
export async function lockedCycle(
  cycles: CycleRepository,
  transaction: Transaction,
  reference: string,
): Promise<Cycle> {
  const found = await cycles.find(reference, transaction);
  if (!found) throw problem('not_found');
  await transaction.query(lockCycle, [found.id]);
  const cycle = await cycles.find(found.id, transaction);
  if (!cycle) throw problem('not_found');
  return cycle;
}

const lockCycle = { name: 'cycle_lock', text: 'SELECT 1 FROM cycle WHERE id = $1 FOR UPDATE' };
