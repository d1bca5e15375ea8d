import { contentHash, sealOf } from '@features/audit';
import { eventColumns, eventColumnTypes } from '@features/event-chain';
import { itemListOf } from '@features/item-list';
import type { NamedStatement } from '@platform/database';
import { keyIsFree, takeKey } from '@platform/http';
import { lifeColumns, type lifeRowOf } from './report-row';

/** Parts that a transition's write may have besides the report's row and its events. */
export const writeParts = [
  'steps',
  'newSteps',
  'decisions',
  'revoked',
  'release',
  'freeze',
  'withdrawn',
  'draft',
  'newExtension',
  'extension',
  'serial',
  'edition',
  'replaced',
  'retracted',
  'key',
] as const;
export type WritePart = (typeof writeParts)[number];

/** Beside those of its life: its chain of events, what was declined, and when. */
export type WrittenColumns = ReturnType<typeof lifeRowOf> & {
  sequence: number;
  head_hash: string | null;
  /** The revision whose publication was declined; null where that is not its latest. */
  declined_revision: number | null;
  updated_at: Date;
};

const reportColumns = [
  ...(Object.keys(lifeColumns) as Array<keyof typeof lifeColumns>),
  'sequence',
  'head_hash',
  'declined_revision',
  'updated_at',
] as const satisfies Array<keyof WrittenColumns>;

/** The parameters of `writeStatement` in their order, up to those of the parts. */
export function firstValues(id: string, epoch: number, columns: WrittenColumns, events: string): unknown[] {
  return [id, epoch, ...reportColumns.map((column) => columns[column]), events];
}

/** The first column's parameter: id and epoch come before it. */
const firstColumn = 3;
/** Number of parameters that come before those of the parts: id, epoch, columns, events. */
const firstPart = reportColumns.length + 4;

/** Names as they stand: 提出 who submitted, 审核 who approved before the last step, 审批 who approved there. */
const hand = (
  steps: string,
) => `(SELECT coalesce(jsonb_agg(jsonb_build_object('org', s.org_name, 'name', u.name, 'at', d.at) ORDER BY s.index, d.at), '[]')
  FROM decision d JOIN review_step s ON s.id = d.step_id AND s.report_id = r.id JOIN app_user u ON u.id = coalesce(d.on_behalf_of, d.user_id)
  WHERE d.report_id = r.id AND d.round = r.round AND d.action = 'approve' AND d.void_reason IS NULL AND s.index ${steps})`;
const lastStep = `(SELECT max(z.index) FROM review_step z WHERE z.report_id = r.id AND z.round = r.round AND z.status <> 'replaced')`;

/**
 * One part: `$` stands for its one parameter, a JSON text. All parts read the snapshot before the
 * statement; constraints that look at several rows are checked at its end.
 */
