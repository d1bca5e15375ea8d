import type { DraftRule, RuleFinding } from '../../draft-rule';

export const belowUsual: DraftRule = {
  id: 'below-usual',
  explanation: '指标低于一年的通常次数（如主题党日每月一次，全年12次）时提醒核对，不影响报送。',
  severity: 'warning',
  fires: { content: { indicators: { theme_days: 8 } } },
  silent: { content: { indicators: { theme_days: 12 } } },
  check: ({ content, template }) =>
    template.indicators.flatMap(({ key, name, unit, usual }): RuleFinding[] => {
      const value = content.indicators[key];
      if (value === undefined || usual === undefined || !(value < usual)) return [];
      const message = `“${name}”填的是${value}${unit}，低于通常的${usual}${unit}，请核对；确实如此的，请在正文里说明原因。`;
      return [{ anchor: { kind: 'indicator', key }, message }];
    }),
};
