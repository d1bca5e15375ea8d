import { chainFault, fold, type ReportEvent } from '@domain/events';
import type { Scope } from '@features/access';
import { type EventRow, eventColumns, keptEvent } from '@features/event-chain';
import { Injectable } from '@nestjs/common';
import { type Transaction, UnitOfWork } from '@platform/database';
import { brokenSeals } from './revision-seal';

export interface BrokenHistory {
  reportId: string;
  /** The first event that does not fit, or the head's sequence. */
  sequence: number;
  /**
   * `gap`, `hash`, `from` and `head` concern the chain; `state`: the row says something else than its events; `revision`:
   * a revision's text or its frozen list of items is not what was handed in, or not what was decided about.
   */
  fault: 'gap' | 'hash' | 'from' | 'head' | 'state' | 'revision';
}

export interface HistoryVerification {
  ok: boolean;
  reports: number;
  events: number;
  /** The first 1,000. */
  broken: BrokenHistory[];
}

interface ReportRow {
  id: string;
  state: string;
  sequence: number;
  head_hash: string | null;
  step_index: number | null;
  revision: number;
  late: boolean;
  grade: string | null;
}

const batchSize = 500;
const mostBroken = 1000;

/** Recomputes every hash chain and folds every history, in batches that keep memory small (design 1.4). */
@Injectable()
export class HistoryVerifier {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** `scope` null: every report there is. */
  async verify(scope: Scope | null): Promise<HistoryVerification> {
    const result: HistoryVerification = { ok: true, reports: 0, events: 0, broken: [] };
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const { reports, histories, seals } = await this.batch(after, scope);
      const last = reports.at(-1);
      if (!last) break;
      after = last.id;
      for (const report of reports) {
        const events = histories.get(report.id) ?? [];
        result.reports += 1;
        result.events += events.length;
        const fault = faultOf(report, events) ?? seals.get(report.id) ?? null;
        if (fault && result.broken.length < mostBroken) result.broken.push(fault);
        if (fault) result.ok = false;
      }
    }
    return result;
  }

  /**
   * Reports with their histories as of one moment: read one after the other, a transition in between would look like
   * an event too many.
   */
  private batch(
    after: string,
    scope: Scope | null,
  ): Promise<{
    reports: ReportRow[];
    histories: Map<string, ReportEvent[]>;
    seals: Map<string, BrokenHistory>;
  }> {
    return this.unitOfWork.run(async (transaction) => {
      await transaction.execute('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
      // Limited: a batch; the loop goes on after its last id.
      const reports = await transaction.query<ReportRow>(
        `SELECT r.id, r.state, r.sequence, r.head_hash, r.step_index, r.revision, r.late, r.grade
         FROM report r JOIN org_unit o ON o.id = r.org_id
         WHERE r.id > $1 AND ($2::ltree[] IS NULL OR o.path <@ ANY($2::ltree[])) ORDER BY r.id LIMIT ${batchSize}`,
        [after, scope?.paths ?? null],
      );
      const ids = reports.map((report) => report.id);
      const histories = await this.histories(transaction, ids);
      const broken = await transaction.query<{ reportId: string; sequence: number }>(brokenSeals, [ids]);
      const seals = new Map(
        broken.map((row): [string, BrokenHistory] => [row.reportId, { ...row, fault: 'revision' }]),
      );
      return { reports, histories, seals };
    });
  }

  private async histories(
    transaction: Transaction,
    reportIds: string[],
  ): Promise<Map<string, ReportEvent[]>> {
    const rows = await transaction.query<EventRow<ReportEvent> & { report_id: string }>(
      `SELECT report_id, ${eventColumns.join(', ')} FROM event WHERE report_id = ANY($1) ORDER BY report_id, sequence`,
      [reportIds],
    );
    const histories = new Map<string, ReportEvent[]>();
    for (const row of rows) {
      const history = histories.get(row.report_id) ?? [];
      history.push({ reportId: row.report_id, ...keptEvent<ReportEvent>(row) });
      histories.set(row.report_id, history);
    }
    return histories;
  }
}

function faultOf(report: ReportRow, events: ReportEvent[]): BrokenHistory | null {
  const chain = chainFault(events, { sequence: report.sequence, hash: report.head_hash });
  if (chain) return { reportId: report.id, ...chain };
  const folded = fold(events);
  const same =
    folded.state === report.state &&
    folded.step === report.step_index &&
    folded.revision === report.revision &&
    folded.late === report.late &&
    folded.grade === report.grade;
  return same ? null : { reportId: report.id, sequence: report.sequence, fault: 'state' };
}
