/** What a person typed for an indicator, as it was understood. */
export type Figure =
  | { kind: 'empty' }
  | { kind: 'figure'; value: number }
  /** `about`: 约30 is no exact number; `unit`: another unit than the indicator's; `number`: no number at all. */
  | { kind: 'refused'; why: 'about' | 'unit' | 'number' };

const about = /约|近|左右|上下|大概|余|多|以上|以下|不到|超过|[~～≈><]/;
const digits: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const places: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };
const chinese = /^[零〇一二两三四五六七八九十百千]+/;
const arabic = /^-?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?/;
/** Powers of ten that may stand before a unit: 万元, 亿元, 千克. */
const powers: Record<string, number> = { 百: 2, 千: 3, 万: 4, 百万: 6, 千万: 7, 亿: 8 };

function fromChinese(text: string): number | null {
  let sum = 0;
  let digit: number | null = null;
  for (const character of text) {
    const place = places[character];
    if (place !== undefined) {
      sum += (digit ?? 1) * place;
      digit = null;
      continue;
    }
    // 二三 is a span and 一二〇 a way to write years: neither is a count that could be taken for sure.
    if (digit !== null && digit !== 0) return null;
    digit = digits[character] ?? 0;
  }
  return sum + (digit ?? 0);
}

/** 万元 as its power of ten and the bare unit; a unit that is but a power, such as 千, stays whole. */
function splitUnit(unit: string): { power: number; bare: string } {
  const [prefix] = Object.keys(powers)
    .filter((name) => unit.startsWith(name) && unit.length > name.length)
    .sort((a, b) => b.length - a.length);
  return prefix ? { power: powers[prefix] ?? 0, bare: unit.slice(prefix.length) } : { power: 0, bare: unit };
}

/** How many powers of ten `written` lies above `unit`; null where it is another unit. */
function powerBetween(written: string, unit: string): number | null {
  if (written === '' || written === unit) return 0;
  const wanted = splitUnit(unit);
  const given = splitUnit(written);
  if (given.bare === wanted.bare) return given.power - wanted.power;
  // 75.9万, with the unit left out.
  const power = powers[written];
  if (power === undefined) return null;
  return power === wanted.power ? 0 : power - wanted.power;
}

/**
 * Reads a number as people type it: with its unit (12次, 75.9万元 for 元 or 万元), in full width, with thousands
 * commas, or in Chinese (十二). What is no exact number of the indicator's unit is refused, never guessed.
 */
export function readFigure(text: string, unit: string): Figure {
  const plain = text.normalize('NFKC').replaceAll('\u2212', '-').replace(/\s/g, '');
  if (plain === '') return { kind: 'empty' };
  if (about.test(plain)) return { kind: 'refused', why: 'about' };
  const number = arabic.exec(plain)?.[0] ?? '';
  const written = /\d/.test(number) ? number : (chinese.exec(plain)?.[0] ?? '');
  const value = /\d/.test(written) ? written.replaceAll(',', '') : fromChinese(written);
  if (written === '' || value === null) return { kind: 'refused', why: 'number' };
  const rest = plain.slice(written.length);
  if (/^[\d.,]/.test(rest)) return { kind: 'refused', why: 'number' };
  const power = powerBetween(rest, unit.normalize('NFKC'));
  if (power === null) return { kind: 'refused', why: 'unit' };
  // By the decimal notation, which moves the point without rounding: 75.9 * 10000 is not 759000.
  return { kind: 'figure', value: Number(`${String(value).replace(/\.$/, '')}e${power}`) };
}
