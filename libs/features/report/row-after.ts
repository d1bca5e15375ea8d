import type { LoadedReport } from './loaded-report';
import type { Outcome } from './report-life';
import type { ReportRow, ReportViewRow } from './report-row';

/**
 * The report as it stands after an action, from what was read before it: nothing of it needs reading again.
 * Undefined where the action changed what only the database knows, or where not everything was read.
 */
export function loadedAfter({
  loaded,
  decision,
  written,
  now,
}: Outcome): LoadedReport<ReportViewRow> | undefined {
  const { row, facts } = loaded;
  if (!isViewRow(row) || !written || decision.edition || decision.extension || decision.declined)
    return undefined;
  if (decision.release.length > 0 && row.unresolved > 0) return undefined;
  if (decision.voids?.reason === 'recalled' || written.snapshot.state === 'waived') return undefined;
  const { snapshot } = written;
  return {
    snapshot,
    facts,
    row: {
      ...row,
      state: snapshot.state,
      version: snapshot.version,
      revision: snapshot.revision,
      round: snapshot.round,
      step_index: snapshot.stepIndex,
      late: snapshot.late,
      first_submitted_at: snapshot.firstSubmittedAt,
      extended_until: snapshot.extendedUntil,
      returned: snapshot.returned,
      nil_reason: snapshot.nilReason,
      grade: snapshot.grade,
      held_since: snapshot.heldSince,
      updated_at: now,
      returns: row.returns + decision.decisions.filter(({ action }) => action === 'return').length,
      waiver: null,
      content: decision.content ?? row.content,
    },
  };
}

function isViewRow(row: ReportRow): row is ReportViewRow {
  return 'content' in row;
}