const parts: Record<WritePart, string> = {
  steps: `UPDATE review_step s SET status = x.status, flag = x.flag, reserved_for = x.reserved_for, entered_at = x.entered_at,
      due_at = x.due_at, ended_at = x.ended_at, last_urged_at = x.last_urged_at, put_aside = x.put_aside
    FROM changed, jsonb_to_recordset($::jsonb) AS x(id uuid, status text, flag text, reserved_for uuid,
      entered_at timestamptz, due_at timestamptz, ended_at timestamptz, last_urged_at timestamptz, put_aside integer)
    WHERE s.report_id = changed.id AND s.id = x.id`,
  newSteps: `INSERT INTO review_step (id, report_id, round, index, ordinal, org_id, org_code, org_name, role, mode, working_days,
      grade, status, flag, entered_at, due_at, ended_at)
    SELECT x.id, changed.id, x.round, x.index, x.ordinal, x.org_id, x.org_code, x.org_name, x.role, x.mode, x.working_days,
      x.grade, x.status, x.flag, x.entered_at, x.due_at, x.ended_at
    FROM changed, jsonb_to_recordset($::jsonb) AS x(id uuid, round integer, index integer, ordinal integer, org_id uuid,
      org_code text, org_name text, role text, mode text, working_days integer, grade boolean, status text, flag text,
      entered_at timestamptz, due_at timestamptz, ended_at timestamptz)`,
  decisions: `INSERT INTO decision (id, report_id, revision, round, step_index, step_id, action, user_id, on_behalf_of,
      appointment_id, note, grade, given_for, at)
    SELECT x.id, changed.id, x.revision, x.round, x.step_index, x.step_id, x.action, x.user_id, x.on_behalf_of,
      x.appointment_id, x.note, x.grade, x.given_for, x.at
    FROM changed, jsonb_to_recordset($::jsonb) AS x(id uuid, revision integer, round integer, step_index integer, step_id uuid,
      action text, user_id uuid, on_behalf_of uuid, appointment_id uuid, note text, grade text, given_for integer,
      at timestamptz)`,
  revoked: `UPDATE decision d SET void_reason = x.void_reason, voided_at = x.voided_at
    FROM changed, jsonb_to_recordset($::jsonb) AS x(id uuid, void_reason text, voided_at timestamptz) WHERE d.report_id = changed.id AND d.id = x.id`,
  release: `UPDATE comment m SET released_at = (x.value ->> 'at')::timestamptz FROM changed, jsonb_array_elements($::jsonb) x
    WHERE m.report_id = changed.id AND m.released_at IS NULL AND m.step_id IN (
      SELECT s.id FROM review_step s WHERE s.report_id = changed.id AND s.index = (x.value ->> 'index')::integer)`,
  freeze: `INSERT INTO revision (report_id, number, content, content_hash, nil_reason, late, org, route, writers, submitted_by,
      on_behalf_of, submitted_at, ledger, seal)
    SELECT changed.id, x.number, y.content, ${contentHash('y.content')}, x.nil_reason, x.late,
      jsonb_build_object('code', f.code, 'name', f.name, 'kind', f.kind), x.route, x.writers, x.submitted_by,
      x.on_behalf_of, x.submitted_at,
      z.list, ${sealOf('y.content', 'z.list')}
    FROM changed
    CROSS JOIN jsonb_to_record($::jsonb) AS x(number integer, nil_reason text, late boolean, route jsonb, writers uuid[],
      submitted_by uuid, on_behalf_of uuid, submitted_at timestamptz, empty jsonb, accounts boolean, since text)
    JOIN cycle_org f ON f.cycle_id = changed.cycle_id AND f.org_id = changed.org_id
    LEFT JOIN report_draft b ON b.report_id = changed.id
    CROSS JOIN LATERAL (SELECT CASE WHEN x.nil_reason IS NULL THEN coalesce(b.content, x.empty) ELSE x.empty END AS content) y
    CROSS JOIN LATERAL (SELECT CASE WHEN x.accounts
      THEN (${itemListOf('changed.org_id', 'changed.id', 'x.since')}) END AS list) z`,
  withdrawn: `UPDATE revision v SET withdrawn = true FROM changed WHERE v.report_id = changed.id AND v.number = $::integer`,
  draft: `INSERT INTO report_draft (report_id, content, findings, findings_of, errors, saved_by, saved_at)
    SELECT changed.id, x.content, x.findings, x.findings_of, x.errors, x.saved_by, x.saved_at
    FROM changed, jsonb_to_record($::jsonb) AS x(content jsonb, findings jsonb, findings_of text, errors integer,
      saved_by uuid, saved_at timestamptz)
    ON CONFLICT (report_id) DO UPDATE SET content = excluded.content, findings = excluded.findings,
      findings_of = excluded.findings_of, errors = excluded.errors, saved_by = excluded.saved_by, saved_at = excluded.saved_at`,
  newExtension: `INSERT INTO extension (id, report_id, state, requested_by, requested_at, requested_until, reason, decided_by, decided_at, until)
    SELECT x.id, changed.id, x.state, x.requested_by, x.requested_at, x.requested_until, x.reason, x.decided_by, x.decided_at, x.until
    FROM changed, jsonb_to_record($::jsonb) AS x(id uuid, state text, requested_by uuid, requested_at timestamptz,
      requested_until timestamptz, reason text, decided_by uuid, decided_at timestamptz, until timestamptz)`,
  extension: `UPDATE extension e SET state = x.state, decided_by = x.decided_by, decided_at = x.decided_at, until = x.until, note = x.note
    FROM changed, jsonb_to_record($::jsonb) AS x(id uuid, state text, decided_by uuid, decided_at timestamptz, until timestamptz, note text)
    WHERE e.report_id = changed.id AND e.id = x.id AND e.state = 'requested'`,
  // Numbers run without gaps within a year: publishers queue for the year's row, and whoever is rolled back gives
  // its number back. Editions that were written by other means count too.
  serial: `INSERT INTO edition_serial AS k (year, last)
    SELECT x.year, 1 + coalesce((SELECT max(e.serial) FROM edition e WHERE e.year = x.year), 0)
    FROM changed, (SELECT $::integer AS year) x
    ON CONFLICT (year) DO UPDATE SET last = greatest(k.last + 1, excluded.last) RETURNING k.year, k.last`,
  edition: `INSERT INTO edition (id, year, serial, number, report_id, revision, audience, title, record, review, published_by,
      published_at, replaces_id)
    SELECT x.id, n.year, n.last, n.year || '-' || n.last, r.id, x.revision, x.audience, (v.org ->> 'name') || c.title,
      jsonb_build_object('proposed', jsonb_build_object('org', v.org ->> 'name', 'name', p.name, 'at', v.submitted_at),
        'reviewed', ${hand(`< ${lastStep}`)}, 'approved', ${hand(`= ${lastStep}`)}),
      '{"secrecy": true, "necessity": true, "accuracy": true}', x.published_by, x.published_at, x.replaces
    FROM changed JOIN report r ON r.id = changed.id CROSS JOIN w_serial n
      CROSS JOIN jsonb_to_record($::jsonb) AS x(id uuid, revision integer, audience text, published_by uuid, published_at timestamptz,
        replaces uuid)
      JOIN cycle c ON c.id = r.cycle_id JOIN revision v ON v.report_id = r.id AND v.number = x.revision
      JOIN app_user p ON p.id = coalesce(v.on_behalf_of, v.submitted_by)`,
  replaced: `UPDATE edition e SET replaced_at = x.at FROM changed, jsonb_to_record($::jsonb) AS x(id uuid, at timestamptz)
    WHERE e.report_id = changed.id AND e.id = x.id`,
  retracted: `UPDATE edition e SET retracted_at = x.at, retracted_by = x.by, retract_reason = x.reason
    FROM changed, jsonb_to_record($::jsonb) AS x(id uuid, at timestamptz, by uuid, reason text)
    WHERE e.report_id = changed.id AND e.id = x.id`,
  key: takeKey,
};

