import { Decimal } from 'decimal.js';
import type { Aggregate, IndicatorDefinition } from '../cycle/template-definition';
import { addInto } from './tally';

/** Exact far beyond any sum of reports; kept apart from the library's shared configuration. */
const Exact = Decimal.clone({ precision: 60, toExpNeg: -40, toExpPos: 40 });

/**
 * What is kept of one indicator, such that it can be added up and taken away again exactly: amounts are decimal
 * strings (design 5, case 36). `count` is the number of reports that state it; for a rate, both of its parts.
 */
export interface IndicatorFigures {
  count: number;
  sum: string;
  /** Only for extremes: value → reports that state it. A least value alone could not be taken away again. */
  values?: Record<string, number>;
  /** Only for rates: Σ numerator and Σ denominator over the reports that state both. */
  numerator?: string;
  denominator?: string;
}

export type IndicatorTable = Record<string, IndicatorFigures>;

/** What is shown of an aggregated indicator (design 2.4). */
export interface IndicatorValue {
  aggregate: Aggregate['kind'];
  /** A decimal as text; null where no report states it, or the denominator is zero: missing is not zero. */
  value: string | null;
  contributing: number;
}

const text = (value: Decimal) => value.toString();

/** A number of JSON read as the decimal that was typed: 75.9, not 75.900000000000005684…. */
function typed(value: number | undefined): Decimal | null {
  return value === undefined || !Number.isFinite(value) ? null : new Exact(String(value));
}

/** What one approved report's indicators contribute; keys it does not state are absent. */
export function tableOf(
  definitions: readonly IndicatorDefinition[],
  values: Readonly<Record<string, number>>,
): IndicatorTable {
  const table: IndicatorTable = {};
  for (const { key, aggregate } of definitions) {
    if (aggregate.kind === 'rate') {
      const numerator = typed(values[aggregate.numerator]);
      const denominator = typed(values[aggregate.denominator]);
      if (!numerator || !denominator) continue;
      table[key] = { count: 1, sum: '0', numerator: text(numerator), denominator: text(denominator) };
      continue;
    }
    const value = typed(values[key]);
    if (!value) continue;
    const extreme = aggregate.kind === 'min' || aggregate.kind === 'max';
    table[key] = { count: 1, sum: text(value), ...(extreme ? { values: { [text(value)]: 1 } } : {}) };
  }
  return table;
}

/** Sums of one key while they are being added up; text is made once, at the end. */
class Running {
  private count = 0;
  private sum = new Exact(0);
  private numerator: Decimal | undefined;
  private denominator: Decimal | undefined;
  private values: Record<string, number> | undefined;

  add(figures: IndicatorFigures, sign: 1 | -1): void {
    this.count += sign * figures.count;
    this.sum = this.sum.plus(new Exact(figures.sum).times(sign));
    if (figures.numerator !== undefined)
      this.numerator = (this.numerator ?? new Exact(0)).plus(new Exact(figures.numerator).times(sign));
    if (figures.denominator !== undefined)
      this.denominator = (this.denominator ?? new Exact(0)).plus(new Exact(figures.denominator).times(sign));
    if (figures.values) {
      this.values ??= {};
      addInto(this.values, figures.values, sign);
    }
  }

  /** Undefined where nothing is left. */
  end(): IndicatorFigures | undefined {
    if (this.count === 0 && this.sum.isZero() && isNone(this.numerator) && isNone(this.denominator))
      return undefined;
    return {
      count: this.count,
      sum: text(this.sum),
      ...(this.values ? { values: this.values } : {}),
      ...(this.numerator ? { numerator: text(this.numerator) } : {}),
      ...(this.denominator ? { denominator: text(this.denominator) } : {}),
    };
  }
}

const isNone = (value: Decimal | undefined) => value === undefined || value.isZero();

/**
 * Adds up exactly, and takes away what is in `less`: associative and commutative, with `{}` as its neutral
 * element. A difference may hold negative counts; what comes to nothing is absent.
 */
export function mergeTables(
  parts: readonly IndicatorTable[],
  less: readonly IndicatorTable[] = [],
): IndicatorTable {
  const running = new Map<string, Running>();
  const add = (table: IndicatorTable, sign: 1 | -1) => {
    for (const [key, figures] of Object.entries(table)) {
      let known = running.get(key);
      if (!known) {
        known = new Running();
        running.set(key, known);
      }
      known.add(figures, sign);
    }
  };
  for (const part of parts) add(part, 1);
  for (const part of less) add(part, -1);
  const merged: IndicatorTable = {};
  for (const [key, figures] of running) {
    const ended = figures.end();
    if (ended) merged[key] = ended;
  }
  return merged;
}

function extremeOf(values: Record<string, number> | undefined, pick: 'min' | 'max'): string | null {
  const stated = Object.keys(values ?? {});
  return stated.length === 0 ? null : text(Exact[pick](...stated));
}

/** Places to which a quotient is rounded, half up; sums are exact. */
const quotientPlaces = 6;

function quotient(dividend: string, divisor: Decimal.Value): string | null {
  const by = new Exact(divisor);
  if (by.isZero()) return null;
  return text(new Exact(dividend).div(by).toDecimalPlaces(quotientPlaces, Decimal.ROUND_HALF_UP));
}

function shownValue(aggregate: Aggregate, figures: IndicatorFigures | undefined): string | null {
  if (!figures || figures.count === 0) return null;
  switch (aggregate.kind) {
    case 'sum':
      return figures.sum;
    case 'average':
      return quotient(figures.sum, figures.count);
    case 'min':
      return extremeOf(figures.values, 'min');
    case 'max':
      return extremeOf(figures.values, 'max');
    case 'rate':
      // Σ over Σ, never a mean of rates (design 5, case 34).
      return quotient(figures.numerator ?? '0', figures.denominator ?? '0');
    case 'none':
      return null;
  }
}

/** The indicators as they are shown, one entry per definition. */
export function indicatorValues(
  definitions: readonly IndicatorDefinition[],
  table: IndicatorTable,
): Record<string, IndicatorValue> {
  return Object.fromEntries(
    definitions.map(({ key, aggregate }) => [
      key,
      {
        aggregate: aggregate.kind,
        value: shownValue(aggregate, table[key]),
        contributing: table[key]?.count ?? 0,
      },
    ]),
  );
}
