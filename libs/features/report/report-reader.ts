import type { Disclosure, ReportView } from '@domain/access';
import { inForce } from '@domain/access';
import { problem } from '@domain/problems';
import type { ReportState } from '@domain/review';
import { scopeOf } from '@features/access';
import { TemplateCache } from '@features/template';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database, isNamed, type Querier } from '@platform/database';
import { type Caller, orderBy, type Page } from '@platform/http';
import { viewReport, viewReports } from './load-statement';
import {
  disclosed,
  itemAnswer,
  type ReportAnswer,
  type ReportItem,
  readingOf,
  reportAnswer,
} from './report-answer';
import { participationOf, unitsWrittenFor } from './report-judge';
import { loadedAfter, type Outcome } from './report-life';
import { type LoadedReport, type ReportRecord, type ReportViewRow, reviveRow } from './report-row';
import { ReportStore } from './report-store';

export interface ReportFilter {
  page: number;
  pageSize: number;
  sort?: string;
  /** Id or code. */
  cycle?: string;
  under?: string;
  org?: string;
  state?: ReportState[];
  tier?: string;
  /** Only those past their due date and not handed in; where false, only the others. */
  overdue?: boolean;
  /** Only those under review past the date of their step. */
  overtime?: boolean;
}

/** A report as one caller sees it. */
export interface Seen {
  loaded: LoadedReport;
  view: Exclude<ReportView, 'none'>;
  disclosure: Disclosure;
}

const sortable = {
  org: 'o.path',
  code: 'o.code',
  state: 'r.state',
  dueAt: 't.due_at',
  updatedAt: 'r.updated_at',
  heldSince: 'r.held_since',
};

/** Shows reports as each caller may see them. */
@Injectable()
export class ReportReader {
  constructor(
    private readonly database: Database,
    private readonly store: ReportStore,
    private readonly templates: TemplateCache,
    private readonly clock: Clock,
  ) {}

  /** @throws not_found also for a report that is not the caller's to see */
  async get(caller: Caller, id: string): Promise<ReportAnswer> {
    const now = this.clock.now();
    const loaded = await this.read(caller, id, now);
    return this.answer(loaded, await this.reading(loaded, caller, now), now);
  }

  /**
   * The report as an action left it, without reading it again where that can be told. Who acted is answered
   * with the row where the report is theirs to see no longer: a publisher who retracted during a correction.
   */
  async after(caller: Caller, outcome: Outcome): Promise<ReportAnswer> {
    const { now } = outcome;
    const loaded = loadedAfter(outcome) ?? (await this.read(caller, outcome.loaded.row.id, now));
    return this.answer(loaded, (await this.view(loaded, caller, now)) ?? 'row', now);
  }

  /** The same for an action that was committed before, from what the report is now. */
  async afterwards(caller: Caller, id: string): Promise<ReportAnswer> {
    const now = this.clock.now();
    const loaded = await this.read(caller, id, now);
    return this.answer(loaded, (await this.view(loaded, caller, now)) ?? 'row', now);
  }

  private async read(caller: Caller, id: string, now: Date): Promise<LoadedReport<ReportViewRow>> {
    const values = [id, now, unitsWrittenFor(caller, now)];
    const [found] = await this.database.query<ReportRecord<ReportViewRow> & Record<string, unknown>>(
      viewReport,
      values,
    );
    if (!found) throw problem('not_found');
    return this.store.loaded<ReportViewRow>(reviveRow(found), caller);
  }

  private async answer(
    loaded: LoadedReport<ReportViewRow>,
    view: ReportView,
    now: Date,
  ): Promise<ReportAnswer> {
    return reportAnswer(loaded, view, await this.templates.definition(loaded.row.template_version_id), now);
  }

  /** The report with what of it the caller may see, for features that show parts of it. @throws not_found */
  async see(caller: Caller, id: string, querier: Querier = this.database): Promise<Seen> {
    const loaded = await this.store.load(querier, id, caller);
    const view = await this.reading(loaded, caller, this.clock.now(), querier);
    return { loaded, view, disclosure: disclosed(loaded, view) };
  }

  /** How the caller sees a loaded report. @throws not_found */
  async reading(
    loaded: LoadedReport,
    caller: Caller,
    now: Date,
    querier?: Querier,
  ): Promise<Exclude<ReportView, 'none'>> {
    const view = await this.view(loaded, caller, now, querier);
    if (!view) throw problem('not_found');
    return view;
  }

  private async view(
    loaded: LoadedReport,
    caller: Caller,
    now: Date,
    querier: Querier = this.database,
  ): Promise<Exclude<ReportView, 'none'> | null> {
    const view = readingOf(loaded, caller, null, now);
    if (view !== 'none' && view !== 'row') return view;
    // Whether they took part changes nothing for whoever is not entitled at all, or has nothing to see yet.
    const entitled = readingOf(loaded, caller, { approvedRevision: loaded.row.revision }, now);
    if (entitled === view) return view === 'none' ? null : view;
    const kept = readingOf(loaded, caller, await participationOf(querier, caller, loaded.row.id), now);
    return kept === 'none' ? null : kept;
  }

