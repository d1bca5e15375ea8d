import { problem } from '@domain/problems';
import { urgePauseMs } from '@domain/review';
import { scopeOf } from '@features/access';
import { ReportLife } from '@features/report';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database, idIn, isNamed } from '@platform/database';
import { type Caller, itemProblem } from '@platform/http';

export interface CycleWork {
  done: number;
  refused: { id: string; code: string }[];
  /** Where to go on: what lies after it was not looked at yet. Null at the end. */
  next: string | null;
}

export interface CycleSelection {
  under?: string;
  tier?: string;
  /** Units by id or code; all of the selection where absent. */
  orgs?: string[];
  /** Only reports after this one, as an earlier answer's `next` said. */
  after?: string;
}

/** Most reports that one call acts on; its answer says where to go on. */
export const mostAtOnce = 1000;

/** What administrators do to many reports of a cycle at once: urging who holds them up, granting more time. */
@Injectable()
export class CycleWorkService {
  private readonly logger = new Logger(CycleWorkService.name);

  constructor(
    private readonly database: Database,
    private readonly life: ReportLife,
    private readonly clock: Clock,
  ) {}

  /** Urges whoever holds up a report that is not approved and was not urged within twelve hours. */
  async urge(caller: Caller, cycle: string, selection: CycleSelection, note?: string): Promise<CycleWork> {
    const now = this.clock.now();
    const ids = await this.select(caller, cycle, selection, {
      states: ['not_started', 'drafting', 'returned', 'in_review'],
      notUrgedSince: new Date(now.getTime() - urgePauseMs),
    });
    return this.each(ids, (id) => this.life.run(caller, id, { action: 'urge', note }));
  }

  /** Moves dates later and never earlier: who has as long or longer already is left alone. */
  async extend(
    caller: Caller,
    cycle: string,
    selection: CycleSelection,
    dueAt: (timeZone: string) => Date,
    reason?: string,
  ): Promise<CycleWork> {
    const ids = await this.select(caller, cycle, selection, {
      states: ['not_started', 'drafting', 'returned'],
      dueBefore: dueAt(await this.timeZone(cycle)),
    });
    return this.each(ids, (id) =>
      this.life.run(caller, id, (timeZone) => ({ action: 'extend', dueAt: dueAt(timeZone), reason })),
    );
  }

  /** Each by itself: what fails in one report is answered for that one, and the rest goes on. */
  private async each(found: string[], act: (id: string) => Promise<unknown>): Promise<CycleWork> {
    const ids = found.slice(0, mostAtOnce);
    const next = found.length > mostAtOnce ? (ids.at(-1) ?? null) : null;
    const work: CycleWork = { done: 0, refused: [], next };
    for (const id of ids) {
      try {
        await act(id);
        work.done += 1;
      } catch (error) {
        work.refused.push({ id, code: itemProblem(error, this.logger, `report ${id}`).code });
      }
    }
    return work;
  }

  private async timeZone(cycle: string): Promise<string> {
    const [row] = await this.database.query<{ time_zone: string }>(
      `SELECT time_zone FROM cycle WHERE ${isNamed('id', 'code', '$1')}`,
      [cycle],
    );
    if (!row) throw problem('not_found');
    return row.time_zone;
  }

  private async select(
    caller: Caller,
    cycle: string,
    { under, tier, orgs, after }: CycleSelection,
    { states, notUrgedSince, dueBefore }: { states: string[]; notUrgedSince?: Date; dueBefore?: Date },
  ): Promise<string[]> {
    if (orgs && orgs.length === 0) throw problem('rule_broken', { reason: '未选择单位。' });
    const rows = await this.database.query<{ id: string }>(selectReports, [
      cycle,
      scopeOf(caller, 'report.administer', this.clock.now()).paths,
      states,
      under ?? null,
      tier ?? null,
      orgs ?? null,
      notUrgedSince ?? null,
      dueBefore ?? null,
      after ?? null,
      mostAtOnce + 1,
    ]);
    return rows.map((row) => row.id);
  }
}

// Limited: one more than a call acts on: the answer then says where to go on.
const selectReports = {
  name: 'cycle_work_page',
  text: `SELECT r.id FROM report r JOIN org_unit o ON o.id = r.org_id JOIN cycle c ON c.id = r.cycle_id JOIN cycle_tier t ON t.id = r.tier_id
    LEFT JOIN review_step s ON s.report_id = r.id AND s.status = 'waiting'
    WHERE ${isNamed('c.id', 'c.code', '$1')} AND o.path <@ ANY($2::ltree[]) AND r.state = ANY($3::text[])
      AND ($4::text IS NULL OR EXISTS (SELECT FROM cycle_org top JOIN cycle_org h ON h.cycle_id = top.cycle_id AND h.path <@ top.path
        WHERE top.cycle_id = c.id AND h.org_id = r.org_id AND ${isNamed('top.org_id', 'top.code', '$4')}))
      AND ($5::text IS NULL OR t.kind = $5) AND ($6::text[] IS NULL OR o.code = ANY($6) OR o.id IN (SELECT ${idIn('asked')} FROM unnest($6::text[]) asked))
      AND ($7::timestamptz IS NULL OR coalesce(CASE WHEN s.id IS NULL THEN r.last_urged_at ELSE s.last_urged_at END, '-infinity')
        NOT BETWEEN $7::timestamptz + interval '1 millisecond' AND $7::timestamptz + interval '24 hours')
      AND ($8::timestamptz IS NULL OR coalesce((r.returned ->> 'dueAt')::timestamptz, greatest(r.extended_until, t.due_at)) < $8)
      AND ($9::uuid IS NULL OR r.id > $9)
    ORDER BY r.id LIMIT $10`,
};
