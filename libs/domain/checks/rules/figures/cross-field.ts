import { brokenRules, crossFieldId, crossFieldSeverity } from '../../../cycle/cross-field';
import type { DraftRule, RuleFinding } from '../../draft-rule';

export const crossField: DraftRule = {
  id: crossFieldId,
  explanation: '模板规定了指标之间的关系，例如已完成整改的条数不能超过整改措施的总数。两项都填了才比较。',
  severity: crossFieldSeverity,
  fires: { content: { indicators: { measures_total: 4, measures_done: 5 } } },
  silent: { content: { indicators: { measures_total: 4, measures_done: 4 } } },
  check: ({ content, template }) => {
    const names = new Map(template.indicators.map((indicator) => [indicator.key, indicator.name]));
    const figure = (key: string) => `${names.get(key) ?? key}${content.indicators[key]}`;
    return brokenRules(template, content.indicators).map(
      ({ left, right, message }): RuleFinding => ({
        anchor: { kind: 'indicator', key: left },
        message: `${message.replace(/[。.]$/, '')}（现填${figure(left)}，${figure(right)}），请核对。`,
      }),
    );
  },
};
