import type { ItemBody, ItemFacts, ItemSnapshot } from '@domain/ledger';
import type { OrgKind } from '@domain/org/roles';
import type { Person, Post, RouteUnit } from '@domain/review';
import { followingUnit } from '@features/org';
import { postObject, presentHolder } from '@features/report';
import type { NamedStatement } from '@platform/database';

/** A row of `loadItem`; instants and days are text, since the row comes as one JSON value. */
export interface ItemRow {
  id: string;
  year: number;
  serial: number;
  org_id: string;
  org_path: string;
  org_code: string;
  org_name: string;
  org_kind: OrgKind;
  ended_unit: ItemFacts['endedUnit'];
  batch_id: string | null;
  batch_title: string | null;
  report_id: string | null;
  problem_id: string | null;
  revision: number | null;
  source: ItemSnapshot['source'];
  category: string | null;
  term: ItemSnapshot['term'];
  state: ItemSnapshot['state'];
  visibility: ItemSnapshot['visibility'];
  problem: string;
  due_on: string;
  version: number;
  epoch: number;
  sequence: number;
  head_hash: string | null;
  step_index: number | null;
  body: ItemBody;
  updated_at: string;
  lineage: RouteUnit[] | null;
  posts: Post[] | null;
  authors: Person[] | null;
  files: number;
}

const columns = `r.id, r.year, r.serial, r.org_id, o.path::text AS org_path, o.code AS org_code, o.name AS org_name,
  o.kind AS org_kind, CASE WHEN o.dissolved_on IS NOT NULL THEN json_build_object('name', o.name, 'successor', ${followingUnit('o')}) END AS ended_unit, r.batch_id, b.title AS batch_title, r.report_id, r.problem_id,
  r.revision, r.source, r.category, r.term, r.state, r.visibility, r.problem, r.due_on::text AS due_on, r.version, r.epoch,
  r.sequence, r.head_hash, r.step_index, r.body, r.updated_at,
  (SELECT json_agg(json_build_object('id', a.id, 'code', a.code, 'name', a.name, 'kind', a.kind) ORDER BY nlevel(a.path) DESC)
    FROM org_unit a WHERE a.path @> o.path) AS lineage,
  (SELECT json_agg(${postObject} ORDER BY a.id) FROM
    (SELECT a.id FROM org_unit a WHERE a.path @> o.path
      UNION SELECT (s ->> 'orgId')::uuid FROM jsonb_array_elements(r.body -> 'steps') s) AS stop
    JOIN appointment a ON a.org_id = stop.id AND a.role IN ('reviewer', 'leader') ${presentHolder}) AS posts,
  (SELECT json_agg(DISTINCT jsonb_build_object('id', u.id, 'name', u.name)) FROM
    appointment a ${presentHolder} AND a.org_id = r.org_id AND a.role IN ('reporter', 'secretary')) AS authors,
  (SELECT count(*)::int FROM attachment f WHERE f.rectification_id = r.id AND f.removed_at IS NULL) AS files
  FROM rectification r JOIN org_unit o ON o.id = r.org_id LEFT JOIN rectification_batch b ON b.id = r.batch_id`;

/** Everything the rules look at, in one consistent statement. `$1` the item, `$2` the instant. */
export const loadItem: NamedStatement = {
  name: 'ledger_load',
  text: `SELECT row_to_json(q) AS item FROM (SELECT ${columns} WHERE r.id = $1) q`,
};

/** Many items, in any order. */
export const loadItems: NamedStatement = {
  name: 'ledger_load_many',
  text: `SELECT row_to_json(q) AS item FROM (SELECT ${columns} WHERE r.id = ANY($1::uuid[])) q`,
};

export function itemSnapshotOf(row: ItemRow): ItemSnapshot {
  return {
    ...row.body,
    id: row.id,
    org: {
      id: row.org_id,
      path: row.org_path,
      name: row.org_name,
      code: row.org_code,
      kind: row.org_kind,
    },
    state: row.state,
    version: row.version,
    sequence: row.sequence,
    stepIndex: row.step_index,
    source: row.source,
    category: row.category,
    batchId: row.batch_id,
    term: row.term,
    dueOn: row.due_on,
    problem: row.problem,
    visibility: row.visibility,
    reportId: row.report_id,
    problemId: row.problem_id,
    revision: row.revision,
  };
}

/** How the number of an item is written: 〔2026〕整改12号. */
export function itemNumber({ year, serial }: Pick<ItemRow, 'year' | 'serial'>): string {
  return `〔${year}〕整改${serial}号`;
}
