import { dateIn, daysBetween, isDay } from '@domain/deadlines';
import { figuresOf, type ItemCounts, type ItemFigures, itemCounters, noCounts } from '@domain/ledger';
import { problem, ruleBroken } from '@domain/problems';
import { scopeOf } from '@features/access';
import { OrgUnitRepository } from '@features/org';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database, idIn } from '@platform/database';
import type { Caller } from '@platform/http';
import { ItemStore } from './item-store';

export const figureGroups = ['unit', 'source', 'category', 'batch'] as const;
export type FigureGroup = (typeof figureGroups)[number];

export interface FigureFilter {
  under?: string;
  batch?: string;
  source?: string;
  /** `YYYY-MM-DD`, today unless said. */
  asOf?: string;
  by?: FigureGroup;
}

export interface FigureRow {
  /** Code of a unit, name of a source or category, id of a batch; empty where the item has none. */
  key: string;
  name: string;
  figures: ItemFigures;
}

export interface FigureAnswer {
  asOf: string;
  under: { code: string; name: string } | null;
  total: ItemFigures & { medianDaysToClose: number | null; medianHoursToVerify: number | null };
  by: FigureGroup | null;
  rows: FigureRow[];
}

/** A curve of three years. */
const mostDays = 1100;

type CountRow = ItemCounts & { key: string | null; name: string | null } & Record<string, unknown>;

/** The ledger's figures on any day, in the tree's order and never sorted by a rate. */
@Injectable()
export class FigureReader {
  constructor(
    private readonly database: Database,
    private readonly units: OrgUnitRepository,
    private readonly store: ItemStore,
    private readonly clock: Clock,
  ) {}

  /** @throws not_found for a unit that the caller does not see, rule_broken for a day to come */
  async read(caller: Caller, filter: FigureFilter): Promise<FigureAnswer> {
    const now = this.clock.now();
    const asOf = this.dayOf(filter.asOf, now);
    const scope = await this.scope(caller, filter, now);
    const filters = [...scope.values, filter.batch ?? null, filter.source ?? null, scope.top];
    const by = filter.by ?? null;
    const [rows, [medians]] = await Promise.all([
      this.counted(by, asOf, filters),
      this.database.query<{ days: number | null; hours: number | null }>(selectMedians, [asOf, ...filters]),
    ]);
    const listed = by === null ? [] : rows.map(figureRow);
    const sum = rows.reduce<ItemCounts>((total, row) => {
      for (const counter of itemCounters) total[counter] += row[counter];
      return total;
    }, noCounts());
    return {
      asOf,
      under: scope.unit,
      total: {
        ...figuresOf(sum),
        medianDaysToClose: medians?.days ?? null,
        medianHoursToVerify: medians?.hours ?? null,
      },
      by,
      rows: listed,
    };
  }

  private async counted(by: FigureGroup | null, asOf: string, filters: unknown[]): Promise<CountRow[]> {
    const [month] = await this.database.query<{ month: string | null }>(selectMonth, [asOf]);
    return this.database.query<CountRow>(statements[by ?? 'total'], [
      month?.month ?? '-infinity',
      asOf,
      ...filters,
    ]);
  }

  /** The curve: how many stood open and closed at the end of each of the days. */
  async curve(
    caller: Caller,
    filter: FigureFilter & { from: string },
  ): Promise<Array<{ day: string; counts: ItemCounts }>> {
    const now = this.clock.now();
    const until = this.dayOf(filter.asOf, now);
    const from = this.dayOf(filter.from, now);
    if (from > until || daysBetween(from, until) >= mostDays)
      throw ruleBroken('/from', '请选择截止日期之前三年内的开始日期。');
    const scope = await this.scope(caller, filter, now);
    const [month] = await this.database.query<{ month: string | null }>(selectMonth, [from]);
    const rows = await this.database.query<ItemCounts & { day: string }>(selectCurve, [
      month?.month ?? '-infinity',
      until,
      ...scope.values,
      filter.batch ?? null,
      filter.source ?? null,
      scope.top,
      from,
    ]);
    return rows.map(({ day, ...counts }) => ({ day, counts }));
  }

  private dayOf(asOf: string | undefined, now: Date): string {
    const today = dateIn(now, this.store.timeZone);
    if (asOf === undefined) return today;
    if (!isDay(asOf) || asOf > today) throw ruleBroken('/asOf', '请选择今天或之前的日期。');
    return asOf;
  }

  private async scope(caller: Caller, filter: FigureFilter, now: Date) {
    const wide = scopeOf(caller, 'rectification.read', now);
    const narrow = scopeOf(caller, 'rectification.read_narrow', now);
    let top: string | null = null;
    let named: FigureAnswer['under'] = null;
    if (filter.under !== undefined) {
      const unit = await this.units.find(filter.under);
      const seen =
        unit &&
        (wide.orgIds.includes(unit.id) ||
          wide.paths.some((path) => unit.path === path || unit.path.startsWith(`${path}.`)));
      if (!unit || !seen) throw problem('not_found');
      top = unit.path;
      named = { code: unit.code, name: unit.name };
    }
    // Without a unit the rows are those directly below the highest units that the caller oversees.
    top ??= wide.paths.toSorted((a, b) => a.length - b.length)[0] ?? null;
    return { values: [wide.paths, wide.orgIds, narrow.paths, narrow.orgIds], top: top ?? '', unit: named };
  }
}

