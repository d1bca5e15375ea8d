import { ordinaryOf } from './compatibility';
import { simplifiedOf } from './traditional';

/** Line ends of every origin: VT, FF, NEL and Unicode's separators as well as CR and LF. */
export const lineEnds = '\\n\\r\\v\\f\\u0085\\u2028\\u2029';

/** One code unit for one, for every unit of UTF-16; what is not named stays as it is. */
type Fold = Uint16Array;

function identity(): Fold {
  return Uint16Array.from({ length: 0x10000 }, (_, code) => code);
}

function foldingHan(): Fold {
  const fold = identity();
  for (const [code, simplified] of simplifiedOf) fold[code] = simplified;
  for (const [code, ordinary] of ordinaryOf) fold[code] = simplifiedOf.get(ordinary) ?? ordinary;
  return fold;
}

/** Signs whose plain form neither arithmetic nor Unicode's mapping gives one for one. */
const signs: ReadonlyArray<[from: string, to: string]> = [
  ['\u3000\u00A0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u202F\u205F', ' '],
  ['\u2236\uFE30\uFE55', ':'],
  ['\uFE6A', '%'],
  ['\u301C\u223C\uFE4B', '~'],
  ['\u30FB\uFF65\u2027\u2022\u2219', '·'],
];

function foldingEverything(han: Fold): Fold {
  const fold = han.slice();
  for (let code = 0xff01; code <= 0xff5e; code += 1) fold[code] = code - 0xfee0;
  for (let code = 0xfe50; code <= 0xff64; code += 1) {
    const plain = String.fromCharCode(code).normalize('NFKC');
    if ((code <= 0xfe6b || code >= 0xff61) && plain.length === 1) fold[code] = plain.charCodeAt(0);
  }
  // NEL ends a line.
  fold[0x85] = 10;
  for (const [from, to] of signs) for (const sign of from) fold[sign.charCodeAt(0)] = to.charCodeAt(0);
  return fold;
}

const han = foldingHan();
const everything = foldingEverything(han);

function folded(text: string, fold: Fold): string {
  let first = 0;
  while (first < text.length && fold[text.charCodeAt(first)] === text.charCodeAt(first)) first += 1;
  if (first === text.length) return text;
  const units = new Uint16Array(text.length);
  for (let at = 0; at < text.length; at += 1) units[at] = fold[text.charCodeAt(at)]!;
  return fromUnits(units);
}

/** A string of UTF-16 units; in slices, because a call takes no more than some ten thousand arguments. */
export function fromUnits(units: Uint16Array): string {
  let text = '';
  for (let at = 0; at < units.length; at += 8192) {
    const slice = units.subarray(at, Math.min(units.length, at + 8192));
    // Spread would read the slice by its iterator, ten times slower.
    text += String.fromCharCode.apply(null, slice as unknown as number[]);
  }
  return text;
}

/**
 * The text as recognition reads it: half-width signs, one kind of blank, simplified and ordinary characters; one code
 * unit for one, so that an offset into the result is an offset into the source. What a user sees is always cut from
 * the source.
 */
export function foldText(text: string): string {
  return folded(text, everything);
}

/** The same for characters alone: radicals, compatibility forms and traditional characters, while signs keep their width. */
export function foldHan(text: string): string {
  return folded(text, han);
}

/** The ordinary, simplified character for a radical or a compatibility form; null for every other character. */
export function ordinaryCharacter(character: string): string | null {
  const code = character.charCodeAt(0);
  return ordinaryOf.has(code) ? String.fromCharCode(han[code]!) : null;
}

/**
 * White space that may stay outside every span. Zero-width and byte-order marks are no blanks: not everybody counts
 * them so.
 */
const blanks = new Set([9, 10, 11, 12, 13, 32, 0x85, 0xa0, 0x2028, 0x2029, 0x3000]);

export function isBlankAt(text: string, at: number): boolean {
  return blanks.has(text.charCodeAt(at));
}
