import type { IndicatorDefinition } from '../../../cycle/template-definition';
import type { DraftRule, RuleFinding } from '../../draft-rule';

/** Decimal places of a number as it is written, also when JavaScript writes it with an exponent. */
function decimals(value: number): number {
  const [mantissa = '', exponent = '0'] = String(Math.abs(value)).split('e');
  const fraction = mantissa.split('.')[1] ?? '';
  return Math.max(0, fraction.length - Number(exponent));
}

function complaint(indicator: IndicatorDefinition, value: number): string | null {
  const { name, unit, min, max, scale } = indicator;
  if (!Number.isFinite(value)) return `“${name}”不是有效的数字，请重新填写。`;
  if (min !== undefined && value < min) return `“${name}”填的是${value}${unit}，不能小于${min}，请核对。`;
  if (max !== undefined && value > max) return `“${name}”填的是${value}${unit}，不能大于${max}，请核对。`;
  if (decimals(value) > scale) {
    return scale === 0
      ? `“${name}”填的是${value}，应当是整数，请核对。`
      : `“${name}”填的是${value}，最多保留${scale}位小数，请核对。`;
  }
  return null;
}

export const indicatorLimits: DraftRule = {
  id: 'indicator-limits',
  explanation: '指标的数值要在模板规定的范围内，小数位数不能超过规定。',
  severity: 'error',
  fires: { content: { indicators: { theme_days: -1 } } },
  silent: { content: { indicators: { theme_days: 12, funds: 75.9 } } },
  check: ({ content, template }) =>
    template.indicators.flatMap((indicator): RuleFinding[] => {
      const value = content.indicators[indicator.key];
      const message = value === undefined ? null : complaint(indicator, value);
      return message === null ? [] : [{ anchor: { kind: 'indicator', key: indicator.key }, message }];
    }),
};
