import type { IndicatorDefinition, RollupNode } from '../../api/contract';

export interface IndicatorLine {
  definition: IndicatorDefinition;
  value: number | null;
  lastYear: number | null;
  median: number | null;
  /** Below last year's value and the siblings' median. */
  low: boolean;
  /** A rate: shown as a share of a hundred. */
  percent: boolean;
}

export function median(values: number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/** A typed value, or for a rate its numerator over its denominator; null where it is missing. */
export function indicatorValue(
  definition: IndicatorDefinition,
  values: Record<string, number>,
): number | null {
  if (definition.aggregate.kind !== 'rate') return values[definition.key] ?? null;
  const { numerator, denominator } = definition.aggregate;
  const [above, below] = [values[numerator], values[denominator]];
  return above === undefined || !below ? null : above / below;
}

/** Each indicator of a report beside last year's and the median of its siblings. */
export function compareIndicators(
  definitions: IndicatorDefinition[],
  values: Record<string, number>,
  lastYear: Record<string, number> | null,
  siblings: RollupNode[],
): IndicatorLine[] {
  return definitions.flatMap((definition): IndicatorLine[] => {
    const value = indicatorValue(definition, values);
    const before = lastYear ? indicatorValue(definition, lastYear) : null;
    const others = siblings.flatMap((node) => {
      const text = node.indicators[definition.key]?.value;
      return text === null || text === undefined ? [] : [Number(text)];
    });
    const middle = median(others);
    if (value === null && before === null && middle === null) return [];
    const references = [before, middle].filter((reference) => reference !== null);
    const low = value !== null && references.length > 0 && references.every((reference) => value < reference);
    return [
      {
        definition,
        value,
        lastYear: before,
        median: middle,
        low,
        percent: definition.aggregate.kind === 'rate',
      },
    ];
  });
}
