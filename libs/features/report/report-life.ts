import { isProblem, type Problem, problem } from '@domain/problems';
import {
  type Command,
  type Decision,
  decide,
  type Facts,
  type ReportState,
  storedContent,
  type Warning,
} from '@domain/review';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database, openReceipt, type Querier, type Transaction, UnitOfWork } from '@platform/database';
import { type ActKey, type Caller, keyWasTaken } from '@platform/http';
import { ContentFacts } from './draft/content-facts';
import {
  type DraftRecord,
  type LoadedReport,
  lifeRowOf,
  type ReportRow,
  type ReportViewRow,
} from './report-row';
import { ReportStore, type Written } from './report-store';

/** How often a decision is made anew when others keep getting in between. */
const attempts = 10;

/** A command, or how to make one where it speaks of days in the cycle's time zone. */
export type Asked = Command | ((timeZone: string) => Command);

export interface Outcome {
  loaded: LoadedReport;
  decision: Decision;
  written: Written | null;
  now: Date;
}

/**
 * The one place where a report's state changes: loads what the rules look at, asks `decide`, writes the
 * result where nothing changed meanwhile, else decides anew (design 3.2).
 */
@Injectable()
export class ReportLife {
  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly store: ReportStore,
    private readonly content: ContentFacts,
    private readonly clock: Clock,
  ) {}

  /**
   * `alongside` writes what belongs to the same transaction: all of it stands, or none.
   * @throws the refusal; with 409 and 412 it shows the present state and who acted last (case 2)
   */
  async run(
    caller: Caller,
    id: string,
    command: Asked,
    alongside?: (transaction: Transaction) => Promise<void>,
  ): Promise<Outcome> {
    return this.attempt(caller, id, command, { alongside });
  }

  /**
   * Acts once for all requests with the key.
   * @returns what the decision said, and its outcome where it was this request that acted
   * @throws the refusal, idempotency_mismatch, RefusedBefore
   */
  async once(
    caller: Caller,
    id: string,
    command: Asked,
    key: ActKey | undefined,
  ): Promise<{ outcome: Outcome | null; warnings: Warning[] }> {
    try {
      const outcome = await this.attempt(caller, id, command, { key });
      return { outcome, warnings: outcome.decision.warnings };
    } catch (error) {
      // Refused because it took effect already, or in its own right.
      const said = isProblem(error) || error instanceof TookEffect ? await key?.earlier() : undefined;
      if (said === undefined) throw error;
      return { outcome: null, warnings: (said as { warnings?: Warning[] } | null)?.warnings ?? [] };
    }
  }

  private async attempt(
    caller: Caller,
    id: string,
    command: Asked,
    { key, alongside }: { key?: ActKey; alongside?: (transaction: Transaction) => Promise<void> },
  ): Promise<Outcome> {
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const now = this.clock.now();
      const outcome = await this.consider(this.database, caller, id, command, now);
      const { loaded, decision, draft } = outcome;
      const written = await (alongside || openReceipt()
        ? this.together(outcome, now, { key, alongside })
        : this.store.write(this.database, loaded, decision, now, { draft, key })
      ).catch((error: unknown) => {
        if (key && keyWasTaken(error)) return null;
        throw error;
      });
      if (!written && (await key?.earlier()) !== undefined) throw new TookEffect();
      if (!written) continue;
      this.store.wake(id);
      return { ...outcome, written, now };
    }
    throw problem('conflict', { reason: '多人正在同时办理，请稍后重试。' });
  }

  /** Runs a command and answers with the state that the report has afterwards. */
  async state(caller: Caller, id: string, command: Asked): Promise<ReportState> {
    const { loaded, decision } = await this.run(caller, id, command);
    return decision.report.state ?? loaded.snapshot.state;
  }

  /** The state that a command would lead to; nothing is written. */
  async rehearse(caller: Caller, id: string, command: Asked): Promise<ReportState> {
    const { loaded, decision } = await this.consider(this.database, caller, id, command, this.clock.now());
    return decision.report.state ?? loaded.snapshot.state;
  }

  /** Everything in one transaction, which is rolled back where the report changed meanwhile: nothing is signed. */
  private async together(
    { loaded, decision, draft }: Considered,
    now: Date,
    { key, alongside }: { key?: ActKey; alongside?: (transaction: Transaction) => Promise<void> },
  ): Promise<Written | null> {
    try {
      return await this.unitOfWork.run(async (transaction) => {
        const written = await this.store.write(transaction, loaded, decision, now, { draft, key });
        if (!written) throw new Overtaken();
        await alongside?.(transaction);
        return written;
      });
    } catch (error) {
      if (error instanceof Overtaken) return null;
      throw error;
    }
  }

  private async consider(
    querier: Querier,
    caller: Caller,
    id: string,
    asked: Asked,
    now: Date,
  ): Promise<Considered> {
    const loaded = await this.store.open(querier, id, caller);
    const command = stored(typeof asked === 'function' ? asked(loaded.row.time_zone) : asked);
    const draft = await this.complete(querier, loaded, command);
    const result = decide(loaded.snapshot, command, loaded.facts, now);
    if (!result.ok) throw await this.withLastAct(querier, loaded, result.problem);
    return { loaded, decision: result, draft };
  }

  /** Facts that only some commands need. */
  private async complete(
    querier: Querier,
    loaded: LoadedReport,
    command: Command,
  ): Promise<DraftRecord | undefined> {
    const { row, snapshot, facts } = loaded;
    switch (command.action) {
      case 'save':
        return this.content.forSaving(querier, row, facts, command.content);
      case 'submit':
        if (snapshot.round === 0) Object.assign(facts, await this.store.route(querier, row, 'frozen'));
        await this.content.forSubmitting(querier, loaded);
        return undefined;
      case 'reroute': {
        const { route, posts } = await this.store.route(querier, row, 'present');
        facts.route = route;
        facts.posts = [...facts.posts, ...posts];
        return undefined;
      }
      case 'return':
        if (command.scope) facts.revisionContent = await this.content.ofRevision(querier, row);
        return undefined;
      case 'approve':
        if (command.grade && row.grade_quota) facts.grades = await gradesGiven(querier, row.id, row.tier_id);
        return undefined;
      default:
        return undefined;
    }
  }

  private async withLastAct(querier: Querier, { row }: LoadedReport, refusal: Problem): Promise<Problem> {
    if (refusal.status !== 409 && refusal.status !== 412) return refusal;
    const [last] = await querier.query<{
      type: string;
      actor: { id: string | null; name: string };
      at: string;
    }>(selectLastAct, [row.id, row.sequence]);
    return problem(refusal.code, refusal.params, {
      errors: refusal.errors,
      state: { ...refusal.state, ...(last ? { lastEvent: last } : {}) },
    });
  }
}

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
      ...lifeRowOf(snapshot),
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

