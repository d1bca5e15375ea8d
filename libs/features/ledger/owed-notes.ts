import type { Month } from '@domain/ledger';
import { isHeld, whoActs } from '@features/access';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import type { Transaction } from '@platform/database';

/** What somebody has still to note this month, in all units that they write for. */
interface OwedNote {
  userId: string;
  count: number;
  /** Numbers of the most urgent items, at most five. */
  numbers: string[];
}

/** Who owes which notes of progress. */
@Injectable()
export class OwedNotes {
  constructor(private readonly clock: Clock) {}

  /** Of everybody who writes for one of the units: all that they owe, also elsewhere. */
  async of(transaction: Transaction, units: readonly string[], month: Month): Promise<OwedNote[]> {
    return transaction.query<OwedNote & Record<string, unknown>>(selectOwed, [
      units,
      `${month}-01`,
      this.clock.now(),
    ]);
  }
}

const writers = (units: string) => `appointment a CROSS JOIN ${whoActs('a', '$3')} acting
    WHERE a.role IN ('reporter', 'secretary') AND ${isHeld('a', '$3')} ${units}`;

/** An item is stalled from the day after its noting day at the latest on the first of the next month. */
const selectOwed = {
  name: 'ledger_owed_notes',
  text: `WITH concerned AS (SELECT DISTINCT acting.user_id FROM ${writers('AND a.org_id = ANY($1::uuid[])')}),
    post AS (SELECT DISTINCT acting.user_id, a.org_id, a.role = 'secretary' AS narrow FROM ${writers('')}
      AND acting.user_id IN (SELECT user_id FROM concerned)),
    owed AS (SELECT DISTINCT post.user_id, r.id, r.due_on, r.year, r.serial
      FROM post JOIN rectification r ON r.org_id = post.org_id JOIN org_unit o ON o.id = r.org_id
      WHERE r.state = 'open' AND r.stalled_on <= $2::date + interval '1 month' AND o.dissolved_on IS NULL
        AND (post.narrow OR r.visibility = 'unit'))
    SELECT user_id AS "userId", count(*)::int AS count,
      (array_agg('〔' || year || '〕整改' || serial || '号' ORDER BY due_on, id))[1:5] AS numbers
    FROM owed GROUP BY user_id`,
};
