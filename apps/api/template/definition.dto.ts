import {
  type Aggregate,
  type CrossFieldRule,
  type IndicatorDefinition,
  type IndicatorSource,
  type ItemListPrinting,
  itemListPrintings,
  type LedgerDefinition,
  type ProblemListDefinition,
  type RuleSeverity,
  type SectionDefinition,
  type TemplateDefinition,
} from '@domain/cycle/template-definition';
import { ruleIdPattern, templateKeyPattern, templateLimits } from '@domain/cycle/template-faults';
import { type LedgerFigure, ledgerFigures } from '@domain/ledger/listed-item';
import {
  ChoiceField,
  FlagField,
  ListField,
  NumberField,
  ObjectField,
  RecordField,
  TextField,
  TextListField,
  WholeField,
} from '@platform/http';
import { RouteStepBody } from '../cycle/tier.dto';

const limits = templateLimits;
const aggregateKinds = ['sum', 'average', 'min', 'max', 'none', 'rate'] as const;
const operators = ['<=', '<', '=', '>=', '>'] as const;
const severities = ['error', 'warning', 'off'] as const;

const KeyField = (description?: string) =>
  TextField({ max: limits.key, pattern: templateKeyPattern, description });
const AliasesField = () =>
  TextListField({ optional: true, max: limits.aliases, length: limits.title, default: [] });
const LimitField = (description?: string) =>
  NumberField({ optional: true, min: -limits.magnitude, max: limits.magnitude, description });

export class AggregateBody {
  @ChoiceField(aggregateKinds)
  kind!: Aggregate['kind'];

  @TextField({
    optional: true,
    max: limits.key,
    pattern: templateKeyPattern,
    description: 'Of a rate: the key of a summed indicator.',
  })
  numerator?: string;

  @TextField({
    optional: true,
    max: limits.key,
    pattern: templateKeyPattern,
    description: 'Of a rate: the key of a summed indicator.',
  })
  denominator?: string;
}

export class SectionDefinitionBody implements SectionDefinition {
  @KeyField()
  key!: string;

  @TextField({ max: limits.title, example: '主要工作完成情况' })
  title!: string;

  @TextField({ optional: true, max: limits.guidance, blank: true, default: '' })
  guidance = '';

  @FlagField({ optional: true, default: true })
  required = true;

  @WholeField({ optional: true, min: 0, max: limits.sectionLength, default: 0 })
  minLength = 0;

  @WholeField({ optional: true, min: 1, max: limits.sectionLength, default: 20_000 })
  maxLength = 20_000;

  @AliasesField()
  aliases: string[] = [];
}

export class IndicatorSourceBody implements IndicatorSource {
  @ChoiceField(['ledger'] as const)
  from!: 'ledger';

  @ChoiceField(ledgerFigures)
  figure!: LedgerFigure;
}

export class IndicatorBody {
  @KeyField()
  key!: string;

  @TextField({ max: limits.title, example: '主题党日' })
  name!: string;

  @TextField({ optional: true, max: limits.unit, blank: true, default: '', example: '次' })
  unit = '';

  @FlagField({ optional: true, default: false })
  required = false;

  @WholeField({ optional: true, min: 0, max: limits.scale, default: 0, description: 'Decimal places.' })
  scale = 0;

  @LimitField('A value below stops submitting.')
  min?: number;

  @LimitField('A value above stops submitting.')
  max?: number;

  @LimitField('The usual number; below it warns.')
  usual?: number;

  @ObjectField(() => AggregateBody, { optional: true, description: 'A sum unless said.' })
  aggregate: AggregateBody = Object.assign(new AggregateBody(), { kind: 'sum' });

  @ObjectField(() => IndicatorSourceBody, {
    optional: true,
    description: 'Where the number is kept already; what is typed is compared with it.',
  })
  source?: IndicatorSourceBody;

  @AliasesField()
  aliases: string[] = [];
}

