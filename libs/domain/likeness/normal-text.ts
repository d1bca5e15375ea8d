import { foldHan } from '../text/fold';

/**
 * A text reduced to what copying preserves: letters, digits and Han, in lower case and half width;
 * white space, punctuation and invisible characters are dropped. `offsets[i]` is where character i
 * (a UTF-16 unit) stands in the source.
 */
export interface NormalText {
  text: string;
  offsets: Uint32Array;
}

const wordCharacter = /[\p{L}\p{N}\p{Co}]/u;

/** Whether one UTF-16 unit counts; halves of surrogate pairs do, so that 𠮷 is kept whole. */
function counts(unit: number): boolean {
  if (unit >= 0x4e00 && unit <= 0x9fff) return true;
  if (unit < 0x80)
    return (unit >= 48 && unit <= 57) || (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90);
  if (unit >= 0xd800 && unit <= 0xdfff) return true;
  return wordCharacter.test(String.fromCharCode(unit));
}

/** Reduces a text for comparison; linear. Traditional characters and radicals count as the ordinary ones for them. */
export function normalise(written: string): NormalText {
  const source = foldHan(written);
  const units = new Uint16Array(source.length);
  const offsets = new Uint32Array(source.length);
  let length = 0;
  for (let at = 0; at < source.length; at += 1) {
    let unit = source.charCodeAt(at);
    if (unit >= 0xff01 && unit <= 0xff5e) unit -= 0xfee0;
    if (!counts(unit)) continue;
    if (unit >= 65 && unit <= 90) unit += 32;
    units[length] = unit;
    offsets[length] = at;
    length += 1;
  }
  let text = '';
  // In slices, because a call takes no more than some ten thousand arguments.
  for (let at = 0; at < length; at += 8192) {
    text += String.fromCharCode(...units.subarray(at, Math.min(length, at + 8192)));
  }
  return { text, offsets: offsets.slice(0, length) };
}