function figureRow({ key, name, ...row }: CountRow): FigureRow {
  const counts = Object.fromEntries(itemCounters.map((counter) => [counter, row[counter]])) as ItemCounts;
  return { key: key ?? '', name: name ?? '', figures: figuresOf(counts) };
}

const sums = itemCounters.map((counter) => `coalesce(sum(x.${counter}), 0)::int AS ${counter}`).join(', ');
const counters = itemCounters.map((counter) => `x.${counter}`).join(', ');
const grouped = itemCounters.map((counter) => `g.${counter}`).join(', ');

/**
 * What the caller may count: as in a list, and within the subtree that was asked for. Judged once a unit: OFFSET 0 keeps
 * the planner from judging each row.
 */
const scoped = (
  first: number,
) => `JOIN (SELECT o.id, o.path, o.path <@ ANY($${first}::ltree[]) OR o.id = ANY($${first + 1}::uuid[]) AS wide,
        o.path <@ ANY($${first + 2}::ltree[]) OR o.id = ANY($${first + 3}::uuid[]) AS narrow
      FROM org_unit o WHERE $${first + 6}::text = '' OR o.path <@ $${first + 6}::text::ltree OFFSET 0) o ON o.id = x.org_id
  WHERE ((o.wide AND (x.batch_id IS NULL OR x.batch_id NOT IN (SELECT id FROM rectification_batch WHERE visibility = 'committee'))) OR o.narrow)
    AND ($${first + 4}::text IS NULL OR x.batch_id = ${idIn(`$${first + 4}`)}) AND ($${first + 5}::text IS NULL OR x.source = $${first + 5})`;

/** Everything counted up to a day: the sums at the beginning of a month, and what changed since. */
const cells = `(SELECT x.org_id, x.source, x.category, x.batch_id, ${counters} FROM rectification_month x WHERE x.month = $1::date
    UNION ALL
    SELECT x.org_id, x.source, x.category, x.batch_id, ${counters} FROM rectification_delta x WHERE x.day >= $1::date AND x.day <= $2::date) x`;

/**
 * Without names, so that each is planned for its own days and subtree: what a named one is planned for after five runs fits
 * no day, and took six times as long at 100,000 items.
 */
const statements = {
  total: `SELECT NULL AS key, NULL AS name, ${sums} FROM ${cells} ${scoped(3)}`,
  // The unit itself and each unit directly below it with its subtree; what lies deeper counts in these.
  unit: `SELECT u.code AS key, u.name, ${grouped} FROM (
        SELECT subpath(o.path, 0, least(nlevel(o.path), nlevel($9::text::ltree) + 1)) AS path, ${sums}
        FROM ${cells} ${scoped(3)} GROUP BY 1) g
      JOIN org_unit u ON u.path = g.path ORDER BY nlevel(u.path), u.position, u.code`,
  source: `SELECT x.source AS key, x.source AS name, ${sums} FROM ${cells} ${scoped(3)} GROUP BY x.source ORDER BY x.source`,
  category: `SELECT x.category AS key, x.category AS name, ${sums} FROM ${cells} ${scoped(3)} GROUP BY x.category ORDER BY x.category NULLS LAST`,
  batch: `SELECT g.batch_id::text AS key, b.title AS name, ${grouped}
      FROM (SELECT x.batch_id, ${sums} FROM ${cells} ${scoped(3)} GROUP BY x.batch_id) g
      LEFT JOIN rectification_batch b ON b.id = g.batch_id ORDER BY b.created_at NULLS LAST, g.batch_id`,
};

const selectMonth = {
  name: 'ledger_month_before',
  text: `SELECT max(month)::text AS month FROM rectification_month WHERE month <= $1::date`,
};

const selectMedians = `SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY x.days) AS days, percentile_cont(0.5) WITHIN GROUP (ORDER BY x.hours) AS hours
    FROM rectification_closing x ${scoped(2)} AND x.day <= $1::date`;

const selectCurve = `SELECT day.day::date::text AS day, ${sums} FROM generate_series($10::date, $2::date, interval '1 day') AS day
    LEFT JOIN (SELECT greatest(x.day, $10::date) AS day, ${sums} FROM (
        SELECT x.month AS day, x.org_id, x.source, x.category, x.batch_id, ${counters} FROM rectification_month x WHERE x.month = $1::date
        UNION ALL
        SELECT x.day, x.org_id, x.source, x.category, x.batch_id, ${counters} FROM rectification_delta x WHERE x.day >= $1::date AND x.day <= $2::date) x
      ${scoped(3)} GROUP BY 1) x ON x.day <= day.day
    GROUP BY day.day ORDER BY day.day`;
