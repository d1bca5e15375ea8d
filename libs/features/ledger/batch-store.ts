import { allowed, isWithin } from '@domain/access';
import { type RouteStep, routeFault } from '@domain/cycle/cycle-definition';
import { isDay } from '@domain/deadlines';
import type { BatchTerms, ItemSource, ItemVisibility } from '@domain/ledger';
import { problem, ruleBroken } from '@domain/problems';
import { scopeOf } from '@features/access';
import { AuditLog } from '@features/audit';
import { OrgUnitRepository } from '@features/org';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database, type Transaction, UnitOfWork } from '@platform/database';
import type { Caller, Page } from '@platform/http';
import { v7 } from 'uuid';
import { ItemLife } from './item-life';

export interface BatchInput {
  title: string;
  source: ItemSource;
  issuedBy?: string | null;
  receivedOn?: string | null;
  planDueOn?: string | null;
  closeBy?: string | null;
  monthlyDay?: number;
  route?: RouteStep[] | null;
  evidence?: boolean;
  visibility?: ItemVisibility;
  /** Code or id of the cycle in which its progress is reported. */
  cycle?: string | null;
}

export interface BatchView {
  id: string;
  version: number;
  org: { id: string; code: string; name: string };
  title: string;
  source: ItemSource;
  issuedBy: string | null;
  receivedOn: string | null;
  planDueOn: string | null;
  closeBy: string | null;
  monthlyDay: number;
  route: RouteStep[] | null;
  evidence: boolean;
  visibility: ItemVisibility;
  cycle: { id: string; code: string; title: string } | null;
  createdBy: { id: string; name: string };
  createdAt: string;
  /** Items by state. */
  counts: Record<string, number>;
  allowedActions: BatchAction[];
}

/** What whoever administers the batch's unit may do with it. */
export const batchActions = ['change', 'import'] as const;
export type BatchAction = (typeof batchActions)[number];

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
    const refused = faultOf(input);
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
    const refused = faultOf(after);
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
    for (const item of items)
      await this.life.within(transaction, item.id, {
        action: 'reschedule',
        dueOn: item.dueOn === before.closeBy ? due : undefined,
        planDueOn: plan,
        monthlyDay: monthly,
      });
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
      'SELECT id FROM cycle WHERE code = $1 OR id::text = $1',
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

function faultOf(input: Omit<BatchInput, 'cycle'>) {
  if (input.title.trim() === '') return ruleBroken('/title', '请写批次名称。');
  for (const name of ['receivedOn', 'planDueOn', 'closeBy'] as const) {
    const day = input[name];
    if (day !== null && day !== undefined && !isDay(day)) return ruleBroken(`/${name}`, '日期不正确。');
  }
  const { planDueOn, closeBy, route } = input;
  if (planDueOn && closeBy && planDueOn > closeBy)
    return ruleBroken('/planDueOn', '认领期限不能晚于整改期限。');
  const fault = route ? routeFault(route) : undefined;
  if (fault === 'empty_route') return problem('empty_route', { tier: input.title });
  if (fault) return ruleBroken('/route', '“本单位”只能由审定人验收。');
  return undefined;
}

const insertBatch = `INSERT INTO rectification_batch (id, org_id, title, source, issued_by, received_on, plan_due_on, close_by,
    monthly_day, route, evidence, visibility, cycle_id, created_by, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`;
const updateBatch = `UPDATE rectification_batch SET version = version + 1, title = $3, issued_by = $4, received_on = $5,
    plan_due_on = $6, close_by = $7, monthly_day = $8, route = $9, evidence = $10, visibility = $11, cycle_id = $12
  WHERE id = $1 AND version = $2`;
const changeVisibility = `UPDATE rectification SET visibility = $2, epoch = epoch + 1 WHERE batch_id = $1`;
const selectMovable = {
  name: 'ledger_batch_movable',
  text: `SELECT id, due_on::text AS "dueOn" FROM rectification WHERE batch_id = $1 AND state IN ('assigned', 'open') ORDER BY id`,
};
const selectTerms = {
  name: 'ledger_batch_terms',
  text: `SELECT b.id, b.source, b.plan_due_on::text AS "planDueOn", b.close_by::text AS "closeBy", b.monthly_day AS "monthlyDay",
      b.route, b.evidence, b.visibility, o.path::text AS path
    FROM rectification_batch b JOIN org_unit o ON o.id = b.org_id WHERE b.id = $1`,
};
const selectBatch = `SELECT jsonb_build_object('id', b.id, 'version', b.version,
    'org', jsonb_build_object('id', o.id, 'code', o.code, 'name', o.name), 'title', b.title, 'source', b.source,
    'issuedBy', b.issued_by, 'receivedOn', b.received_on, 'planDueOn', b.plan_due_on, 'closeBy', b.close_by,
    'monthlyDay', b.monthly_day, 'route', b.route, 'evidence', b.evidence, 'visibility', b.visibility,
    'cycle', CASE WHEN c.id IS NULL THEN NULL ELSE jsonb_build_object('id', c.id, 'code', c.code, 'title', c.title) END,
    'createdBy', jsonb_build_object('id', u.id, 'name', u.name), 'createdAt', b.created_at,
    'counts', (SELECT coalesce(jsonb_object_agg(n.state, n.number), '{}') FROM (SELECT r.state, count(*)::int AS number
      FROM rectification r JOIN org_unit p ON p.id = r.org_id WHERE r.batch_id = b.id
        AND ((r.visibility = 'unit' AND (p.path <@ ANY($2::ltree[]) OR r.org_id = ANY($3::uuid[])))
          OR p.path <@ ANY($4::ltree[]) OR r.org_id = ANY($5::uuid[])) GROUP BY r.state) n)) AS view, o.path::text AS path
  FROM rectification_batch b JOIN org_unit o ON o.id = b.org_id JOIN app_user u ON u.id = b.created_by
  LEFT JOIN cycle c ON c.id = b.cycle_id`;
