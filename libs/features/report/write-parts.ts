import { dateIn } from '@domain/deadlines';
import { periodStart } from '@domain/ledger/listed-item';
import { type Decision, type ExtensionChange, emptyContent, type ReportSnapshot } from '@domain/review';
import { v7 } from 'uuid';
import type { DraftRecord, LoadedReport } from './report-row';
import type { WritePart } from './write-statement';

export interface PartValue {
  part: WritePart;
  /** JSON, or a number. */
  value: unknown;
}

export interface MadeIds {
  steps: string[];
  decisions: string[];
  /** Of the edition that a publication makes. */
  edition: string | null;
}

/** What a decision writes besides the report's row and its events, in the order of the statement's parts. */
export function writePartsOf(
  loaded: LoadedReport,
  decision: Decision,
  after: ReportSnapshot,
  ids: MadeIds,
  now: Date,
  draft?: DraftRecord,
): PartValue[] {
  const { snapshot } = loaded;
  const made: PartValue[] = [];
  const add = (part: WritePart, value: unknown) => {
    made.push({ part, value: typeof value === 'number' ? value : JSON.stringify(value) });
  };
  const replaced =
    decision.replaceFrom === null ? [] : snapshot.steps.filter((step) => step.index >= decision.replaceFrom!);
  const changed = new Set(decision.steps.map((step) => step.index));
  const fresh = after.round !== snapshot.round;
  if (!fresh && (changed.size > 0 || replaced.length > 0)) {
    const kept = after.steps.filter((step) => changed.has(step.index) && !ids.steps.includes(step.id));
    add('steps', [
      ...kept.map((step) => stepRecord(step)),
      ...replaced.map((step) =>
        stepRecord({ ...step, status: 'replaced', flag: null, endedAt: now }, loaded.row.sequence + 1),
      ),
    ]);
  }
  if (ids.steps.length > 0)
    add(
      'newSteps',
      after.steps
        .filter((step) => ids.steps.includes(step.id))
        .map((step) => ({ ...stepRecord(step), ...stopRecord(step) })),
    );
  if (ids.decisions.length > 0) {
    const stepIds = new Map(after.steps.map((step) => [step.index, step.id]));
    add(
      'decisions',
      after.decisions
        .filter((given) => ids.decisions.includes(given.id))
        .map((given) => ({
          id: given.id,
          revision: given.revision,
          round: given.round,
          step_index: given.stepIndex,
          step_id: stepIds.get(given.stepIndex),
          action: given.action,
          user_id: given.userId,
          on_behalf_of: given.onBehalfOf,
          appointment_id: given.appointmentId,
          note: given.note,
          grade: given.grade,
          given_for: given.givenFor,
          at: given.at,
        })),
    );
  }
  if (decision.voids || decision.restores.length > 0)
    add('revoked', [
      ...(decision.voids?.ids ?? []).map((id) => ({
        id,
        void_reason: decision.voids?.reason,
        voided_at: now,
      })),
      ...decision.restores.map((id) => ({ id, void_reason: null, voided_at: null })),
    ]);
  if (decision.release.length > 0 && loaded.row.unreleased > 0)
    add(
      'release',
      decision.release.map((index) => ({ index, at: now })),
    );
  if (decision.freeze) {
    const [submission] = decision.events;
    add('freeze', {
      number: after.revision,
      nil_reason: decision.freeze.nilReason,
      late: decision.freeze.late,
      route: after.steps.map(({ orgCode, orgName, role, mode }) => ({ orgCode, orgName, role, mode })),
      writers: decision.freeze.authors,
      submitted_by: submission?.actor?.id,
      on_behalf_of: submission?.onBehalfOf?.id ?? null,
      submitted_at: now,
      empty: emptyContent,
      accounts: loaded.accounts ?? false,
      since: periodStart(loaded.row.period),
    });
  }
  if (decision.withdrawnRevision !== null) add('withdrawn', decision.withdrawnRevision);
  if (decision.content)
    add('draft', {
      content: decision.content,
      findings: draft?.findings ?? null,
      findings_of: draft?.findingsOf ?? null,
      errors: draft?.errors ?? 0,
      saved_by: loaded.facts.actor === 'system' ? null : loaded.facts.actor.userId,
      saved_at: now,
    });
  if (decision.extension) add(...extensionPart(decision.extension, now));
  const { edition } = decision;
  const by = decision.events[0]?.actor?.id;
  if (edition?.kind === 'publish') {
    add('serial', Number(dateIn(now, loaded.row.time_zone).slice(0, 4)));
    const { audience, replaces } = edition;
    add('edition', {
      id: ids.edition,
      revision: loaded.row.revision,
      audience,
      published_by: by,
      published_at: now,
      replaces,
    });
    if (replaces) add('replaced', { id: replaces, at: now });
  }
  if (edition?.kind === 'retract') add('retracted', { id: edition.id, at: now, by, reason: edition.reason });
  return made;
}

function extensionPart(change: ExtensionChange, now: Date): [WritePart, object] {
  switch (change.kind) {
    case 'request':
      return [
        'newExtension',
        {
          id: v7(),
          state: 'requested',
          requested_by: change.by,
          requested_at: now,
          requested_until: change.until,
          reason: change.reason,
        },
      ];
    case 'grant': {
      const { by, until, reason } = change;
      const granted = { state: 'granted', decided_by: by, decided_at: now, until };
      return change.id === null
        ? ['newExtension', { id: v7(), ...granted, reason }]
        : ['extension', { id: change.id, ...granted, note: reason }];
    }
    case 'deny':
      return [
        'extension',
        { id: change.id, state: 'denied', decided_by: change.by, decided_at: now, note: change.reason },
      ];
    case 'close':
      // Nobody answered it: what it asked for is settled.
      return ['extension', { id: change.id, state: 'superseded', decided_at: now }];
  }
}

type StepValues = Omit<ReportSnapshot['steps'][number], 'status'> & { status: string };

function stepRecord(step: StepValues, putAside = 0): Record<string, unknown> {
  return {
    id: step.id,
    status: step.status,
    flag: step.flag,
    reserved_for: step.reservedFor,
    entered_at: step.enteredAt,
    due_at: step.dueAt,
    ended_at: step.endedAt,
    last_urged_at: step.lastUrgedAt,
    put_aside: putAside,
  };
}

function stopRecord(step: StepValues): Record<string, unknown> {
  return {
    round: step.round,
    index: step.index,
    ordinal: step.ordinal,
    org_id: step.orgId,
    org_code: step.orgCode,
    org_name: step.orgName,
    role: step.role,
    mode: step.mode,
    working_days: step.workingDays,
    grade: step.grade,
  };
}
