import type { DraftRule, RuleFinding } from '../../draft-rule';

const leap = 10;
/** From this ratio and this difference on a count is no ordinary change: 41 against 11. */
const unlikely = 3;
const farApart = 20;

export const figureLeap: DraftRule = {
  id: 'figure-leap',
  explanation: '指标比上年增减很大的，多半是单位（元、万元）、小数点或多打了一位，请核对。',
  severity: 'warning',
  fires: { content: { indicators: { funds: 75000 } }, lastYear: { indicators: { funds: 7.5 } } },
  silent: { content: { indicators: { funds: 12 } }, lastYear: { indicators: { funds: 7.5 } } },
  check: ({ content, template, lastYear }) =>
    template.indicators.flatMap(({ key, name, unit }): RuleFinding[] => {
      const now = content.indicators[key];
      const before = lastYear?.indicators[key];
      if (!now || !before || now < 0 || before < 0) return [];
      // Small counts leap by nature: from 1 to 12 is no slip of a unit.
      const ratio = Math.max(now / before, before / now);
      const slip = Math.max(now, before) >= 100 && ratio >= leap;
      if (!slip && (ratio < unlikely || Math.abs(now - before) < farApart)) return [];
      const advice = slip
        ? '相差十倍以上，请核对单位和小数点'
        : '变化很大，请核对；确实如此的，请在正文里说明';
      const message = `“${name}”填的是${now}${unit}，上年是${before}${unit}，${advice}。`;
      return [{ anchor: { kind: 'indicator', key }, message }];
    }),
};
