import type { Pairing } from './claim';
import type { Figure } from './figure';
import { type NamedPlace, valueInUnit } from './indicator-name';

/** A figure as the value of the indicator that a place names; null where it cannot be one. `doubt` lessens its sureness. */
export function toPairing(name: NamedPlace, figure: Figure, doubt: number): Pairing | null {
  const { definition } = name;
  const value = valueInUnit(figure.value, figure.unit, definition.unit);
  if (value === null || (definition.scale === 0 && !Number.isInteger(value))) return null;
  if (definition.min !== undefined && value < definition.min) return null;
  let confidence = (name.exact ? 0.95 : 0.9) - doubt;
  const same =
    figure.unit === definition.unit || /元$/.test(definition.unit) || /^[人名位]$/.test(figure.unit);
  if (!same) confidence -= 0.05;
  if (figure.upper !== undefined) confidence -= 0.2;
  if (figure.qualifier !== undefined && figure.qualifier !== '各') confidence -= 0.06;
  return { figure, definition, named: name, value, confidence };
}
