import { isWithin } from '@domain/access';
import { cycleStateAt } from '@domain/deadlines';
import { problem } from '@domain/problems';
import { requireNote } from '@domain/review';
import { AuditLog } from '@features/audit';
import { type Acting, lockTreeForReading, type OrgUnit, OrgUnitRepository, recordAct } from '@features/org';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { type Transaction, UnitOfWork } from '@platform/database';
import { v7 } from 'uuid';
import type { Cycle } from './cycle';
import { CycleRepository } from './cycle.repository';
import { cycleAct } from './cycle-act';
import { notOpen } from './cycle-opening.service';
import { lockedCycle } from './locked-cycle';

/**
 * Adds units to an open cycle: those planted after it opened, and those that its plan left out. Nobody
 * joins by themself, because the frozen tree is what the cycle runs on.
 */
@Injectable()
export class LateJoinerService {
  constructor(
    private readonly cycles: CycleRepository,
    private readonly units: OrgUnitRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * All of the units, by id or code, or none.
   * @throws cycle_not_open, unit_already_in_cycle (409), unknown_unit, unit_outside_cycle (422)
   */
  async add(
    acting: Acting,
    reference: string,
    input: { units: string[]; reason: string },
  ): Promise<Cycle & { owed: number }> {
    requireNote(input.reason, '/reason');
    return this.unitOfWork.run(async (transaction) => {
      const cycle = await lockedCycle(this.cycles, transaction, reference);
      const state = cycleStateAt(cycle.state, cycle.closesAt, this.clock.now());
      if (state !== 'open') throw notOpen({ state });
      await lockTreeForReading(transaction);
      const found = await this.units.findMany([...new Set(input.units)], transaction);
      const missing = found.indexOf(null);
      if (missing >= 0) throw problem('unknown_unit', { unit: [...new Set(input.units)][missing] ?? '' });
      for (const unit of found) {
        if (unit) await this.addOne(transaction, acting, cycle, unit, input.reason);
      }
      await transaction.execute(touchCycle, [cycle.id]);
      const after = await this.cycles.find(cycle.id, transaction);
      return { ...(after ?? cycle), owed: await this.cycles.owed(cycle.id, transaction) };
    });
  }

  private async addOne(
    transaction: Transaction,
    acting: Acting,
    cycle: Cycle,
    unit: OrgUnit,
    reason: string,
  ): Promise<void> {
    const owner = await this.units.find(cycle.org.id, transaction);
    if (!owner || !isWithin(unit.path, owner.path)) throw problem('unknown_unit', { unit: unit.code });
    if (unit.dissolvedOn) throw problem('unit_dissolved', { unit: unit.name });
    await transaction.execute(joinTree, [cycle.id, unit.path]);
    // The kind is the frozen one where the unit stood in the tree already.
    const [frozen] = await transaction.query<{ tier_id: string | null; owes: boolean }>(frozenPlace, [
      cycle.id,
      unit.id,
      cycle.audience.kinds,
    ]);
    if (frozen?.owes) throw problem('unit_already_in_cycle', { unit: unit.name });
    if (!frozen?.tier_id) throw problem('unit_outside_cycle', { unit: unit.name });
    await transaction.execute(oweReport, [v7(), cycle.id, frozen.tier_id, unit.id, this.clock.now()]);
    const act = cycleAct(cycle, 'cycle.unit_added', { code: cycle.code, unit: unit.code, reason });
    await recordAct(this.audit, transaction, acting, act, this.clock.now());
  }
}

// Below the nearest superior that is frozen, the unit and what lies between get the rest of their path.
const joinTree = {
  name: 'cycle_join_tree',
  text: `INSERT INTO cycle_org (cycle_id, org_id, parent_id, path, position, code, name, kind)
         SELECT $1, u.id, u.parent_id, base.frozen || subpath(u.path, nlevel(base.present)),
                u.position, u.code, u.name, u.kind
         FROM org_unit u,
              (SELECT f.path AS frozen, a.path AS present
               FROM org_unit a JOIN cycle_org f ON f.cycle_id = $1 AND f.org_id = a.id
               WHERE a.path @> $2::text::ltree ORDER BY nlevel(a.path) DESC LIMIT 1) AS base
         WHERE u.path @> $2::text::ltree AND nlevel(u.path) > nlevel(base.present)`,
};
const frozenPlace = {
  name: 'cycle_frozen_place',
  text: `SELECT t.id AS tier_id,
                EXISTS (SELECT 1 FROM report r WHERE r.cycle_id = o.cycle_id AND r.org_id = o.org_id) AS owes
         FROM cycle_org o
         LEFT JOIN cycle_tier t ON t.cycle_id = o.cycle_id AND t.kind = o.kind AND t.kind = ANY($3::text[])
         WHERE o.cycle_id = $1 AND o.org_id = $2`,
};
const oweReport = {
  name: 'cycle_owe_report',
  text: `INSERT INTO report (id, cycle_id, tier_id, org_id, held_since, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $5, $5)`,
};
const touchCycle = {
  name: 'cycle_touch',
  text: 'UPDATE cycle SET version = version + 1, plan_version = plan_version + 1 WHERE id = $1',
};
