import type { CycleAudience, LatePolicy, RouteStep } from '@domain/cycle/cycle-definition';
import { cyclePlanFaults, dueInstant, isTimeZone } from '@domain/cycle/cycle-plan';
import { closingInstant } from '@domain/deadlines';
import type { OrgKind } from '@domain/org/roles';
import { type FieldProblem, problem } from '@domain/problems';
import { type Acting, manageableUnit, type OrgUnit, OrgUnitRepository } from '@features/org';
import { inLine, TemplateRepository } from '@features/template';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Environment } from '@platform/config';
import type { Transaction } from '@platform/database';
import { requireClosing } from './closing-date';
import type { NewCycle, TierInput } from './cycle';

/** A tier with everything looked up, as it is stored. */
export interface ResolvedTier {
  kind: OrgKind;
  templateVersionId: string;
  dueAt: Date;
  graceDays: number;
  latePolicy: LatePolicy;
  allowNil: boolean;
  route: RouteStep[];
}

export interface ResolvedPlan {
  owner: OrgUnit;
  timeZone: string;
  audience: CycleAudience;
  tiers: ResolvedTier[];
  closesAt: Date | null;
}

/** Checks a cycle's plan and looks up the units and templates that it names. */
@Injectable()
export class CycleResolver {
  constructor(
    private readonly units: OrgUnitRepository,
    private readonly templates: TemplateRepository,
    private readonly clock: Clock,
    private readonly environment: Environment,
  ) {}

  /**
   * @throws cycle_invalid, unknown_unit, unknown_template (422) with pointers; forbidden (403) where the
   * audience is not the actor's to manage
   */
  async resolve(transaction: Transaction, acting: Acting, input: NewCycle): Promise<ResolvedPlan> {
    const timeZone = input.timeZone ?? this.environment.TZ_DEFAULT;
    const kinds = input.audience.kinds ?? input.tiers.map((tier) => tier.kind);
    const faults = cyclePlanFaults({
      tiers: input.tiers,
      audience: { kinds },
      timeZone,
      reminderPlan: input.reminderPlan ?? null,
      gradeQuota: input.gradeQuota ?? null,
    });
    if (faults.length > 0) throw problem('cycle_invalid', { count: faults.length }, { errors: faults });
    const now = this.clock.now();
    const { under } = input.audience;
    const owner = await manageableUnit(this.units, transaction, acting, under, '/audience/under', now);
    if (owner.dissolvedOn) throw problem('unit_dissolved', { unit: owner.name });
    const except = await this.exceptions(transaction, owner, input.audience.except ?? []);
    const tiers: ResolvedTier[] = [];
    for (const [index, tier] of input.tiers.entries()) {
      tiers.push(await this.resolveTier(transaction, owner, tier, index, timeZone));
    }
    const closesAt = input.closesAt ? closingInstant(input.closesAt, timeZone) : null;
    requireClosing(
      closesAt,
      tiers.map(({ dueAt }) => dueAt),
    );
    const audience = { under: owner.code, kinds: [...new Set(kinds)], except };
    return { owner, timeZone, audience, tiers, closesAt };
  }

  /** The due instant in a zone; the zone is known by then. */
  dueAt(text: string, timeZone: string): Date {
    return dueInstant(text, isTimeZone(timeZone) ? timeZone : this.environment.TZ_DEFAULT);
  }

  private async exceptions(
    transaction: Transaction,
    owner: OrgUnit,
    references: readonly string[],
  ): Promise<string[]> {
    const found = await this.units.findMany(references, transaction);
    const errors: FieldProblem[] = [];
    const strangers: string[] = [];
    const codes = new Set<string>();
    for (const [index, unit] of found.entries()) {
      if (unit && `${unit.path}.`.startsWith(`${owner.path}.`)) codes.add(unit.code);
      else {
        const detail = `“${references[index]}”不在报送范围内。`;
        errors.push({ pointer: `/audience/except/${index}`, code: 'unknown_unit', detail });
        strangers.push(references[index] ?? '');
      }
    }
    if (errors.length > 0) {
      throw problem('unknown_unit', { unit: strangers[0] ?? '' }, { errors });
    }
    return [...codes];
  }

  private async resolveTier(
    transaction: Transaction,
    owner: OrgUnit,
    tier: TierInput,
    index: number,
    timeZone: string,
  ): Promise<ResolvedTier> {
    const version = await this.templates.usable(tier.templateVersion, transaction);
    // A template may be used in the line of the unit that keeps it, not beside it.
    const standing = { paths: [owner.path], orgIds: [owner.id] };
    if (!version || !inLine(version.orgPath, standing)) {
      const refusal = problem('unknown_template', { template: tier.templateVersion });
      const pointer = `/tiers/${index}/templateVersion`;
      throw problem(
        'unknown_template',
        { template: tier.templateVersion },
        { errors: [{ pointer, code: refusal.code, detail: refusal.detail() }] },
      );
    }
    return {
      kind: tier.kind,
      templateVersionId: version.id,
      dueAt: this.dueAt(tier.dueAt, timeZone),
      graceDays: tier.graceDays ?? 0,
      latePolicy: tier.latePolicy ?? 'accept',
      allowNil: tier.allowNil ?? false,
      route: tier.route,
    };
  }
}
