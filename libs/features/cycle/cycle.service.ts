import { dueInstant } from '@domain/cycle/cycle-plan';
import { closingInstant, cycleStateAt } from '@domain/deadlines';
import { problem } from '@domain/problems';
import { AuditLog } from '@features/audit';
import { type Acting, recordAct } from '@features/org';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { type Transaction, UnitOfWork } from '@platform/database';
import { v7 } from 'uuid';
import type { Cycle, CyclePatch, NewCycle } from './cycle';
import { CycleEntity } from './cycle.entity';
import { CycleRepository } from './cycle.repository';
import { cycleAct } from './cycle-act';
import { notDraft, notOpen } from './cycle-opening.service';
import { CycleResolver, type ResolvedPlan } from './cycle-resolver';
import { CycleTierEntity } from './cycle-tier.entity';
import { lockedCycle } from './locked-cycle';
import { mergedDraft, type OpenChange, openChange } from './merged-plan';

/** Plans cycles and changes them, freely while they are drafts and within limits once open. */
@Injectable()
export class CycleService {
  constructor(
    private readonly cycles: CycleRepository,
    private readonly resolver: CycleResolver,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** By id or code, with the number of reports owed. @throws not_found */
  async get(reference: string): Promise<Cycle & { owed: number }> {
    const cycle = await this.cycles.find(reference);
    if (!cycle) throw problem('not_found');
    return { ...cycle, owed: await this.cycles.owed(cycle.id) };
  }

  /** Plans a cycle as a draft. @throws what {@link CycleResolver.resolve} throws, duplicate (409) */
  async create(acting: Acting, input: NewCycle): Promise<Cycle> {
    return this.unitOfWork.run(async (transaction) => {
      const plan = await this.resolver.resolve(transaction, acting, input);
      const id = v7();
      await transaction.manager.insert(CycleEntity, {
        id,
        code: input.code,
        title: input.title,
        period: input.period,
        state: 'draft',
        orgId: plan.owner.id,
        timeZone: plan.timeZone,
        audience: plan.audience,
        reminderPlan: input.reminderPlan ?? null,
        gradeQuota: input.gradeQuota ?? null,
        notice: input.notice ?? null,
        closesAt: plan.closesAt,
        planVersion: 1,
        version: 1,
        createdBy: acting.userId,
        createdAt: this.clock.now(),
        openedAt: null,
        closedAt: null,
      });
      await this.insertTiers(transaction, id, plan);
      const cycle = await this.inside(transaction, id);
      await this.record(transaction, acting, 'cycle.created', cycle, { code: input.code });
      return cycle;
    });
  }

  /**
   * Changes a cycle that was read at `version`: a draft in everything, an open one in its title, notice,
   * reminder plan, grade quota, closing date and its tiers' due dates, grace and late policy. Moving a date makes the old
   * reminder plan do nothing (design 1.6, case 23).
   * @throws stale_version (412), cycle_field_fixed or cycle_not_open (409), cycle_invalid (422)
   */
  async change(acting: Acting, reference: string, version: number, patch: CyclePatch): Promise<Cycle> {
    return this.unitOfWork.run(async (transaction) => {
      const cycle = await lockedCycle(this.cycles, transaction, reference);
      if (cycle.version !== version) {
        const state = { version: cycle.version, state: cycle.state };
        throw problem('stale_version', { expected: version, actual: cycle.version }, { state });
      }
      if (cycleStateAt(cycle.state, cycle.closesAt, this.clock.now()) === 'closed')
        throw notOpen({ state: 'closed' });
      if (cycle.state === 'draft') await this.changeDraft(transaction, acting, cycle, patch);
      else await this.changeOpen(transaction, acting, cycle, patch);
      return this.inside(transaction, cycle.id);
    });
  }

  /** Drops a draft, with what was attached to its notice; its code is free again. @throws cycle_not_draft (409) */
  async discard(acting: Acting, reference: string): Promise<void> {
    await this.unitOfWork.run(async (transaction) => {
      const cycle = await lockedCycle(this.cycles, transaction, reference);
      if (cycle.state !== 'draft') throw notDraft(cycle);
      await transaction.execute(deleteAttachments, [cycle.id, this.clock.now()]);
      await transaction.manager.delete(CycleEntity, { id: cycle.id });
      const { code, title } = cycle;
      await this.record(transaction, acting, 'cycle.discarded', cycle, { code, title });
    });
  }

  private async changeDraft(
    transaction: Transaction,
    acting: Acting,
    cycle: Cycle,
    patch: CyclePatch,
  ): Promise<void> {
    const merged = mergedDraft(cycle, patch);
    const plan = await this.resolver.resolve(transaction, acting, merged);
    await transaction.manager.update(
      CycleEntity,
      { id: cycle.id },
      {
        code: merged.code,
        title: merged.title,
        period: merged.period,
        orgId: plan.owner.id,
        timeZone: plan.timeZone,
        audience: plan.audience,
        reminderPlan: merged.reminderPlan ?? null,
        gradeQuota: merged.gradeQuota ?? null,
        notice: merged.notice ?? null,
        closesAt: plan.closesAt,
        version: cycle.version + 1,
      },
    );
    await transaction.manager.delete(CycleTierEntity, { cycleId: cycle.id });
    await this.insertTiers(transaction, cycle.id, plan);
    await this.record(transaction, acting, 'cycle.changed', cycle, { fields: Object.keys(patch) });
  }

  private async changeOpen(
    transaction: Transaction,
    acting: Acting,
    cycle: Cycle,
    patch: CyclePatch,
  ): Promise<void> {
    const change: OpenChange = openChange(cycle, patch, {
      due: (text) => dueInstant(text, cycle.timeZone),
      closing: (text) => closingInstant(text, cycle.timeZone),
      now: this.clock.now(),
    });
    if (change.lines.length === 0) return;
    await transaction.manager.update(
      CycleEntity,
      { id: cycle.id },
      {
        ...change.cycle,
        version: cycle.version + 1,
        planVersion: cycle.planVersion + (change.movesPlan ? 1 : 0),
      },
    );
    for (const tier of change.tiers)
      await transaction.manager.update(CycleTierEntity, { id: tier.id }, tier.fields);
    await this.record(transaction, acting, 'cycle.changed', cycle, { changes: change.lines });
  }

  private async insertTiers(transaction: Transaction, cycleId: string, plan: ResolvedPlan): Promise<void> {
    await transaction.manager.insert(
      CycleTierEntity,
      plan.tiers.map((tier) => ({ id: v7(), cycleId, ...tier })),
    );
  }

  private async inside(transaction: Transaction, id: string): Promise<Cycle> {
    const cycle = await this.cycles.find(id, transaction);
    if (!cycle) throw problem('not_found');
    return cycle;
  }

  private record(
    transaction: Transaction,
    acting: Acting,
    action: string,
    cycle: Pick<Cycle, 'id' | 'org' | 'orgPath'>,
    detail: Record<string, unknown>,
  ): Promise<void> {
    return recordAct(this.audit, transaction, acting, cycleAct(cycle, action, detail), this.clock.now());
  }
}

const deleteAttachments = {
  name: 'cycle_delete_attachments',
  // The files themselves go once this is certain (`UnclaimedFiles`).
  text: `WITH gone AS (DELETE FROM attachment WHERE cycle_id = $1 RETURNING storage_key)
    INSERT INTO unclaimed_file (storage_key, remove_after) SELECT storage_key, $2 FROM gone`,
};
