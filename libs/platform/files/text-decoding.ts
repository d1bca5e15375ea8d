import { problem } from '@domain/problems';
import { foldHan } from '@domain/text/fold';
import { analyse } from 'chardet';
import { decode, encode } from 'iconv-lite';

/** Encodings of one family that GB18030 reads as well. */
const chineseSimplified = new Set(['GB18030', 'GBK', 'GB2312', 'ISO-2022-CN', 'EUC-CN']);
const sampleBytes = 256 * 1024;
/**
 * Share of the bytes beyond ASCII that stand in whole UTF-8 sequences of three bytes or more, as Chinese has them, above
 * which a file means UTF-8. Two bytes may be a character of GBK as well.
 */
const meantAsUtf8 = 0.6;
/** What two bytes of UTF-8 stand for, as words; a lone sign (× · é) is not taken for GBK. */
const foreignLetters = /[\u0080-\u07FF]{2,}/;
const chineseLetters = /[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF]+/;

export interface DecodedText {
  text: string;
  /** As a media type names it. */
  charset: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';
}

/**
 * The text of a file without a format: UTF-8 or UTF-16 by their marks, UTF-8 where every byte is, UTF-16 without
 * a mark by its zero bytes, else GB18030. Never guesses characters.
 * @throws import_broken_encoding for damaged UTF-8 and UTF-16; import_ambiguous_encoding for bytes that are sound,
 * and say something else, in UTF-8 and in GB18030; import_unknown_encoding for anything that is none of these
 */
export function decodeText(bytes: Buffer): DecodedText {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf]))
    return { text: fromUtf8(bytes.subarray(3), 3), charset: 'utf-8' };
  if (startsWith(bytes, [0xff, 0xfe])) return fromUtf16(bytes.subarray(2), 'utf-16le');
  if (startsWith(bytes, [0xfe, 0xff])) return fromUtf16(bytes.subarray(2), 'utf-16be');
  const utf16 = guessUtf16(bytes);
  if (utf16 !== null) return fromUtf16(bytes, utf16);
  const { broken, share } = checkUtf8(bytes);
  if (broken === null) return { text: unambiguous(bytes), charset: 'utf-8' };
  if (share >= meantAsUtf8) throw brokenUtf8(broken);
  return { text: fromGb18030(bytes), charset: 'gb18030' };
}

/**
 * Two Chinese characters of GBK can be the bytes of Latin, Greek or Arabic letters of UTF-8, and nobody can tell
 * which was meant. One Chinese character of UTF-8 anywhere tells: as GBK it would make no sense.
 */
function unambiguous(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  if (!foreignLetters.test(text) || chineseLetters.test(text)) return text;
  const other = decode(bytes, 'gb18030');
  const odd = foreignLetters.exec(text)?.[0] ?? '';
  const chinese = chineseLetters.exec(other)?.[0];
  if (chinese === undefined || other.includes('\uFFFD')) return text;
  throw problem('import_ambiguous_encoding', { first: odd, second: chinese });
}

function startsWith(bytes: Buffer, mark: number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

function fromUtf8(bytes: Buffer, skipped: number): string {
  const { broken } = checkUtf8(bytes);
  if (broken !== null) throw brokenUtf8(broken + skipped);
  return bytes.toString('utf8');
}

function brokenUtf8(offset: number) {
  return problem('import_broken_encoding', { encoding: 'UTF-8', offset: offset + 1 });
}

function fromUtf16(bytes: Buffer, charset: 'utf-16le' | 'utf-16be'): DecodedText {
  if (bytes.length % 2 === 1) {
    throw problem('import_broken_encoding', { encoding: 'UTF-16', offset: bytes.length });
  }
  return { text: decode(bytes, charset, { stripBOM: false }), charset };
}

/** Text without a mark in UTF-16 shows its line feeds and digits as bytes next to a zero. */
function guessUtf16(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, sampleBytes);
  if (bytes.length < 4 || bytes.length % 2 === 1 || !sample.includes(0)) return null;
  let [low, high] = [0, 0];
  for (let at = 0; at + 1 < sample.length; at += 2) {
    const [first, second] = [sample[at]!, sample[at + 1]!];
    if (second === 0 && first !== 0 && first < 0x80) low += 1;
    if (first === 0 && second !== 0 && second < 0x80) high += 1;
  }
  // 一 and the ideographic space hold a zero byte as well, on the other side.
  if (low > 2 * high) return 'utf-16le';
  return high > 2 * low ? 'utf-16be' : null;
}

function fromGb18030(bytes: Buffer): string {
  const guesses = analyse(bytes.subarray(0, sampleBytes));
  const best = guesses[0];
  const chinese = guesses.find((guess) => chineseSimplified.has(guess.name));
  // Short texts are told apart badly: Chinese is believed unless something else is clearly likelier.
  if (chinese === undefined || (best !== undefined && best.confidence - chinese.confidence > 40)) {
    throw problem('import_unknown_encoding');
  }
  const text = decode(bytes, 'gb18030');
  if (text.includes('\uFFFD') || isRatherBig5(bytes)) throw problem('import_unknown_encoding');
  return text;
}

/** Bytes of Big5 are sound in GB18030 as well, and make characters that nobody writes. */
function isRatherBig5(bytes: Buffer): boolean {
  const sample = bytes.subarray(0, 4096);
  return commonShare(decode(sample, 'big5')) > commonShare(decode(sample, 'gb18030')) + 0.25;
}

/** Share of a text beyond ASCII that is usual: signs, and traditional or simplified characters of GB2312's first level. */
function commonShare(text: string): number {
  const beyond = foldHan(text).match(/[^\0-\x7F]/gu) ?? [];
  const common = beyond.filter((character) => {
    const [lead = 0, trail = 0] = encode(character, 'gb18030');
    return trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xd7) || lead === 0xa1 || lead === 0xa3);
  });
  return beyond.length === 0 ? 0 : common.length / beyond.length;
}

/** Where UTF-8 first breaks, and the share of the bytes beyond ASCII that stand in whole sequences of three or more. */
function checkUtf8(bytes: Buffer): { broken: number | null; share: number } {
  let [broken, whole, beyond]: [number | null, number, number] = [null, 0, 0];
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (bytes[at]! >= 0x80) beyond += Math.max(1, length);
    if (length === 0) {
      broken ??= at;
      at += 1;
    } else {
      if (length > 2) whole += length;
      at += length;
    }
  }
  return { broken, share: beyond === 0 ? 1 : whole / beyond };
}

/** Length of the well-formed UTF-8 sequence at `at`, 0 where there is none (Unicode, table 3-7). */
function sequenceLength(bytes: Buffer, at: number): number {
  const lead = bytes[at]!;
  if (lead < 0x80) return 1;
  const next = bytes[at + 1] ?? 0;
  if (lead >= 0xc2 && lead <= 0xdf) return continues(next) ? 2 : 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    const fits = (lead !== 0xe0 || next >= 0xa0) && (lead !== 0xed || next < 0xa0);
    return fits && continues(next) && continues(bytes[at + 2] ?? 0) ? 3 : 0;
  }
  if (lead < 0xf0 || lead > 0xf4) return 0;
  const fits = (lead !== 0xf0 || next >= 0x90) && (lead !== 0xf4 || next < 0x90);
  return fits && continues(next) && continues(bytes[at + 2] ?? 0) && continues(bytes[at + 3] ?? 0) ? 4 : 0;
}

function continues(byte: number): boolean {
  return byte >= 0x80 && byte < 0xc0;
}
