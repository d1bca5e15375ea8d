import { isWithin } from '@domain/access';
import { dateIn } from '@domain/deadlines';
import { isOrgCode } from '@domain/org/org-import';
import { hangingRefusal } from '@domain/org/org-tree';
import type { OrgKind } from '@domain/org/roles';
import { problem } from '@domain/problems';
import { cutText } from '@domain/text';
import { AuditLog } from '@features/audit';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Environment } from '@platform/config';
import { Database, type Transaction, UnitOfWork } from '@platform/database';
import type { Caller, Page } from '@platform/http';
import { type Acting, mayAct, subtreesOf } from './acting';
import { recordChanges } from './org-change';
import { lockTreeForChange } from './org-lock';
import type { OrgUnit } from './org-unit';
import { type OrgUnitFilter, OrgUnitRepository } from './org-unit.repository';
import { recordAct } from './record-act';
import { plantUnit } from './tree-writes';

export interface NewOrgUnit {
  code: string;
  name: string;
  kind: OrgKind;
  /** Id or code of the superior; null only for the operator, who may plant a root. */
  parent: string | null;
  phone?: string | null;
  position?: number;
}

export interface OrgUnitPatch {
  name?: string;
  phone?: string | null;
  position?: number;
  reason?: string;
}

export interface OrgChangeItem {
  id: string;
  kind: string;
  effectiveOn: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  reason: string | null;
  actor: { id: string; name: string } | null;
  at: Date;
}

/** Reads org units within the caller's scope, plants new ones and renames them (design 1.2). */
@Injectable()
export class OrgUnitService {
  constructor(
    private readonly units: OrgUnitRepository,
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly environment: Environment,
  ) {}

  /** @throws not_found where `under` is not the caller's to see */
  async list(caller: Caller, filter: Omit<OrgUnitFilter, 'subtrees'>): Promise<Page<OrgUnit>> {
    const subtrees = subtreesOf(caller, 'org.read', this.clock.now());
    let under: string | undefined;
    if (filter.under !== undefined) {
      const unit = await this.units.find(filter.under);
      if (!unit || !subtrees.some((top) => isWithin(unit.path, top))) throw problem('not_found');
      under = unit.path;
    }
    return this.units.list({ ...filter, subtrees, under });
  }

  /** By id or code. @throws not_found */
  async get(reference: string): Promise<OrgUnit> {
    const unit = await this.units.find(reference);
    if (!unit) throw problem('not_found');
    return unit;
  }

  /** What happened to a unit, the latest first; at most 200. @throws not_found */
  async changes(
    reference: string,
    window: { limit: number; offset: number },
  ): Promise<{ items: OrgChangeItem[]; total: number }> {
    const unit = await this.get(reference);
    const [count] = await this.database.query<{ total: number }>(
      'SELECT count(*)::int AS total FROM org_change WHERE org_id = $1',
      [unit.id],
    );
    const rows = await this.database.query<
      OrgChangeItem & { actor_id: string | null; actor_name: string | null }
    >(changesOfUnit, [unit.id, window.limit, window.offset]);
    const items = rows.map(({ actor_id: id, actor_name: name, ...change }) => ({
      ...change,
      actor: id === null ? null : { id, name: name ?? '' },
    }));
    return { items, total: count?.total ?? 0 };
  }

  /**
   * @throws malformed (400) for a code that is none, unknown_unit or kind_not_allowed (422), forbidden
   * where the superior is not the actor's to manage, duplicate (409)
   */
  async create(acting: Acting, input: NewOrgUnit): Promise<OrgUnit> {
    return this.unitOfWork.run((transaction) => this.plant(transaction, acting, input));
  }

  /** The same inside a larger piece of work. */
  async plant(transaction: Transaction, acting: Acting, input: NewOrgUnit): Promise<OrgUnit> {
    if (!isOrgCode(input.code)) throw invalidCode(input.code);
    await lockTreeForChange(transaction);
    const now = this.clock.now();
    const parent = input.parent === null ? null : await this.manageable(transaction, acting, input.parent);
    if (parent === null && acting.userId !== null) throw problem('forbidden');
    const refusal = hangingRefusal(input.kind, parent);
    if (refusal) throw refusal;
    const { id } = await plantUnit(transaction, {
      ...input,
      parent,
      position: input.position ?? 0,
      phone: input.phone ?? null,
      at: now,
    });
    const after = { code: input.code, name: input.name, kind: input.kind, parent: parent?.code ?? null };
    const change = { orgId: id, effectiveOn: this.today(now), before: null, reason: null, at: now };
    await recordChanges(transaction, [{ ...change, kind: 'created', after, actorId: acting.userId }]);
    const unit = await this.inside(transaction, id);
    await this.record(transaction, acting, unit, 'org.created', after);
    return unit;
  }

