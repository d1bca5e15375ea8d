import type { Finding } from '@domain/checks';
import type { Facts, ReportSnapshot } from '@domain/review';
import type { NamedStatement } from '@platform/database';
import type { QueryResultRow } from 'pg';
import type { ReportRow } from './report-row';

/** A pool or an open transaction. */
export interface Querier {
  query<Row extends QueryResultRow>(statement: NamedStatement | string, values?: unknown[]): Promise<Row[]>;
}

export interface LoadedReport<Row extends ReportRow = ReportRow> {
  row: Row;
  snapshot: ReportSnapshot;
  facts: Facts;
  /** Whether submitting freezes the unit's items of the rectification ledger with the revision. */
  accounts?: boolean;
}

/** The working copy as it is saved, with what the checks said of it. */
export interface DraftRecord {
  findings: Finding[];
  findingsOf: string;
  errors: number;
}
