import { allowed, isWithin } from '@domain/access';
import type { BatchTerms } from '@domain/ledger';
import { problem, ruleBroken } from '@domain/problems';
import { scopeOf } from '@features/access';
import { AuditLog } from '@features/audit';
import { OrgUnitRepository } from '@features/org';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database, isNamed, type Transaction, UnitOfWork } from '@platform/database';
import type { Caller, Page } from '@platform/http';
import { v7 } from 'uuid';
import { type BatchInput, type BatchView, batchActions, batchFault } from './batch';
import {
  changeVisibility,
  insertBatch,
  selectBatch,
  selectMovable,
  selectTerms,
  updateBatch,
} from './batch-statements';
import { ItemLife } from './item-life';

type BatchRow = { view: Omit<BatchView, 'allowedActions'>; path: string } & Record<string, unknown>;

/** Batches: where items come from together, with the dates and the route that these take over. */
@Injectable()
export class BatchStore {
  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly units: OrgUnitRepository,
    private readonly life: ItemLife,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** @throws forbidden, unknown_unit, rule_broken */
  async create(caller: Caller, org: string, input: BatchInput): Promise<BatchView> {
    const now = this.clock.now();
    const unit = await this.units.find(org);
    if (!unit || !allowed(caller, 'rectification.read', { orgId: unit.id, path: unit.path }, now))
      throw problem(
        'unknown_unit',
        { unit: org },
        { errors: [{ pointer: '/org', code: 'unknown_unit', detail: '没有这个单位。' }] },
      );
    if (!allowed(caller, 'rectification.administer', { orgId: unit.id, path: unit.path }, now))
      throw problem('forbidden');
    const refused = batchFault(input);
    if (refused) throw refused;
    const id = v7();
    await this.unitOfWork.run(async (transaction) => {
      const cycleId = await this.cycleOf(transaction, input.cycle);
      await transaction.execute(insertBatch, [
        id,
        unit.id,
        input.title.trim(),
        input.source,
        input.issuedBy ?? null,
        input.receivedOn ?? null,
        input.planDueOn ?? null,
        input.closeBy ?? null,
        input.monthlyDay ?? 25,
        input.route ? JSON.stringify(input.route) : null,
        input.evidence ?? false,
        input.visibility ?? 'unit',
        cycleId,
        caller.userId,
        now,
      ]);
      await this.record(transaction, caller, 'rectification_batch.created', id, unit.id, {
        title: input.title,
      });
    });
    return this.get(caller, id);
  }

  /** Dates that items took from the batch move along with it. @throws stale_version, rule_broken */
  async change(caller: Caller, id: string, version: number, input: Partial<BatchInput>): Promise<BatchView> {
    const before = await this.get(caller, id);
    if (before.version !== version)
      throw problem('stale_version', { expected: version, actual: before.version });
    const after = {
      ...before,
      ...definedOf(input),
      cycle: input.cycle === undefined ? before.cycle?.id : input.cycle,
    };
    const refused = batchFault(after);
    if (refused) throw refused;
    await this.unitOfWork.run(async (transaction) => {
      const cycleId = await this.cycleOf(transaction, after.cycle);
      const written = await transaction.execute(updateBatch, [
        id,
        version,
        after.title.trim(),
        after.issuedBy,
        after.receivedOn,
        after.planDueOn,
        after.closeBy,
        after.monthlyDay,
        after.route ? JSON.stringify(after.route) : null,
        after.evidence,
        after.visibility,
        cycleId,
      ]);
      if (written === 0) throw problem('stale_version', { expected: version, actual: version + 1 });
      await this.record(transaction, caller, 'rectification_batch.changed', id, before.org.id, { ...input });
      if (after.visibility !== before.visibility)
        await transaction.execute(changeVisibility, [id, after.visibility]);
      await this.moveDates(transaction, id, before, after);
    });
    return this.get(caller, id);
  }

