import type { IndicatorDefinition } from '../../api/contract';
import { readFigure } from './figure';

export interface BigChange {
  key: string;
  name: string;
  unit: string;
  before: number;
  now: number;
}

/** Twice or half of last year's, and more than small counts move by themselves. */
const factor = 2;
const least = 10;

/** Figures that a reviewer will ask about: so far from last year's that a word of explanation saves a return. */
export function bigChanges(
  values: Record<string, string>,
  lastYear: Record<string, number> | null | undefined,
  indicators: IndicatorDefinition[],
): BigChange[] {
  if (!lastYear) return [];
  return indicators.flatMap(({ key, name, unit }) => {
    const read = readFigure(values[key] ?? '', unit);
    const before = lastYear[key];
    if (read.kind !== 'figure' || before === undefined) return [];
    const now = read.value;
    const [low, high] = [Math.min(now, before), Math.max(now, before)];
    return high - low >= least && high >= low * factor ? [{ key, name, unit, before, now }] : [];
  });
}