/** An event, and the request that it is written for. */
const told = [...eventColumns, 'cause'];
const statements = new Map<string, NamedStatement>();

/**
 * The statement that writes one transition whole, or nothing of it: it changes no row where the report's
 * epoch is no longer `$2`, or where the request's key took effect before. Parameters: report id, epoch, the report's columns, events, then one per part.
 * It answers with one row where it wrote.
 */
export function writeStatement(used: readonly WritePart[]): NamedStatement {
  const name = ['report_write', ...used].join('_');
  const known = statements.get(name);
  if (known) return known;
  const assignments = reportColumns
    .map((column, position) => `${column} = $${position + firstColumn}`)
    .join(', ');
  const parameter = (position: number) => `$${firstPart + position}::`;
  const key = used.indexOf('key');
  const free = key < 0 ? '' : ` AND ${keyIsFree.replace('$::', parameter(key))}`;
  const clauses = used.map(
    (part, position) => `, w_${part.toLowerCase()} AS (${parts[part].replace('$::', parameter(position))})`,
  );
  // Files of the working copy are frozen with it.
  const files = used.includes('freeze')
    ? `, files AS (UPDATE attachment a SET revision = $${reportColumns.indexOf('revision') + firstColumn} FROM changed WHERE a.report_id = changed.id AND a.revision IS NULL AND a.removed_at IS NULL)`
    : '';
  const statement: NamedStatement = {
    name,
    plannedOnce: true,
    text: `WITH changed AS (UPDATE report SET epoch = epoch + 1, ${assignments} WHERE id = $1 AND epoch = $2${free} RETURNING id, cycle_id, org_id)
      ${clauses.join('\n')}${files},
      told AS (INSERT INTO event (report_id, ${told.join(', ')})
        SELECT changed.id, ${told.map((column) => `x.${column}`).join(', ')}
        FROM changed, jsonb_to_recordset($${firstPart - 1}::jsonb) AS x(${eventColumnTypes.join(', ')}, cause text))
      SELECT 1 AS written FROM changed`,
  };
  statements.set(name, statement);
  return statement;
}