/** A request with the same key did it in between. */
class TookEffect extends Error {}

/** Somebody else changed the report between its reading and its writing. */
class Overtaken extends Error {}

interface Considered {
  loaded: LoadedReport;
  decision: Decision;
  draft: DraftRecord | undefined;
  written?: Written;
}

async function gradesGiven(
  querier: Querier,
  id: string,
  tierId: string,
): Promise<NonNullable<Facts['grades']>> {
  const rows = await querier.query<{ grade: string | null; reports: number; expected: number }>(
    selectGrades,
    [id, tierId],
  );
  return {
    given: Object.fromEntries(rows.flatMap((row) => (row.grade ? [[row.grade, row.reports]] : []))),
    expected: rows.reduce((sum, row) => sum + row.expected, 0),
  };
}

const selectLastAct = {
  name: 'report_last_act',
  text: `SELECT type, jsonb_build_object('id', actor_id, 'name', actor_name) AS actor, at FROM event
    WHERE report_id = $1 AND sequence = $2`,
};
const selectGrades = {
  name: 'report_grades_given',
  text: `SELECT CASE WHEN id <> $1 AND state IN ('approved', 'published') THEN grade END AS grade, count(*)::int AS reports,
      (count(*) FILTER (WHERE state <> 'waived'))::int AS expected
    FROM report WHERE tier_id = $2 GROUP BY 1`,
};

/** What is checked, compared and kept is one text: as it is stored. */
function stored(command: Command): Command {
  return command.action === 'save' ? { ...command, content: storedContent(command.content) } : command;
}
