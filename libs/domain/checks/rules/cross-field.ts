import type { CrossFieldRule } from '../../cycle/template-definition';
import type { DraftRule, RuleFinding } from '../draft-rule';

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

export const crossField: DraftRule = {
  id: 'cross-field',
  explanation: '模板规定了指标之间的关系，例如已完成整改的条数不能超过整改措施的总数。两项都填了才比较。',
  severity: 'error',
  fires: { content: { indicators: { measures_total: 4, measures_done: 5 } } },
  silent: { content: { indicators: { measures_total: 4, measures_done: 4 } } },
  check: ({ content, template }) => {
    const names = new Map(template.indicators.map((indicator) => [indicator.key, indicator.name]));
    return template.rules.flatMap((rule): RuleFinding[] => {
      const left = content.indicators[rule.left];
      const right = content.indicators[rule.right];
      if (left === undefined || right === undefined || holds(left, rule.operator, right)) return [];
      const figures = `${names.get(rule.left) ?? rule.left}${left}，${names.get(rule.right) ?? rule.right}${right}`;
      return [
        {
          anchor: { kind: 'indicator', key: rule.left },
          message: `${rule.message.replace(/[。.]$/, '')}（现填${figures}），请核对。`,
          opens: [rule.left, rule.right],
        },
      ];
    });
  },
};
