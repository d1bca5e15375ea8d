import type { LedgerDefinition } from '@domain/cycle/template-definition';
import { dateIn } from '@domain/deadlines';
import { adoptItem, type Entered, type ItemSnapshot } from '@domain/ledger';
import type { ProblemItem } from '@domain/review';
import { lockTreeForReading } from '@features/org';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import type { Transaction } from '@platform/database';
import { v7 } from 'uuid';
import { ItemLife } from './item-life';
import { ItemStore } from './item-store';
import { ItemUnits } from './item-units';

interface AdoptedReport {
  id: string;
  approved: boolean;
  revision: number;
  nil: boolean;
  ledger: LedgerDefinition | null;
  org: ItemSnapshot['org'];
  ended: boolean;
  problems: ProblemItem[] | null;
  submitters: Array<string | null>;
  /** Rows that compiling took from another report, or from the unit's own last one. */
  bindings: Record<string, { kind: 'source' | 'promise'; reportId: string; problemId: string }> | null;
}

interface KnownItem {
  id: string;
  problemId: string;
}

/**
 * 立账: what follows in the ledger from the approval of a report, and from its being taken back. It looks at how the
 * report stands now, so that running twice, or late, makes nothing twice (design 8.4, cases 41 to 43).
 */
@Injectable()
export class Adoption {
  constructor(
    private readonly store: ItemStore,
    private readonly units: ItemUnits,
    private readonly life: ItemLife,
    private readonly clock: Clock,
  ) {}

  /** Within the transaction that follows the events. */
  async follow(transaction: Transaction, eventIds: readonly string[]): Promise<void> {
    const events = await transaction.query<{ reportId: string }>(selectTurns, [eventIds]);
    for (const { reportId } of events) await this.report(transaction, reportId);
  }

  private async report(transaction: Transaction, id: string): Promise<void> {
    // A unit that ends meanwhile hands on what was adopted before, and nothing is adopted for it afterwards.
    await lockTreeForReading(transaction);
    // Two workers with two events of one report: the second sees what the first wrote.
    await transaction.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 8))`, [id]);
    const [report] = await transaction.query<AdoptedReport & Record<string, unknown>>(selectReport, [id]);
    if (!report?.ledger?.adopt) return;
    const known = await transaction.query<KnownItem & Record<string, unknown>>(selectKnown, [id]);
    if (!report.approved) {
      for (const item of known)
        await this.change(transaction, item.id, { revision: report.revision, problem: undefined });
      return;
    }
    const rows = new Map((report.problems ?? []).map((row) => [row.id, row]));
    for (const item of known) {
      const row = rows.get(item.problemId);
      await this.change(transaction, item.id, {
        revision: report.revision,
        problem: row ? row.problem.trim() : null,
        cause: row?.cause?.trim() || null,
      });
    }
    await this.adopt(transaction, report, new Set(known.map(({ problemId }) => problemId)));
  }

  private async change(
    transaction: Transaction,
    id: string,
    command: { revision: number; problem: string | null | undefined; cause?: string | null },
  ): Promise<void> {
    const changed = await this.life.within(transaction, id, { action: 'source-change', ...command });
    if (changed) transaction.afterCommit(() => this.store.wake(id));
  }

  private async adopt(
    transaction: Transaction,
    report: AdoptedReport,
    known: ReadonlySet<string>,
  ): Promise<void> {
    const { ledger } = report;
    if (!ledger || report.nil || report.ended) return;
    const fresh: ProblemItem[] = [];
    const continued = new Set<string>();
    for (const row of report.problems ?? []) {
      if (known.has(row.id) || row.problem.trim() === '') continue;
      // One row continues an item; a second that names it is a problem of its own, or none would ever be followed.
      const again = row.ledgerId !== undefined && continued.has(row.ledgerId);
      if (row.ledgerId !== undefined) continued.add(row.ledgerId);
      if (!again && (await this.isLinked(transaction, report, row))) continue;
      fresh.push(row);
    }
    if (fresh.length === 0) return;
    const now = this.clock.now();
    const names = fresh.flatMap(({ leader, person }) => [leader, person]);
    const party = await this.units.parties(transaction, report.org.id, names, now);
    const entered = fresh.map(
      (row): Entered =>
        adoptItem(
          {
            id: v7(),
            reportId: report.id,
            revision: report.revision,
            problemId: row.id,
            org: report.org,
            problem: row.problem,
            cause: row.cause?.trim() || null,
            measure: row.measure?.trim() || null,
            measureId: v7(),
            leader: party(row.leader),
            leadUnit: row.unit?.trim() || null,
            person: party(row.person),
            dueOn: row.dueOn ?? null,
            days: ledger.days,
            route: ledger.route ?? null,
            submitters: report.submitters.filter((id) => id !== null),
          },
          dateIn(now, this.store.timeZone),
        ),
    );
    await this.store.insert(transaction, entered, now);
    for (const { item } of entered) transaction.afterCommit(() => this.store.wake(item.id));
  }

  /**
   * A row of another report is that report's to follow; a promise of last year is followed already, and so is the
   * unit's own item that the row says it continues. Whoever names another unit's item, or a void one, gets an item.
   */
  private async isLinked(
    transaction: Transaction,
    report: AdoptedReport,
    row: ProblemItem,
  ): Promise<boolean> {
    const bound = report.bindings?.[row.id];
    if (bound?.kind === 'source') return true;
    const origin = bound ? [bound.reportId, bound.problemId] : null;
    if (!origin && !row.ledgerId) return false;
    const found = await transaction.query(selectLinked, [
      origin?.[0] ?? null,
      origin?.[1] ?? null,
      row.ledgerId ?? null,
      report.org.id,
    ]);
    return found.length > 0;
  }
}

/** Events by which a report becomes approved, or is taken back from it. */
const selectTurns = {
  name: 'ledger_turns',
  text: `SELECT DISTINCT e.report_id AS "reportId" FROM event e WHERE e.id = ANY($1::bigint[])
      AND ((e.to_state = 'approved' AND e.from_state = 'in_review')
        OR (e.from_state IN ('approved', 'published') AND e.to_state IN ('in_review', 'returned')))
    ORDER BY e.report_id`,
};

const selectReport = {
  name: 'ledger_adopted_report',
  text: `SELECT r.id, r.state IN ('approved', 'published') AS approved, r.revision, r.nil_reason IS NOT NULL AS nil,
      t.definition -> 'ledger' AS ledger,
      jsonb_build_object('id', o.id, 'path', o.path::text, 'name', o.name, 'code', o.code, 'kind', o.kind) AS org,
      o.dissolved_on IS NOT NULL AS ended, v.content -> 'problems' AS problems,
      ARRAY[v.submitted_by, v.on_behalf_of] AS submitters, c.bindings -> 'problems' AS bindings
    FROM report r JOIN cycle_tier ct ON ct.id = r.tier_id JOIN template_version t ON t.id = ct.template_version_id
    JOIN org_unit o ON o.id = r.org_id LEFT JOIN revision v ON v.report_id = r.id AND v.number = r.revision
    LEFT JOIN compilation c ON c.report_id = r.id WHERE r.id = $1`,
};
const selectKnown = {
  name: 'ledger_known_items',
  text: `SELECT id, problem_id AS "problemId" FROM rectification WHERE report_id = $1 ORDER BY id`,
};
const selectLinked = {
  name: 'ledger_linked_item',
  text: `SELECT 1 FROM rectification WHERE (report_id = $1::uuid AND problem_id = $2)
      OR (id = $3::uuid AND org_id = $4::uuid AND state <> 'void')`,
};