  async list(caller: Caller, filter: ReportFilter): Promise<Page<ReportItem>> {
    const now = this.clock.now();
    const { paths, publisherPaths, orgIds } = listScope(caller, now);
    const values: unknown[] = [paths, publisherPaths, orgIds];
    const where = conditions(filter, values, now);
    const from = `FROM report r JOIN org_unit o ON o.id = r.org_id JOIN cycle c ON c.id = r.cycle_id
      JOIN cycle_tier t ON t.id = r.tier_id WHERE ${inScope} ${where}`;
    const [count] = await this.database.query<{ total: number }>(
      `SELECT count(*)::int AS total ${from}`,
      values,
    );
    const order = orderBy(filter.sort, sortable, 'c.opened_at DESC, o.path');
    const ids = await this.database.query<{ id: string }>(
      `SELECT r.id ${from} ORDER BY ${order}, r.id LIMIT ${filter.pageSize} OFFSET ${(filter.page - 1) * filter.pageSize}`,
      values,
    );
    const items = await this.items(
      caller,
      ids.map((row) => row.id),
    );
    return { items, total: count?.total ?? 0, page: filter.page, pageSize: filter.pageSize };
  }

  /** List items in the order of the ids; those that the caller may not see are left out. */
  async items(caller: Caller, ids: string[]): Promise<ReportItem[]> {
    if (ids.length === 0) return [];
    const now = this.clock.now();
    const found = await this.database.query<ReportRecord<ReportViewRow> & Record<string, unknown>>(
      viewReports,
      [ids, now],
    );
    const rows = found.map((record) => reviveRow(record));
    const byId = new Map(rows.map((row) => [row.id, row]));
    const items: ReportItem[] = [];
    for (const id of ids) {
      const row = byId.get(id);
      if (!row) continue;
      const loaded = await this.store.loaded<ReportViewRow>(row, caller);
      const view = readingOf(loaded, caller, null, now);
      if (view !== 'none') items.push(itemAnswer(loaded, view, now));
    }
    return items;
  }
}

// Publishers read what is approved or published, everyone else their subtree, reviewers also what waits at
// a step of their unit after the report's unit moved away. The pure rule is `viewOf`.
const inScope = `(o.path <@ ANY($1::ltree[])
  OR (o.path <@ ANY($2::ltree[]) AND (r.state IN ('approved', 'published') OR r.edition_id IS NOT NULL))
  OR EXISTS (SELECT FROM review_step s WHERE s.report_id = r.id AND s.round = r.round AND s.status <> 'replaced' AND s.org_id = ANY($3::uuid[])))`;

function listScope(caller: Caller, now: Date) {
  const held = caller.appointments.filter((post) => inForce(post, now));
  return {
    paths: held.filter((post) => post.role !== 'publisher').map((post) => post.path),
    publisherPaths: held.filter((post) => post.role === 'publisher').map((post) => post.path),
    orgIds: scopeOf(caller, 'review.decide', now).orgIds,
  };
}

const presentUnder = `o.path <@ (SELECT u.path FROM org_unit u WHERE ${isNamed('u.id', 'u.code', '$')})`;
const frozenUnder = `EXISTS (SELECT FROM cycle_org top JOIN cycle_org h ON h.cycle_id = top.cycle_id AND h.path <@ top.path
  WHERE top.cycle_id = r.cycle_id AND h.org_id = r.org_id AND ${isNamed('top.org_id', 'top.code', '$')})`;

function conditions(filter: ReportFilter, values: unknown[], now: Date): string {
  const clauses: string[] = [];
  const add = (clause: string, value: unknown) => {
    values.push(value);
    clauses.push(clause.replaceAll('$', `$${values.length}`));
  };
  if (filter.cycle) add(isNamed('c.id', 'c.code', '$'), filter.cycle);
  if (filter.under)
    // Of a cycle, where its frozen tree has the unit: a merge moves nothing out of what a cycle counts.
    add(filter.cycle ? frozenUnder : presentUnder, filter.under);
  if (filter.org) add(isNamed('o.id', 'o.code', '$'), filter.org);
  if (filter.state && filter.state.length > 0) add('r.state = ANY($::text[])', filter.state);
  if (filter.tier) add('t.kind = $', filter.tier);
  if (filter.overdue !== undefined)
    add(
      `${filter.overdue ? '' : 'NOT '}(CASE WHEN r.state = 'returned' THEN (r.returned ->> 'dueAt')::timestamptz < $
        ELSE r.state IN ('not_started', 'drafting') AND coalesce(r.extended_until, t.due_at) < $ END) AND o.dissolved_on IS NULL`,
      now,
    );
  if (filter.overtime)
    add(
      `r.state = 'in_review' AND EXISTS (SELECT FROM review_step w
        WHERE w.report_id = r.id AND w.status = 'waiting' AND w.due_at < $)`,
      now,
    );
  return clauses.map((clause) => `AND ${clause}`).join(' ');
}
