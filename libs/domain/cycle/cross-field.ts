import type { CrossFieldRule, TemplateDefinition } from './template-definition';

/** Id of the draft check that compares indicators; templates raise or silence it by this name. */
export const crossFieldId = 'cross-field';
export const crossFieldSeverity = 'error';

type Ruled = Pick<TemplateDefinition, 'rules' | 'checks'>;

/** Rules of the template that the values break. A rule with an absent side is not judged: missing is not zero. */
export function brokenRules(
  { rules }: Pick<Ruled, 'rules'>,
  indicators: Readonly<Record<string, number>>,
): CrossFieldRule[] {
  return rules.filter(({ left, operator, right }) => {
    const [a, b] = [indicators[left], indicators[right]];
    return a !== undefined && b !== undefined && !holds(a, operator, b);
  });
}

/** Whether a broken rule stops submitting under this template. */
export function crossFieldStops({ checks }: Pick<Ruled, 'checks'>): boolean {
  return (checks[crossFieldId] ?? crossFieldSeverity) === 'error';
}

function holds(left: number, operator: CrossFieldRule['operator'], right: number): boolean {
  switch (operator) {
    case '<=':
      return left <= right;
    case '<':
      return left < right;
    case '=':
      return left === right;
    case '>=':
      return left >= right;
    case '>':
      return left > right;
  }
}
