import type { ReportState } from '../review';
import type { ReportEvent } from './event';

export interface FoldedReport {
  state: ReportState;
  step: number | null;
  revision: number;
  late: boolean;
  grade: string | null;
}

/** The report's state as its history tells it; `audit verify` compares it with the row. */
export function fold(events: readonly ReportEvent[]): FoldedReport {
  const last = events[events.length - 1];
  if (!last) return { state: 'not_started', step: null, revision: 0, late: false, grade: null };
  const { step, revision, late, grade } = last.data.after;
  return { state: last.to, step, revision, late, grade };
}
