import { dateIn } from '@domain/deadlines';
import {
  countsOn,
  type ItemCounts,
  type ItemState,
  itemCounters,
  laterDay,
  noCounts,
  type Standing,
} from '@domain/ledger';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Environment } from '@platform/config';
import { Database } from '@platform/database';

export interface LedgerVerification {
  ok: boolean;
  items: number;
  /** Days that were compared: the last of each month, and today. */
  days: number;
  /** `unit day counter`, the first 100. */
  broken: string[];
}

interface StandingRow extends Record<string, unknown> {
  item_id: string;
  at: Date;
  state: ItemState;
  after: Standing['after'];
}

/** Items read at a time. */
const batchSize = 2000;

/** Recounts the ledger's figures from the items' events and compares them with those that are read. */
@Injectable()
export class LedgerAudit {
  constructor(
    private readonly database: Database,
    private readonly environment: Environment,
    private readonly clock: Clock,
  ) {}

  async verify(): Promise<LedgerVerification> {
    const today = dateIn(this.clock.now(), this.environment.TZ_DEFAULT);
    const [since] = await this.database.query<{ days: string[] | null }>(selectDays, [today]);
    const days = since?.days ?? [];
    const { counted, items } = await this.recount(days);
    const broken: string[] = [];
    for (const day of days) {
      const rows = await this.database.query<ItemCounts & { org_id: string } & Record<string, unknown>>(
        readUnits,
        [day],
      );
      const read = new Map(rows.map((row) => [row.org_id, row]));
      const recounted = counted.get(day) ?? new Map<string, ItemCounts>();
      for (const org of new Set([...read.keys(), ...recounted.keys()])) {
        const one: ItemCounts = read.get(org) ?? noCounts();
        const other = recounted.get(org) ?? noCounts();
        for (const counter of itemCounters)
          if (one[counter] !== other[counter] && broken.length < 100) broken.push(`${org} ${day} ${counter}`);
      }
    }
    return { ok: broken.length === 0, items, days: days.length, broken };
  }

  private async recount(days: readonly string[]) {
    const counted = new Map<string, Map<string, ItemCounts>>(days.map((day) => [day, new Map()]));
    let after = '00000000-0000-0000-0000-000000000000';
    let items = 0;
    for (;;) {
      const rows = await this.database.query<StandingRow>(selectStandings, [after, batchSize]);
      const histories = new Map<string, Standing[]>();
      for (const row of rows) {
        const known = histories.get(row.item_id) ?? [];
        const day = laterDay(dateIn(row.at, this.environment.TZ_DEFAULT), known.at(-1)?.day ?? '');
        histories.set(row.item_id, [...known, { day, state: row.state, after: row.after }]);
      }
      for (const [id, standings] of histories) {
        items += 1;
        after = id;
        for (const day of days) {
          const found = countsOn(standings, day);
          if (!found) continue;
          const units = counted.get(day);
          const sum = units?.get(found.org) ?? noCounts();
          for (const counter of itemCounters) sum[counter] += found.counts[counter];
          units?.set(found.org, sum);
        }
      }
      if (histories.size < batchSize) return { counted, items };
    }
  }
}

const counters = itemCounters.map((counter) => `x.${counter}`).join(', ');
const sums = itemCounters.map((counter) => `sum(x.${counter})::int AS ${counter}`).join(', ');

const selectDays = {
  name: 'ledger_audit_days',
  text: `SELECT array_agg(day::text ORDER BY day) AS days FROM (
    SELECT (m + interval '1 month' - interval '1 day')::date AS day FROM generate_series(
      (SELECT date_trunc('month', min(day)) FROM rectification_delta), $1::date, interval '1 month') m
    WHERE (m + interval '1 month' - interval '1 day')::date < $1::date
    UNION SELECT $1::date WHERE EXISTS (SELECT FROM rectification_delta)) d`,
};
const readUnits = {
  name: 'ledger_audit_units',
  text: `WITH base AS (SELECT coalesce(max(month), '-infinity') AS month FROM rectification_month WHERE month <= $1::date)
    SELECT x.org_id, ${sums} FROM (
      SELECT x.org_id, ${counters} FROM rectification_month x WHERE x.month = (SELECT month FROM base)
      UNION ALL
      SELECT x.org_id, ${counters} FROM rectification_delta x WHERE x.day >= (SELECT month FROM base) AND x.day <= $1::date) x
    GROUP BY x.org_id`,
};
const selectStandings = {
  name: 'ledger_audit_standings',
  // Limited: a batch of items; the loop goes on after the last id.
  text: `SELECT e.item_id, e.at, e.to_state AS state, e.data -> 'after' AS after
    FROM (SELECT id FROM rectification WHERE id > $1 ORDER BY id LIMIT $2) r JOIN rectification_event e ON e.item_id = r.id
    ORDER BY e.item_id, e.sequence`,
};