  private async moveDates(
    transaction: Transaction,
    id: string,
    before: Pick<BatchInput, 'closeBy' | 'planDueOn' | 'monthlyDay'>,
    after: Pick<BatchInput, 'closeBy' | 'planDueOn' | 'monthlyDay'>,
  ): Promise<void> {
    const due = after.closeBy !== before.closeBy && after.closeBy ? after.closeBy : undefined;
    const plan = after.planDueOn !== before.planDueOn ? (after.planDueOn ?? null) : undefined;
    const monthly = after.monthlyDay !== before.monthlyDay ? after.monthlyDay : undefined;
    if (due === undefined && plan === undefined && monthly === undefined) return;
    // Limited by the batch: all of its items that are under way.
    const items = await transaction.query<{ id: string; dueOn: string }>(selectMovable, [id]);
    const concerned = items.filter(
      ({ dueOn }) => (due && dueOn === before.closeBy) || plan !== undefined || monthly !== undefined,
    );
    const asked = new Map(
      concerned.map(({ id: item, dueOn }) => [
        item,
        {
          action: 'reschedule' as const,
          dueOn: dueOn === before.closeBy ? due : undefined,
          planDueOn: plan,
          monthlyDay: monthly,
        },
      ]),
    );
    await this.life.withinMany(transaction, asked);
  }

  async get(caller: Caller, id: string): Promise<BatchView> {
    const [row] = await this.database.query<BatchRow>(`${selectBatch} WHERE b.id = $1`, [
      id,
      ...this.scope(caller),
    ]);
    if (!row) throw problem('not_found');
    return this.viewOf(caller, row);
  }

  /** Batches of the caller's units, of those above and of those below them. */
  async list(caller: Caller, page: number, pageSize: number): Promise<Page<BatchView>> {
    const now = this.clock.now();
    const held = caller.appointments.filter(
      (post) => post.startsAt <= now && (post.endsAt === null || post.endsAt > now),
    );
    const where = `(o.path <@ ANY($1::ltree[]) OR o.path @> ANY($1::ltree[]))`;
    const paths = held.map(({ path }) => path);
    const [count] = await this.database.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM rectification_batch b JOIN org_unit o ON o.id = b.org_id WHERE ${where}`,
      [paths],
    );
    const rows = await this.database.query<BatchRow>(
      `${selectBatch} WHERE ${where} ORDER BY b.created_at DESC, b.id LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`,
      [paths, ...this.scope(caller)],
    );
    const items = rows.map((row) => this.viewOf(caller, row));
    return { items, total: count?.total ?? 0, page, pageSize };
  }

  private viewOf(caller: Caller, { view, path }: BatchRow): BatchView {
    const place = { orgId: view.org.id, path };
    const administers = allowed(caller, 'rectification.administer', place, this.clock.now());
    return { ...view, allowedActions: administers ? [...batchActions] : [] };
  }

  /** What the batch gives to items entered in it, and how far down it reaches. @throws not_found */
  async terms(
    transaction: Transaction,
    id: string,
  ): Promise<{ terms: BatchTerms; reaches: (path: string) => boolean }> {
    const [row] = await transaction.query<BatchTerms & { path: string }>(selectTerms, [id]);
    if (!row) throw problem('not_found');
    const { path, ...terms } = row;
    return { terms, reaches: (below) => isWithin(below, path) };
  }

  /** What of a batch's items the caller may count. */
  private scope(caller: Caller): unknown[] {
    const now = this.clock.now();
    const wide = scopeOf(caller, 'rectification.read', now);
    const narrow = scopeOf(caller, 'rectification.read_narrow', now);
    return [wide.paths, wide.orgIds, narrow.paths, narrow.orgIds];
  }

  private async cycleOf(
    transaction: Transaction,
    reference: string | null | undefined,
  ): Promise<string | null> {
    if (!reference) return null;
    const [row] = await transaction.query<{ id: string }>(
      `SELECT id FROM cycle WHERE ${isNamed('id', 'code', '$1')}`,
      [reference],
    );
    if (!row) throw ruleBroken('/cycle', '没有这个报送任务。');
    return row.id;
  }

  private record(
    transaction: Transaction,
    caller: Caller,
    action: string,
    id: string,
    orgId: string,
    detail: Record<string, unknown>,
  ): Promise<void> {
    return this.audit.record(transaction, {
      actor: { id: caller.userId, name: caller.name },
      action,
      objectKind: 'rectification_batch',
      objectId: id,
      orgId,
      detail,
    });
  }
}

function definedOf<T extends object>(input: T): Partial<T> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as Partial<T>;
}
