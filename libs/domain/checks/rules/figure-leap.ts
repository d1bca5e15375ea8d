import type { DraftRule, RuleFinding } from '../draft-rule';

const leap = 10;

export const figureLeap: DraftRule = {
  id: 'figure-leap',
  explanation: '指标比上年增减十倍以上的，多半是单位（元、万元）或小数点填错，请核对。',
  severity: 'warning',
  fires: { content: { indicators: { funds: 75000 } }, lastYear: { indicators: { funds: 7.5 } } },
  silent: { content: { indicators: { funds: 12 } }, lastYear: { indicators: { funds: 7.5 } } },
  check: ({ content, template, lastYear }) =>
    template.indicators.flatMap(({ key, name, unit }): RuleFinding[] => {
      const now = content.indicators[key];
      const before = lastYear?.indicators[key];
      if (!now || !before || now < 0 || before < 0) return [];
      // Small counts leap by nature: from 1 to 12 is no slip of a unit.
      if (Math.max(now, before) < 100 || Math.max(now / before, before / now) < leap) return [];
      const message = `“${name}”填的是${now}${unit}，上年是${before}${unit}，相差十倍以上，请核对单位和小数点。`;
      return [{ anchor: { kind: 'indicator', key }, message }];
    }),
};
