import type { Disclosure, ViewedAct } from '@domain/access';
import { problem } from '@domain/problems';
import type { Person, ReportContent, ReportState } from '@domain/review';
import { viewedAct } from '@features/access';
import { Injectable } from '@nestjs/common';
import { Database, type Querier } from '@platform/database';
import type { Page } from '@platform/http';

export interface EventAnswer {
  sequence: number;
  type: string;
  actor: { id: string | null; name: string };
  onBehalfOf: Person | null;
  at: string;
  from: ReportState;
  to: ReportState;
  step: number | null;
  revision: number | null;
  note: string | null;
  /** Null from the first act on that is not shown whole: it would prove what is kept back. */
  hash: string | null;
}

export interface RevisionItem {
  revision: number;
  submittedAt: string;
  submittedBy: Person;
  onBehalfOf: Person | null;
  late: boolean;
  withdrawn: boolean;
  nil: { reason: string } | null;
  org: { code: string; name: string; kind: string };
  contentHash: string;
}

export interface DecisionAnswer {
  id: string;
  revision: number;
  round: number;
  step: number;
  org: { id: string; code: string; name: string };
  role: string;
  action: 'approve' | 'return' | 'return_to_step';
  by: Person;
  onBehalfOf: Person | null;
  note: string | null;
  grade: string | null;
  givenFor: number | null;
  at: string;
  voided: { at: string; reason: string } | null;
}

const person = (alias: string) =>
  `CASE WHEN ${alias}.id IS NULL THEN NULL ELSE jsonb_build_object('id', ${alias}.id, 'name', ${alias}.name) END`;

/** What was: events, revisions and decisions, void ones included. */
@Injectable()
export class HistoryRepository {
  constructor(private readonly database: Database) {}

  /** In order, without the notes and hashes that the disclosure keeps back. */
  async events(
    id: string,
    disclosure: Disclosure,
    page: number,
    pageSize: number,
  ): Promise<Page<EventAnswer>> {
    const acts = await this.database.query<ViewedAct & { sequence: number }>(selectActs, [id]);
    const shown = new Map(acts.map((act) => [act.sequence, disclosure.note(act)]));
    const withheldFrom = acts.find((act) => !disclosure.hash(act))?.sequence ?? Number.POSITIVE_INFINITY;
    const rows = await this.database.query<{ view: EventAnswer }>(selectEvents, [
      id,
      pageSize,
      (page - 1) * pageSize,
    ]);
    const items = rows.map(({ view }) => ({
      ...view,
      note: shown.get(view.sequence) ? view.note : null,
      hash: shown.has(view.sequence) && view.sequence < withheldFrom ? view.hash : null,
    }));
    return { items, total: acts.length, page, pageSize };
  }

  async revisions(id: string, disclosure: Disclosure): Promise<RevisionItem[]> {
    const rows = await this.database.query<{ view: RevisionItem }>(selectRevisions, [id, null]);
    return rows.map((row) => row.view).filter(({ revision }) => disclosure.content(revision));
  }

  /** @throws not_found */
  async revision(
    id: string,
    number: number,
    querier: Querier = this.database,
  ): Promise<RevisionItem & { content: ReportContent }> {
    const [row] = await querier.query<{ view: RevisionItem; content: ReportContent }>(selectRevisions, [
      id,
      number,
    ]);
    if (!row) throw problem('not_found');
    return { ...row.view, content: row.content };
  }

  /** About the revisions that are shown, without the notes and grades that the disclosure keeps back. */
  async decisions(id: string, disclosure: Disclosure): Promise<DecisionAnswer[]> {
    const rows = await this.database.query<{ view: DecisionAnswer; atOpenStep: boolean }>(selectDecisions, [
      id,
    ]);
    return rows
      .filter(({ view }) => disclosure.content(view.revision))
      .map(({ view, atOpenStep }) => {
        const act = { atOpenStep, graded: view.grade !== null, ofPublication: false };
        const note = disclosure.note(act) ? view.note : null;
        return { ...view, note, grade: disclosure.grade ? view.grade : null };
      });
  }
}

const selectEvents = {
  name: 'report_events',
  text: `SELECT jsonb_build_object('sequence', e.sequence, 'type', e.type, 'actor', jsonb_build_object('id', e.actor_id, 'name', e.actor_name),
      'onBehalfOf', CASE WHEN e.on_behalf_of IS NULL THEN NULL ELSE jsonb_build_object('id', e.on_behalf_of, 'name', e.on_behalf_name) END,
      'at', e.at, 'from', e.from_state, 'to', e.to_state, 'step', e.step, 'revision', e.revision, 'note', e.note, 'hash', e.hash) AS view
    FROM event e WHERE e.report_id = $1 ORDER BY e.sequence LIMIT $2 OFFSET $3`,
};
const selectActs = {
  name: 'report_acts',
  text: `SELECT e.sequence, ${viewedAct} FROM event e JOIN report r ON r.id = e.report_id
    WHERE e.report_id = $1 ORDER BY e.sequence`,
};
const selectRevisions = {
  name: 'report_revisions',
  text: `SELECT jsonb_build_object('revision', v.number, 'submittedAt', v.submitted_at, 'submittedBy', ${person('u')},
      'onBehalfOf', ${person('h')}, 'late', v.late, 'withdrawn', v.withdrawn,
      'nil', CASE WHEN v.nil_reason IS NULL THEN NULL ELSE jsonb_build_object('reason', v.nil_reason) END,
      'org', v.org, 'contentHash', v.content_hash) AS view,
      CASE WHEN $2::integer IS NULL THEN NULL ELSE v.content END AS content
    FROM revision v JOIN app_user u ON u.id = v.submitted_by LEFT JOIN app_user h ON h.id = v.on_behalf_of
    WHERE v.report_id = $1 AND ($2::integer IS NULL OR v.number = $2) ORDER BY v.number`,
};
const selectDecisions = {
  name: 'report_decisions',
  text: `SELECT jsonb_build_object('id', d.id, 'revision', d.revision, 'round', d.round, 'step', d.step_index,
      'org', jsonb_build_object('id', s.org_id, 'code', s.org_code, 'name', s.org_name), 'role', s.role, 'action', d.action,
      'by', ${person('u')}, 'onBehalfOf', ${person('h')}, 'note', d.note, 'grade', d.grade, 'givenFor', d.given_for, 'at', d.at,
      'voided', CASE WHEN d.void_reason IS NULL THEN NULL ELSE jsonb_build_object('at', d.voided_at, 'reason', d.void_reason) END) AS view,
      s.status = 'waiting' AS "atOpenStep"
    FROM decision d JOIN review_step s ON s.id = d.step_id JOIN app_user u ON u.id = d.user_id LEFT JOIN app_user h ON h.id = d.on_behalf_of
    WHERE d.report_id = $1 ORDER BY d.at, d.id`,
};
