import type { IndicatorDefinition } from '../cycle/template-definition';
import { toHalfWidth } from './normal-text';

/** A place where prose names an indicator. `exact`: by its own name, not by an alias. */
export interface NamedPlace {
  definition: IndicatorDefinition;
  exact: boolean;
  from: number;
  to: number;
}

/** Finds the names and aliases of a template's indicators; computed rates are left out. */
export class IndicatorNames {
  private readonly known = new Map<string, { definition: IndicatorDefinition; exact: boolean }>();
  private readonly expression: RegExp | null;

  constructor(definitions: IndicatorDefinition[]) {
    for (const definition of definitions) {
      if (definition.aggregate.kind === 'rate') continue;
      [definition.name, ...definition.aliases].forEach((name, index) => {
        const wording = toHalfWidth(name).trim();
        if (wording.length >= 2 && !this.known.has(wording)) {
          this.known.set(wording, { definition, exact: index === 0 });
        }
      });
    }
    const wordings = [...this.known.keys()].sort((a, b) => b.length - a.length);
    this.expression =
      wordings.length === 0
        ? null
        : new RegExp(wordings.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g');
  }

  /** Places in the stretch `[from, to)` of a half-width text, longest names first at one place. */
  find(normal: string, from: number, to: number): NamedPlace[] {
    if (this.expression === null) return [];
    return [...normal.slice(from, to).matchAll(this.expression)].map((match) => ({
      ...this.known.get(match[0])!,
      from: from + match.index,
      to: from + match.index + match[0].length,
    }));
  }
}

/** Units that count the same things in this kind of prose. */
const kin: string[][] = [
  ['次', '场', '场次', '回', '期', '讲', '节', '堂', '余次'],
  ['节', '堂', '次', '场', '课时'],
  ['人', '名', '位'],
  ['份', '人', '名', '位', '封'],
  ['个', '条', '项', '处', '件'],
  ['条', '项', '个', '件'],
  ['篇', '份', '件'],
];
const money: Record<string, number> = { 元: -4, 千元: -1, 万元: 0, 亿元: 4 };

/**
 * A figure's value in the indicator's unit, or null where the units do not fit. Money is converted by
 * shifting the decimal point, so that 759000元 is exactly 75.9万元.
 */
export function valueInUnit(value: number, unit: string, wanted: string): number | null {
  if (unit === wanted || (unit === '' && wanted === '')) return value;
  const [have, want] = [money[unit], money[wanted]];
  if (have !== undefined && want !== undefined) return Number(`${value}e${have - want}`);
  return kin.some((group) => group[0] === wanted && group.includes(unit)) ? value : null;
}
