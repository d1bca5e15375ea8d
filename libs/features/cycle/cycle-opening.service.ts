import { cycleStateAt } from '@domain/deadlines';
import { type Problem, problem } from '@domain/problems';
import { AuditLog } from '@features/audit';
import { type Acting, lockTreeForReading, OrgUnitRepository, operator, recordAct } from '@features/org';
import { TemplateRepository } from '@features/template';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { type Transaction, UnitOfWork } from '@platform/database';
import { v7 } from 'uuid';
import { requireClosing } from './closing-date';
import { type Cycle, cycleStateNames } from './cycle';
import { CycleRepository } from './cycle.repository';
import { cycleAct } from './cycle-act';
import { lockedCycle } from './locked-cycle';

export interface UnroutedUnit {
  code: string;
  name: string;
}

export interface OpenedCycle extends Cycle {
  owed: number;
  /** Units whose reports nobody can review: all of them. */
  unrouted: UnroutedUnit[];
}

/** Opens and closes cycles. Opening freezes the tree and makes what each unit owes, once (case 31). */
@Injectable()
export class CycleOpeningService {
  constructor(
    private readonly cycles: CycleRepository,
    private readonly units: OrgUnitRepository,
    private readonly templates: TemplateRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * An import of units that is under way is waited for and then counts as a whole; a unit planted later is
   * no part of the cycle until it is added.
   * @throws cycle_not_draft (409), empty_route, template_not_released, empty_audience, cycle_invalid (422)
   */
  async open(acting: Acting, reference: string): Promise<OpenedCycle> {
    const opened = await this.unitOfWork.run(async (transaction) => {
      const cycle = await lockedCycle(this.cycles, transaction, reference);
      if (cycle.state !== 'draft') throw notDraft(cycle);
      await lockTreeForReading(transaction);
      await this.refuseUnready(transaction, cycle);
      const owner = await this.units.find(cycle.org.id, transaction);
      if (!owner || owner.dissolvedOn) throw problem('unit_dissolved', { unit: cycle.org.name });
      await transaction.execute(freezeTree, [cycle.id, owner.path]);
      const owed = await this.owe(transaction, cycle, owner.path);
      if (owed === 0) throw problem('empty_audience');
      await this.advance(transaction, acting, cycle, 'opened', { owed });
      const unrouted = await this.unrouted(transaction, cycle);
      return { ...(await this.inside(transaction, cycle.id)), unrouted };
    });
    // Before anybody is told that it is open: the first pages join what has just come.
    await this.unitOfWork.analyse(['cycle_org', 'report']);
    return opened;
  }

  /** Stops first submissions; review of what was handed in goes on (design 1.4). @throws cycle_not_open (409) */
  async close(acting: Acting, reference: string): Promise<Cycle & { owed: number }> {
    return this.unitOfWork.run(async (transaction) => {
      const cycle = await lockedCycle(this.cycles, transaction, reference);
      if (cycle.state !== 'open') throw notOpen(cycle);
      await this.advance(transaction, acting, cycle, 'closed', {});
      return this.inside(transaction, cycle.id);
    });
  }

  /** Ids of cycles whose closing instant is past and that nobody closed yet. */
  dueToClose(): Promise<string[]> {
    return this.cycles.dueToClose(this.clock.now());
  }

  /**
   * Writes down that a cycle's closing instant is past: the rules have held it for closed since then. False where
   * another did, or gave it a later date.
   */
  closeByClock(id: string): Promise<boolean> {
    return this.unitOfWork.run(async (transaction) => {
      const cycle = await lockedCycle(this.cycles, transaction, id);
      // Closed by another, or given a later date, while this one waited for the lock.
      const { state, closesAt } = cycle;
      if (state !== 'open' || cycleStateAt(state, closesAt, this.clock.now()) === 'open') return false;
      await this.advance(transaction, operator, cycle, 'closed', { closesAt: closesAt?.toISOString() });
      return true;
    });
  }

  private async refuseUnready(transaction: Transaction, cycle: Cycle): Promise<void> {
    requireClosing(
      cycle.closesAt,
      cycle.tiers.map(({ dueAt }) => dueAt),
      this.clock.now(),
    );
    for (const [index, tier] of cycle.tiers.entries()) {
      const at = { pointer: `/tiers/${index}`, params: { tier: tier.kind } };
      if (tier.route.length === 0) throw pointed(problem('empty_route', at.params), `${at.pointer}/route`);
      const version = await this.templates.version(tier.templateVersion.id, transaction);
      if (version?.state !== 'released') {
        throw pointed(problem('template_not_released', at.params), `${at.pointer}/templateVersion`);
      }
    }
  }

  private async owe(transaction: Transaction, cycle: Cycle, ownerPath: string): Promise<number> {
    const audience = [cycle.id, ownerPath, cycle.audience.kinds, cycle.audience.except];
    const [row] = await transaction.query<{ owed: number }>(countAudience, audience);
    const ids = Array.from({ length: row?.owed ?? 0 }, () => v7());
    return transaction.execute(oweReports, [...audience, ids, this.clock.now()]);
  }

  /**
   * Units that nobody above reviews, because every step of their route falls away. Each unit but a root
   * has a superior and a bureau above it, so only routes that ask neither need a look at the tree.
   */
  private async unrouted(transaction: Transaction, cycle: Cycle): Promise<UnroutedUnit[]> {
    const found: UnroutedUnit[] = [];
    for (const tier of cycle.tiers) {
      const places = new Set(tier.route.map((step) => step.at));
      if (places.has('self')) continue;
      const reachesUp = places.has('parent') || places.has('bureau');
      found.push(...(await transaction.query<UnroutedUnit>(unroutedUnits, [cycle.id, tier.id, reachesUp])));
    }
    return found;
  }

  private async advance(
    transaction: Transaction,
    acting: Acting,
    cycle: Cycle,
    step: 'opened' | 'closed',
    detail: Record<string, unknown>,
  ): Promise<void> {
    const now = this.clock.now();
    await transaction.execute(step === 'opened' ? markOpen : markClosed, [cycle.id, now]);
    const act = cycleAct(cycle, `cycle.${step}`, { code: cycle.code, ...detail });
    await recordAct(this.audit, transaction, acting, act, now);
  }

  private async inside(transaction: Transaction, id: string): Promise<Cycle & { owed: number }> {
    const cycle = await this.cycles.find(id, transaction);
    if (!cycle) throw problem('not_found');
    return { ...cycle, owed: await this.cycles.owed(id, transaction) };
  }
}

export function notOpen(cycle: Pick<Cycle, 'state'>): Problem {
  const params = { state: cycleStateNames[cycle.state] };
  return problem('cycle_not_open', params, { state: { state: cycle.state } });
}

export function notDraft(cycle: Cycle): Problem {
  const params = { state: cycleStateNames[cycle.state] };
  return problem('cycle_not_draft', params, { state: { state: cycle.state } });
}

function pointed(refusal: Problem, pointer: string): Problem {
  const errors = [{ pointer, code: refusal.code, detail: refusal.detail() }];
  return problem(refusal.code, refusal.params, { errors });
}

// The way up to the root is frozen too, because routes may ask superiors above the audience.
const freezeTree = {
  name: 'cycle_freeze_tree',
  text: `INSERT INTO cycle_org (cycle_id, org_id, parent_id, path, position, code, name, kind)
         SELECT $1, u.id, u.parent_id, u.path, u.position, u.code, u.name, u.kind
         FROM org_unit u
         WHERE u.dissolved_on IS NULL AND (u.path <@ $2::text::ltree OR u.path @> $2::text::ltree)`,
};
const fromAudience = `
  FROM cycle_org o JOIN cycle_tier t ON t.cycle_id = o.cycle_id AND t.kind = o.kind
  WHERE o.cycle_id = $1 AND o.path <@ $2::text::ltree AND o.kind = ANY($3::text[])
    AND o.code <> ALL($4::text[])`;
const countAudience = {
  name: 'cycle_count_audience',
  text: `SELECT count(*)::int AS owed ${fromAudience}`,
};
// The n-th unit takes the n-th id: a subscript costs the same wherever it points, a join may not.
const oweReports = {
  name: 'cycle_owe_reports',
  text: `INSERT INTO report (id, cycle_id, tier_id, org_id, held_since, created_at, updated_at)
         SELECT ($5::uuid[])[row_number() OVER (ORDER BY o.path)], o.cycle_id, t.id, o.org_id, $6, $6, $6
         ${fromAudience}`,
};
const unroutedUnits = {
  name: 'cycle_unrouted_units',
  text: `SELECT o.code, o.name FROM report r JOIN cycle_org o ON o.cycle_id = r.cycle_id AND o.org_id = r.org_id
         WHERE r.cycle_id = $1 AND r.tier_id = $2
           AND CASE WHEN $3::boolean THEN o.parent_id IS NULL
                    ELSE NOT EXISTS (SELECT 1 FROM cycle_org a WHERE a.cycle_id = o.cycle_id
                      AND a.kind = 'general_branch' AND a.path @> o.path AND a.org_id <> o.org_id) END
         ORDER BY o.code`,
};
const markOpen = {
  name: 'cycle_mark_open',
  text: `UPDATE cycle SET state = 'open', opened_at = $2, version = version + 1, plan_version = plan_version + 1
         WHERE id = $1`,
};
const markClosed = {
  name: 'cycle_mark_closed',
  text: `UPDATE cycle SET state = 'closed', closed_at = least($2, closes_at), version = version + 1,
           plan_version = plan_version + 1
         WHERE id = $1 AND state = 'open'`,
};