  /** Renames a unit or corrects its phone and place among its siblings. @throws stale_version (412) */
  async change(acting: Acting, reference: string, version: number, patch: OrgUnitPatch): Promise<OrgUnit> {
    return this.unitOfWork.run(async (transaction) => {
      await lockTreeForChange(transaction);
      const unit = await this.inside(transaction, reference);
      if (unit.version !== version) throw staleUnit(unit, version);
      if (unit.dissolvedOn) throw problem('unit_dissolved', { unit: unit.name });
      const before = { name: unit.name, phone: unit.phone, position: unit.position };
      const after = {
        name: patch.name ?? unit.name,
        phone: patch.phone === undefined ? unit.phone : patch.phone,
        position: patch.position ?? unit.position,
      };
      if (JSON.stringify(before) === JSON.stringify(after)) return unit;
      await transaction.execute(updateUnit, [unit.id, after.name, after.phone, after.position]);
      const now = this.clock.now();
      await recordChanges(transaction, [
        {
          orgId: unit.id,
          kind: before.name === after.name ? 'changed' : 'renamed',
          effectiveOn: this.today(now),
          before,
          after,
          reason: patch.reason ?? null,
          actorId: acting.userId,
          at: now,
        },
      ]);
      const action = before.name === after.name ? 'org.changed' : 'org.renamed';
      await this.record(transaction, acting, unit, action, { before, after, reason: patch.reason ?? null });
      return this.inside(transaction, unit.id);
    });
  }

  private record(
    transaction: Transaction,
    acting: Acting,
    unit: OrgUnit,
    action: string,
    detail: Record<string, unknown>,
  ): Promise<void> {
    const target = { orgId: unit.id, path: unit.path };
    const act = { verb: 'org.manage' as const, target, action, objectKind: 'org', objectId: unit.id, detail };
    return recordAct(this.audit, transaction, acting, act, this.clock.now());
  }

  private async manageable(transaction: Transaction, acting: Acting, reference: string): Promise<OrgUnit> {
    return manageableUnit(this.units, transaction, acting, reference, '/parent', this.clock.now());
  }

  private async inside(transaction: Transaction, reference: string): Promise<OrgUnit> {
    const unit = await this.units.find(reference, transaction);
    if (!unit) throw problem('not_found');
    return unit;
  }

  private today(now: Date): string {
    return dateIn(now, this.environment.TZ_DEFAULT);
  }
}

/**
 * A unit that a request's body names and the actor manages.
 * @throws unknown_unit (422) where it is absent or not theirs to see, forbidden (403) where only that
 */
export async function manageableUnit(
  units: OrgUnitRepository,
  transaction: Transaction,
  acting: Acting,
  reference: string,
  pointer: string,
  now: Date,
): Promise<OrgUnit> {
  const unit = await units.find(reference, transaction);
  const target = unit && { orgId: unit.id, path: unit.path };
  if (!unit || !target || !mayAct(acting, 'org.read', target, now)) {
    const fault = problem('unknown_unit', { unit: reference });
    throw problem(
      'unknown_unit',
      { unit: reference },
      { errors: [{ pointer, code: fault.code, detail: fault.detail() }] },
    );
  }
  if (!mayAct(acting, 'org.manage', target, now)) throw problem('forbidden');
  return unit;
}

export function staleUnit(unit: OrgUnit, expected: number) {
  return problem(
    'stale_version',
    { expected, actual: unit.version },
    { state: { version: unit.version, name: unit.name } },
  );
}

/** The answer (400) to a code that can stand for no unit. */
export function invalidCode(code: string) {
  const detail = `编码“${cutText(code, 80, '…')}”不可用：须为1至64位字母、数字、点、横线或下划线。`;
  return problem('malformed', { reason: '' }, { errors: [{ pointer: '/code', code: 'code', detail }] });
}

const updateUnit = {
  name: 'org_unit_update',
  text: 'UPDATE org_unit SET name = $2, phone = $3, position = $4, version = version + 1 WHERE id = $1',
};
const changesOfUnit = {
  name: 'org_changes_of_unit',
  text: `SELECT c.id, c.kind, c.effective_on::text AS "effectiveOn", c.before, c.after, c.reason, c.actor_id,
                a.name AS actor_name, c.at
         FROM org_change c LEFT JOIN app_user a ON a.id = c.actor_id
         WHERE c.org_id = $1 ORDER BY c.at DESC, c.id DESC LIMIT $2 OFFSET $3`,
};