export class RuleBody implements CrossFieldRule {
  @TextField({ max: 60, pattern: ruleIdPattern })
  id!: string;

  @KeyField()
  left!: string;

  @ChoiceField(operators)
  operator!: CrossFieldRule['operator'];

  @KeyField()
  right!: string;

  @TextField({ max: limits.message })
  message!: string;
}

export class ProblemListBody implements ProblemListDefinition {
  @FlagField({ optional: true, default: true })
  enabled = true;

  @WholeField({ optional: true, min: 0, max: limits.problems, default: 100 })
  maxItems = 100;
}

export class LedgerBody implements LedgerDefinition {
  @FlagField({
    optional: true,
    default: true,
    description: 'Problems of an approved report are followed until they are solved.',
  })
  adopt = true;

  @WholeField({
    optional: true,
    min: 1,
    max: 3650,
    default: 180,
    description: 'Days for a problem that names no date.',
  })
  days = 180;

  @ListField(() => RouteStepBody, {
    optional: true,
    min: 1,
    max: 10,
    description: 'Left out: the unit above verifies.',
  })
  route?: RouteStepBody[];

  @FlagField({
    optional: true,
    description:
      'Whether the report accounts for the unit’s open items, and freezes their list when handed in.',
  })
  account?: boolean;

  @ChoiceField(itemListPrintings, {
    optional: true,
    description: 'Which documents print the list of items; left out: none.',
  })
  printed?: ItemListPrinting;
}

export class DefinitionBody {
  @ListField(() => SectionDefinitionBody, { max: limits.sections })
  sections!: SectionDefinitionBody[];

  @ListField(() => IndicatorBody, { optional: true, max: limits.indicators, default: [] })
  indicators: IndicatorBody[] = [];

  @ListField(() => RuleBody, { optional: true, max: limits.rules, default: [] })
  rules: RuleBody[] = [];

  @ObjectField(() => ProblemListBody, { optional: true })
  problems: ProblemListBody = new ProblemListBody();

  @RecordField({
    optional: true,
    max: limits.checks,
    key: ruleIdPattern,
    value: { type: 'string', enum: [...severities] },
    accepts: (value) => severities.some((known) => known === value),
    default: {},
    description: 'Severity of a draft check by its rule id.',
  })
  checks: Record<string, RuleSeverity> = {};

  @ObjectField(() => LedgerBody, { optional: true })
  ledger?: LedgerBody;
}

export class WithDefinition {
  @ObjectField(() => DefinitionBody)
  definition!: DefinitionBody;
}

export class MaybeDefinition {
  @ObjectField(() => DefinitionBody, {
    optional: true,
    description: 'Without it, that of the latest version.',
  })
  definition?: DefinitionBody;
}

/** What was validated as plain data of the domain: no class instances, no fields that were not given. */
export function definitionOf(body: DefinitionBody): TemplateDefinition {
  return {
    sections: body.sections.map((section) => ({ ...section })),
    indicators: body.indicators.map(
      ({ aggregate, source, ...indicator }): IndicatorDefinition => ({
        ...withoutUndefined(indicator),
        ...(source ? { source: { ...source } } : {}),
        aggregate: aggregateOf(aggregate),
      }),
    ),
    rules: body.rules.map((rule) => ({ ...rule })),
    problems: { ...body.problems },
    checks: { ...body.checks },
    ...(body.ledger ? { ledger: ledgerOf(body.ledger) } : {}),
  };
}

function ledgerOf({ route, ...ledger }: LedgerBody): LedgerDefinition {
  return {
    ...withoutUndefined(ledger),
    ...(route ? { route: route.map((step) => withoutUndefined({ ...step })) } : {}),
  };
}

/** A rate that names no indicators is left for the domain's own faults. */
function aggregateOf({ kind, numerator = '', denominator = '' }: AggregateBody): Aggregate {
  return kind === 'rate' ? { kind, numerator, denominator } : { kind };
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}
