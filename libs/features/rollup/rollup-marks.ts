import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import type { Transaction } from '@platform/database';

/** One node whose own report changed, with the marks that say so. */
export interface MarkedNode {
  tierId: string;
  orgId: string;
  marks: string[];
}

/**
 * Which reports are not counted yet. Marks are only ever added, their ids are the generation; clearing names
 * the marks that were read, so a mark set meanwhile survives.
 */
@Injectable()
export class RollupMarks {
  constructor(private readonly clock: Clock) {}

  /** Marks the nodes of the reports that these events are about. */
  async markEvents(transaction: Transaction, eventIds: readonly string[]): Promise<number> {
    return transaction.execute(markOfEvents, [eventIds, this.clock.now()]);
  }

  /** Tiers of which anything is marked. */
  async tiers(transaction: Transaction): Promise<string[]> {
    const rows = await transaction.query<{ id: string }>('SELECT DISTINCT tier_id AS id FROM rollup_mark');
    return rows.map(({ id }) => id);
  }

  /** The nodes of the oldest marks, of one tier or of all but those that failed a moment ago. */
  async oldest(transaction: Transaction, limit: number, tierId: string | null = null): Promise<MarkedNode[]> {
    return transaction.query<MarkedNode & Record<string, unknown>>(oldestMarks, [
      limit,
      this.clock.now(),
      tierId,
    ]);
  }

  async clear(transaction: Transaction, nodes: readonly MarkedNode[]): Promise<void> {
    await transaction.execute(clearMarks, [nodes.flatMap(({ marks }) => marks)]);
  }
}

const markOfEvents = {
  name: 'rollup_mark_events',
  text: `
    INSERT INTO rollup_mark (tier_id, org_id, marked_at)
    SELECT DISTINCT r.tier_id, r.org_id, $2::timestamptz
      FROM event e JOIN report r ON r.id = e.report_id
     WHERE e.id = ANY($1::bigint[])`,
};

// Limited: a batch; the drain comes back until no mark is left.
const oldestMarks = {
  name: 'rollup_oldest_marks',
  text: `
    SELECT tier_id AS "tierId", org_id AS "orgId", array_agg(id) AS marks
      FROM (SELECT id, tier_id, org_id FROM rollup_mark m
             WHERE ($3::uuid IS NULL OR m.tier_id = $3) AND NOT EXISTS (SELECT FROM work_fault f
               WHERE f.duty = 'rollup.count' AND f.item = m.tier_id::text AND f.last_at > $2::timestamptz - interval '1 minute')
             ORDER BY id LIMIT $1) mark
     GROUP BY tier_id, org_id`,
};

const clearMarks = {
  name: 'rollup_clear',
  text: 'DELETE FROM rollup_mark WHERE id = ANY($1::bigint[])',
};
