import { problem } from '@domain/problems';
import {
  applyDecision,
  type Decision,
  type PersonActor,
  type Post,
  type ReportSnapshot,
  type RouteStop,
  type RouteUnit,
  resolveRoute,
} from '@domain/review';
import { chainEvents, eventRecord } from '@features/event-chain';
import { WorkingCalendarSource } from '@features/working-calendar';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import type { Querier } from '@platform/database';
import type { ActKey, Caller } from '@platform/http';
import { Signals } from '@platform/signals';
import { carriedCause } from '@platform/tracing';
import type { QueryResultRow } from 'pg';
import { v7 } from 'uuid';
import { frozenLineage, loadReport, presentLineage } from './load-statement';
import {
  cycleFactsOf,
  type DraftRecord,
  type LoadedReport,
  lifeRowOf,
  type ReportRecord,
  type ReportRow,
  type ReportViewRow,
  reviveRow,
  snapshotOf,
} from './report-row';
import { writePartsOf } from './write-parts';
import { firstValues, writeStatement } from './write-statement';

export interface Written {
  snapshot: ReportSnapshot;
}

/**
 * Reads what the rules of a report's life look at and writes what they decided: one statement each. A
 * write changes nothing where anything it was decided on has changed since (the epoch), so nobody waits
 * for a lock between the two.
 */
@Injectable()
export class ReportStore {
  /** A caller lives as long as its request. */
  private readonly judged = new WeakMap<Caller, LoadedReport<ReportViewRow>>();

  constructor(
    private readonly clock: Clock,
    private readonly calendars: WorkingCalendarSource,
    private readonly signals: Signals,
  ) {}

  /** Keeps what the guard judged by for the action that the same request asks for, so that it is read once. */
  keep(caller: Caller, loaded: LoadedReport<ReportViewRow>): void {
    this.judged.set(caller, loaded);
  }

  /** What the guard of this request read, only once since it is stale after an action; or what is there now. */
  async open(querier: Querier, id: string, caller: Caller): Promise<LoadedReport> {
    const judged = this.judged.get(caller);
    this.judged.delete(caller);
    return judged?.row.id === id ? judged : this.load(querier, id, caller);
  }

  async load(querier: Querier, id: string, actor: PersonActor | 'system'): Promise<LoadedReport> {
    const [found] = await querier.query<ReportRecord<ReportRow> & QueryResultRow>(loadReport, [
      id,
      this.clock.now(),
    ]);
    if (!found) throw problem('not_found');
    return this.loaded(reviveRow(found), actor, querier);
  }

  /** `querier` is the transaction of whoever holds one. */
  async loaded<Row extends ReportRow>(
    row: Row,
    actor: PersonActor | 'system',
    querier?: Querier,
  ): Promise<LoadedReport<Row>> {
    const pending = row.pending_extension;
    return {
      row,
      snapshot: snapshotOf(row),
      facts: {
        actor,
        cycle: cycleFactsOf(row, await this.calendars.current(querier)),
        posts: row.posts ?? [],
        comments: { unresolved: row.unresolved, unanswered: row.unanswered },
        draftErrors: row.errors ?? 0,
        route: [],
        endedUnit: row.org_ended_on === null ? null : row.org_name,
        pendingExtension: pending ? { ...pending, until: new Date(pending.until) } : null,
      },
    };
  }

  /** The route and its posts: on the frozen tree for a first submission, on the present one for a reroute. */
  async route(
    querier: Querier,
    row: ReportRow,
    tree: 'frozen' | 'present',
  ): Promise<{ route: RouteStop[]; posts: Post[] }> {
    const lineage = await querier.query<RouteUnit & { posts: Post[] | null }>(
      tree === 'frozen' ? frozenLineage : presentLineage,
      [row.id, this.clock.now()],
    );
    return {
      route: resolveRoute(row.tier_route, lineage),
      posts: lineage.flatMap((unit) => unit.posts ?? []),
    };
  }

  /**
   * Writes a decision whole, or nothing where the report changed meanwhile or the key took effect before: then it
   * answers null and the caller decides anew. `draft` comes with a decision that saves content.
   */
  async write(
    querier: Querier,
    loaded: LoadedReport,
    decision: Decision,
    now: Date,
    { draft, key }: { draft?: DraftRecord; key?: ActKey } = {},
  ): Promise<Written | null> {
    const { row, snapshot } = loaded;
    const ids = {
      steps: decision.newSteps.map(() => v7()),
      decisions: decision.decisions.map(() => v7()),
      edition: decision.edition?.kind === 'publish' ? v7() : null,
    };
    const after = applyDecision(snapshot, decision, ids);
    const before = { id: row.id, sequence: row.sequence, hash: row.head_hash };
    const events = chainEvents(before, decision, row.seal, now);
    const head = events[events.length - 1];
    const columns = {
      ...lifeRowOf(after),
      sequence: head?.sequence ?? row.sequence,
      head_hash: head?.hash ?? row.head_hash,
      declined_revision: after.declined ? after.revision : null,
      updated_at: now,
    };
    // With the request that the events are written for.
    const cause = carriedCause();
    const records = events.map((event) => ({ ...eventRecord(event), cause }));
    const values = firstValues(row.id, row.epoch, columns, JSON.stringify(records));
    const parts = writePartsOf(loaded, decision, after, ids, now, draft);
    if (key) {
      const { warnings } = decision;
      const said = warnings.length > 0 ? { warnings } : null;
      parts.push({ part: 'key', value: JSON.stringify(key.record(said)) });
    }
    values.push(...parts.map(({ value }) => value));
    const written = await querier.query(writeStatement(parts.map(({ part }) => part)), values);
    return written.length === 0 ? null : { snapshot: after };
  }

  /** Wakes whoever waits for events; call it once the write is durable. */
  wake(reportId: string): void {
    this.signals.raise('events');
    this.signals.raise('live', [reportId]);
  }
}
