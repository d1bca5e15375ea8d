import { type Actor, allowed, disclosureOf, type ViewedAct, type ViewedReport, viewOf } from '@domain/access';
import { type Scope, viewedAct } from '@features/access';
import { Injectable } from '@nestjs/common';
import { Database, idIn, isNamed } from '@platform/database';
import { type AuditSubject, auditSubject, auditSubjectOf } from './audit-subject';

export interface AuditItem {
  at: string;
  actor: { id: string | null; name: string };
  onBehalfOf: { id: string; name: string } | null;
  action: string;
  object: { kind: string; id: string | null };
  org: { id: string; code: string; name: string } | null;
  subject: AuditSubject;
  note: string | null;
  detail: Record<string, unknown> | null;
}

export interface AuditFilter {
  actor?: string;
  action?: string;
  object?: string;
  org?: string;
  from?: Date;
  until?: Date;
}

/** Searches what happened, to reports and to everything else, newest first. */
@Injectable()
export class AuditRepository {
  constructor(private readonly database: Database) {}

  /** Notes and file names as far as the reader sees what they belong to: they may write for the unit themself. */
  async search(
    reader: { actor: Actor; now: Date },
    scope: Scope,
    wholeTree: boolean,
    filter: AuditFilter,
    window: { limit: number; offset: number },
  ): Promise<{ items: AuditItem[]; total: number; complete: boolean }> {
    const values = [
      scope.paths,
      wholeTree,
      filter.actor ?? null,
      filter.action ?? null,
      filter.object ?? null,
      filter.org ?? null,
      filter.from ?? null,
      filter.until ?? null,
    ];
    // Limited: each half to the end of the page asked for; the count to where a search ends, which the answer tells.
    const [items, [count]] = await Promise.all([
      this.database.query<AuditRow & Record<string, unknown>>(
        // Each half is cut before the two are merged, so that both walk their index on time.
        `SELECT found.view, found.seen, ${auditSubject} AS subject FROM (
           SELECT at, view, seen FROM ((${events(true)} ORDER BY e.at DESC LIMIT ${window.offset + window.limit})
             UNION ALL (${entries(true)} ORDER BY a.at DESC LIMIT ${window.offset + window.limit})) merged
           ORDER BY at DESC LIMIT ${window.limit} OFFSET ${window.offset}) found ORDER BY found.at DESC`,
        values,
      ),
      this.database.query<{ total: string }>(
        `SELECT (SELECT count(*) FROM (${events(false)} LIMIT ${mostCounted + 1}) e) + (SELECT count(*) FROM (${entries(false)} LIMIT ${mostCounted + 1}) a) AS total`,
        values,
      ),
    ]);
    const total = Math.min(mostCounted, Number(count?.total ?? 0));
    return {
      items: items.map((row) => ({ ...disclosed(row, reader), subject: auditSubjectOf(row.subject) })),
      total,
      complete: Number(count?.total ?? 0) <= mostCounted,
    };
  }
}

interface AuditRow {
  view: Omit<AuditItem, 'subject'>;
  subject: Partial<AuditSubject> | null;
  /** What it belongs to, with the act or the file that it tells of; null where it belongs to neither. */
  seen: OfReport | OfItem | null;
}

interface OfReport {
  report: ViewedReport;
  act: ViewedAct | null;
  file: { revision: number | null } | null;
}

/** A file of an item of the rectification ledger. */
interface OfItem {
  item: { orgId: string; path: string; narrow: boolean };
}

function disclosed({ view, seen }: AuditRow, { actor, now }: { actor: Actor; now: Date }): AuditRow['view'] {
  const file = view.object.kind === 'attachment' && view.detail?.cycle === undefined;
  if (!seen) return file ? { ...view, detail: withoutName(view.detail) } : view;
  if ('item' in seen) {
    const { item } = seen;
    const reads = !item.narrow || allowed(actor, 'rectification.read_narrow', item, now);
    return reads ? view : { ...view, detail: withoutName(view.detail) };
  }
  const { state, revision } = seen.report;
  const reportView = viewOf(actor, seen.report, null, now);
  const shown = disclosureOf({ view: reportView, userId: actor.userId, state, revision });
  if (seen.act) return { ...view, note: shown.note(seen.act) ? view.note : null };
  return shown.content(seen.file?.revision ?? null) ? view : { ...view, detail: withoutName(view.detail) };
}

