import type { LatePolicy, RouteStep, StepMode, StepRole } from '@domain/cycle/cycle-definition';
import { isDueText, mostGraceDays, mostRouteSteps } from '@domain/cycle/cycle-plan';
import { type OrgKind, orgKinds } from '@domain/org/roles';
import { applyDecorators } from '@nestjs/common';
import { ChoiceField, FlagField, ListField, TextField, WholeField } from '@platform/http';
import { ValidateBy } from 'class-validator';

const places = ['parent', ...orgKinds, 'self'] as const;
const stepRoles = ['reviewer', 'leader'] as const satisfies readonly StepRole[];
const stepModes = ['any', 'all'] as const satisfies readonly StepMode[];
const latePolicies = ['accept', 'lock'] as const satisfies readonly LatePolicy[];

const templateVersion = {
  max: 64,
  description: 'Id of a template version, or the code of a template: its latest released version.',
};

function DueField(optional = false) {
  return applyDecorators(
    TextField({
      optional,
      max: 40,
      example: '2025-12-10',
      description: 'A day or an instant; the end of that day in the cycle’s time zone counts.',
    }),
    dueText('dueAt'),
  );
}

function dueText(field: string) {
  return ValidateBy({
    name: 'due',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && isDueText(value),
      defaultMessage: () => `${field} is a day (2025-12-10) or an instant with its zone`,
    },
  });
}

/** When the cycle closes by itself. */
export function ClosingField() {
  return applyDecorators(
    TextField({
      nullable: true,
      max: 40,
      example: '2026-01-15T15:59:59.999Z',
      description:
        'The last instant before the cycle closes by itself, after every due date; a day stands for its end in the cycle’s time zone. Null: until it is closed.',
    }),
    dueText('closesAt'),
  );
}

export class RouteStepBody implements RouteStep {
  @ChoiceField(places, { description: 'The superior, the nearest superior of a kind, or the unit itself.' })
  at!: RouteStep['at'];

  @ChoiceField(stepRoles)
  role!: StepRole;

  @ChoiceField(stepModes, {
    optional: true,
    default: 'any',
    description: 'One decision is enough, or all seats decide.',
  })
  mode: StepMode = 'any';

  @WholeField({ optional: true, min: 0, max: 250, default: 5 })
  workingDays = 5;

  @FlagField({ optional: true, description: 'The completing decision gives a grade.' })
  grade?: boolean;
}

export class TierBody {
  @ChoiceField(orgKinds)
  kind!: OrgKind;

  @TextField(templateVersion)
  templateVersion!: string;

  @DueField()
  dueAt!: string;

  @WholeField({ optional: true, min: 0, max: mostGraceDays, default: 0 })
  graceDays = 0;

  @ChoiceField(latePolicies, { optional: true, default: 'accept' })
  latePolicy: LatePolicy = 'accept';

  @FlagField({ optional: true, default: false })
  allowNil = false;

  @ListField(() => RouteStepBody, { max: mostRouteSteps })
  route!: RouteStepBody[];
}

/** A tier as a change names it: what is left out stays. */
export class TierPatchBody {
  @ChoiceField(orgKinds)
  kind!: OrgKind;

  @TextField({ ...templateVersion, optional: true })
  templateVersion?: string;

  @DueField(true)
  dueAt?: string;

  @WholeField({ optional: true, min: 0, max: mostGraceDays })
  graceDays?: number;

  @ChoiceField(latePolicies, { optional: true })
  latePolicy?: LatePolicy;

  @FlagField({ optional: true })
  allowNil?: boolean;

  @ListField(() => RouteStepBody, { optional: true, max: mostRouteSteps })
  route?: RouteStepBody[];
}
