import { reachRefusal } from '@domain/access';
import { dateIn } from '@domain/deadlines';
import { isOrgCode } from '@domain/org/org-import';
import {
  dissolveRefusal,
  effectiveRefusal,
  mergeRefusal,
  moveRefusal,
  splitRefusal,
  upgradeRefusal,
} from '@domain/org/org-tree';
import { duplicate, type Problem, problem } from '@domain/problems';
import { AuditLog } from '@features/audit';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Environment } from '@platform/config';
import { type Transaction, UnitOfWork } from '@platform/database';
import { type Acting, isCaller, mayAct } from './acting';
import { lastChangeOf, type OrgChange, recordChanges } from './org-change';
import { lockTreeForChange } from './org-lock';
import type { OrgUnit } from './org-unit';
import { OrgUnitRepository } from './org-unit.repository';
import { invalidCode, manageableUnit } from './org-unit.service';
import { recordAct } from './record-act';
import type { ChangeLine, Reorganisation, ReorganisationOptions } from './reorganisation';
import { chosenChildren, liveUnitsWithin, Surroundings, surroundingsOf } from './surroundings';
import { endUnit, moveChildren, moveSubtree, plantUnit, upgradeUnit } from './tree-writes';
import { UnitEndings } from './unit-endings';

interface Plan {
  refusal?: Problem;
  changes: ChangeLine[];
  units: number;
  write(transaction: Transaction): Promise<void>;
}

/**
 * Moves, upgrades, merges, splits and dissolves units. Each is one dated change; cycles that are open keep the
 * tree that they froze, and nothing of the past is rewritten (design 1.2).
 */
@Injectable()
export class ReorganisationService {
  constructor(
    private readonly units: OrgUnitRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly environment: Environment,
    private readonly endings: UnitEndings,
  ) {}

  /** Hangs a unit with everything below it under another superior, an id or code. */
  async move(
    acting: Acting,
    reference: string,
    input: ReorganisationOptions & { parent: string; position?: number },
  ): Promise<Reorganisation> {
    return this.reorganise(acting, reference, input, async (transaction, unit, around) => {
      const parent = await this.named(transaction, acting, input.parent, '/parent');
      this.requireReach(acting, unit, parent);
      const position = input.position ?? unit.position;
      const before = { parent: unit.parent?.code ?? null, position: unit.position };
      const after = { parent: parent.code, position };
      return {
        refusal: moveRefusal(unit, parent, around.height),
        changes: [lineOf(unit, 'moved', before, after)],
        units: around.units,
        write: () => moveSubtree(transaction, unit, parent, position),
      };
    });
  }

  /** Makes a branch a general branch 升格, under a new name where one is given. */
  async upgrade(
    acting: Acting,
    reference: string,
    input: ReorganisationOptions & { name?: string },
  ): Promise<Reorganisation> {
    return this.reorganise(acting, reference, input, async (transaction, unit) => {
      const parent = unit.parent === null ? null : await this.units.find(unit.parent.id, transaction);
      const name = input.name ?? unit.name;
      return {
        refusal: upgradeRefusal(unit, parent),
        changes: [
          lineOf(unit, 'upgraded', { kind: unit.kind, name: unit.name }, { kind: 'general_branch', name }),
        ],
        units: 1,
        write: () => upgradeUnit(transaction, unit.id, name),
      };
    });
  }

  /**
   * Merges a unit into another, as when branches form a joint branch 联合支部: what is directly below it
   * moves along, the unit itself ends. Its reports, posts and history stay with it.
   */
  async merge(
    acting: Acting,
    reference: string,
    input: ReorganisationOptions & { into: string },
  ): Promise<Reorganisation> {
    return this.reorganise(acting, reference, input, async (transaction, unit, around, day) => {
      const into = await this.named(transaction, acting, input.into, '/into');
      this.requireReach(acting, unit, into);
      const moved = around.children.map((child) =>
        lineOf(child, 'moved', { parent: unit.code }, { parent: into.code }),
      );
      return {
        refusal:
          mergeRefusal(
            unit,
            into,
            around.children.map((child) => child.kind),
          ) ?? moveDepthRefusal(around, into),
        changes: [
          lineOf(unit, 'merged', { dissolvedOn: null }, { into: into.code, dissolvedOn: day }),
          lineOf(into, 'absorbed', {}, { from: unit.code }),
          ...moved,
        ],
        units: around.liveUnits,
        write: async () => {
          await moveChildren(transaction, around.children, into);
          await endUnit(transaction, unit.id, day);
          await this.endings.announce(transaction, {
            id: unit.id,
            reason: `本单位已并入${into.name}。`,
            successorId: into.id,
          });
        },
      };
    });
  }