function withoutName(detail: AuditItem['detail']): AuditItem['detail'] {
  const { filename: _kept, ...rest } = detail ?? {};
  return rest;
}

const reportJson = (
  unit: string,
) => `jsonb_build_object('org', jsonb_build_object('orgId', ${unit}.id, 'path', ${unit}.path::text),
      'state', r.state, 'revision', r.revision, 'hasCurrentEdition', r.edition_id IS NOT NULL)`;

/** A search goes back this many rows, and says where there are more: earlier ones are found by their time. */
const mostCounted = 10_000;

const between = (column: string) =>
  `($7::timestamptz IS NULL OR ${column} >= $7) AND ($8::timestamptz IS NULL OR ${column} < $8)`;
const orgJson = `jsonb_build_object('id', o.id, 'code', o.code, 'name', o.name)`;

const events = (shown: boolean) => `
  SELECT ${
    shown
      ? `e.at, jsonb_build_object('at', e.at, 'actor', jsonb_build_object('id', e.actor_id, 'name', e.actor_name),
      'onBehalfOf', CASE WHEN e.on_behalf_of IS NULL THEN NULL ELSE jsonb_build_object('id', e.on_behalf_of, 'name', e.on_behalf_name) END,
      'action', e.type, 'object', jsonb_build_object('kind', 'report', 'id', e.report_id), 'org', ${orgJson},
      'note', e.note, 'detail', NULL) AS view,
      jsonb_build_object('report', ${reportJson('o')}, 'file', NULL,
        'act', (SELECT to_jsonb(act) FROM (SELECT ${viewedAct}) act)) AS seen`
      : '1'
  }
  FROM event e JOIN report r ON r.id = e.report_id JOIN org_unit o ON o.id = r.org_id
  WHERE o.path <@ ANY($1::ltree[]) AND $2::boolean IS NOT NULL AND ($3::text IS NULL OR e.actor_id = ${idIn('$3')} OR e.actor_name = $3)
    AND ($4::text IS NULL OR e.type = $4) AND ($5::text IS NULL OR e.report_id = ${idIn('$5')})
    AND ($6::text IS NULL OR ${isNamed('o.id', 'o.code', '$6')}) AND ${between('e.at')}`;

// What belongs to no unit is shown to administrators of the whole tree alone.
const entries = (shown: boolean) => `
  SELECT ${
    shown
      ? `a.at, jsonb_build_object('at', a.at, 'actor', jsonb_build_object('id', a.actor_id, 'name', a.actor_name),
      'onBehalfOf', CASE WHEN a.detail ? 'onBehalfOf'
        THEN jsonb_build_object('id', a.detail #>> '{onBehalfOf,userId}', 'name', a.detail #>> '{onBehalfOf,name}') END,
      'action', a.action, 'object', jsonb_build_object('kind', a.object_kind, 'id', a.object_id),
      'org', CASE WHEN o.id IS NULL THEN NULL ELSE ${orgJson} END, 'note', NULL, 'detail', a.detail) AS view,
      (SELECT jsonb_build_object('report', ${reportJson('ro')}, 'act', NULL, 'file', jsonb_build_object('revision', f.revision))
        FROM attachment f JOIN report r ON r.id = f.report_id JOIN org_unit ro ON ro.id = r.org_id
        WHERE f.id = CASE WHEN a.object_kind = 'attachment' THEN a.object_id::uuid END
      UNION ALL SELECT jsonb_build_object('item', jsonb_build_object('orgId', io.id, 'path', io.path::text,
          'narrow', i.visibility = 'committee'))
        FROM attachment f JOIN rectification i ON i.id = f.rectification_id JOIN org_unit io ON io.id = i.org_id
        WHERE f.id = CASE WHEN a.object_kind = 'attachment' THEN a.object_id::uuid END) AS seen`
      : '1'
  }
  FROM audit_entry a LEFT JOIN org_unit o ON o.id = a.org_id
  WHERE (o.path <@ ANY($1::ltree[]) OR (o.id IS NULL AND $2)) AND ($3::text IS NULL OR a.actor_id = ${idIn('$3')} OR a.actor_name = $3)
    AND ($4::text IS NULL OR a.action = $4) AND ($5::text IS NULL OR a.object_id = $5)
    AND ($6::text IS NULL OR ${isNamed('o.id', 'o.code', '$6')}) AND ${between('a.at')}`;