  /**
   * Splits a unit 拆分: a new one of its kind under the same superior takes the named children (ids or codes).
   * Reports, posts and history stay with the unit that is split; the new one owes from the next cycle on.
   * @throws forbidden (403) where the superior, who gets another unit, is not the actor's to manage
   */
  async split(
    acting: Acting,
    reference: string,
    input: ReorganisationOptions & { code: string; name: string; children?: string[] },
  ): Promise<Reorganisation> {
    if (!isOrgCode(input.code)) throw invalidCode(input.code);
    return this.reorganise(acting, reference, input, async (transaction, unit, around, day) => {
      const { code, name } = input;
      const parent = await this.superiorOf(transaction, acting, unit);
      const children = chosenChildren(around, input.children ?? []);
      const moved = children.map((child) => lineOf(child, 'moved', { parent: unit.code }, { parent: code }));
      const taken = (await this.units.find(code, transaction)) !== null;
      return {
        refusal: splitRefusal(unit, parent) ?? (taken ? duplicate('/code', '编码', code) : undefined),
        changes: [lineOf(unit, 'split', {}, { into: code, name }), ...moved],
        units: 2 + (await liveUnitsWithin(transaction, children)),
        write: async () => {
          const at = this.clock.now();
          const { kind, position } = unit;
          const part = { code, name, kind, parent, position, phone: null, at };
          const planted = await plantUnit(transaction, part);
          await moveChildren(transaction, children, planted);
          const after = { code, name, kind, parent: parent?.code ?? null, splitFrom: unit.code };
          const change = {
            orgId: planted.id,
            effectiveOn: day,
            before: null,
            after,
            actorId: acting.userId,
            at,
          };
          await recordChanges(transaction, [{ ...change, kind: 'created', reason: input.reason ?? null }]);
        },
      };
    });
  }

  /** Ends a unit; refused while anything would be left without a superior. */
  async dissolve(acting: Acting, reference: string, input: ReorganisationOptions): Promise<Reorganisation> {
    return this.reorganise(acting, reference, input, async (transaction, unit, around, day) => ({
      refusal:
        unit.parent === null
          ? problem('rule_broken', { reason: '最上级单位不能撤销。' })
          : dissolveRefusal(unit, around.children.length),
      changes: [lineOf(unit, 'dissolved', { dissolvedOn: null }, { dissolvedOn: day })],
      units: 1,
      write: async () => {
        await endUnit(transaction, unit.id, day);
        await this.endings.announce(transaction, {
          id: unit.id,
          reason: '本单位已撤销。',
          successorId: unit.parent?.id ?? null,
        });
      },
    }));
  }

  private async reorganise(
    acting: Acting,
    reference: string,
    options: ReorganisationOptions,
    plan: (transaction: Transaction, unit: OrgUnit, around: Surroundings, day: string) => Promise<Plan>,
  ): Promise<Reorganisation> {
    return this.unitOfWork.run(async (transaction) => {
      await lockTreeForChange(transaction);
      const unit = await this.units.find(reference, transaction);
      if (!unit) throw problem('not_found');
      const now = this.clock.now();
      const today = dateIn(now, this.environment.TZ_DEFAULT);
      const day = options.effectiveOn ?? today;
      const around = await surroundingsOf(transaction, unit);
      const planned = await plan(transaction, unit, around, day);
      const refusal =
        planned.refusal ?? effectiveRefusal(day, today, await lastChangeOf(transaction, unit.id));
      if (refusal) throw refusal;
      if (!options.dryRun) {
        await planned.write(transaction);
        await this.record(transaction, acting, unit, planned.changes, {
          day,
          now,
          reason: options.reason ?? null,
        });
      }
      return {
        dryRun: options.dryRun ?? false,
        effectiveOn: day,
        unit: (await this.units.find(unit.id, transaction)) ?? unit,
        changes: planned.changes,
        affected: { units: planned.units, reportsInReview: around.reportsInReview },
      };
    });
  }

  private named(transaction: Transaction, acting: Acting, reference: string, pointer: string) {
    return manageableUnit(this.units, transaction, acting, reference, pointer, this.clock.now());
  }

  /** @throws self_grant (403) where a deputy would bring the unit below a post of their own, or of whom they act for */
  private requireReach(acting: Acting, unit: OrgUnit, superior: OrgUnit): void {
    if (!isCaller(acting)) return;
    const [below, above] = [unit, superior].map(({ id, path }) => ({ orgId: id, path }));
    const refusal = below && above && reachRefusal(acting, below, above, this.clock.now());
    if (refusal) throw refusal;
  }

  private async superiorOf(transaction: Transaction, acting: Acting, unit: OrgUnit): Promise<OrgUnit | null> {
    const parent = unit.parent && (await this.units.find(unit.parent.id, transaction));
    const target = parent && { orgId: parent.id, path: parent.path };
    if (target && !mayAct(acting, 'org.manage', target, this.clock.now())) throw problem('forbidden');
    return parent;
  }

  private async record(
    transaction: Transaction,
    acting: Acting,
    unit: OrgUnit,
    changes: ChangeLine[],
    { day, now, reason }: { day: string; now: Date; reason: string | null },
  ): Promise<void> {
    await recordChanges(
      transaction,
      changes.map(({ unit: changed, kind, before, after }) => ({
        orgId: changed.id,
        kind,
        effectiveOn: day,
        before,
        after,
        reason,
        actorId: acting.userId,
        at: now,
      })),
    );
    const [first] = changes;
    if (!first) return;
    const act = {
      verb: 'org.manage' as const,
      target: { orgId: unit.id, path: unit.path },
      action: `org.${first.kind}`,
      objectKind: 'org',
      objectId: unit.id,
      detail: { effectiveOn: day, reason, before: first.before, after: first.after },
    };
    await recordAct(this.audit, transaction, acting, act, now);
  }
}

function lineOf(
  unit: { id: string; code: string; name: string },
  kind: OrgChange['kind'],
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): ChangeLine {
  return { unit: { id: unit.id, code: unit.code, name: unit.name }, kind, before, after };
}

/** The children come to hang one level below `into`; the unit itself stays where it was. */
function moveDepthRefusal(around: Surroundings, into: OrgUnit): Problem | undefined {
  const [child] = around.children;
  if (!child) return undefined;
  return moveRefusal({ ...child, dissolvedOn: null }, into, around.height - 1);
}
