import { doubts } from './doubt';
import type { Cell } from './table';

/** Number formats that Excel knows by number, as far as they are dates or times. */
const isBuiltinDate = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
/** Digits that a number of a spreadsheet keeps. */
const mostDigits = 15;

export type NumberFormat = { kind: 'plain' } | { kind: 'date' } | { kind: 'digits'; pattern: string };

/** What a format does to whole numbers: shows a date, puts digits into places, or leaves them as they are. */
export function numberFormat(id: number, code: string | undefined): NumberFormat {
  if (code === undefined) return isBuiltinDate(id) ? { kind: 'date' } : { kind: 'plain' };
  // Excel allows 255 characters.
  if (code.length > 255) return { kind: 'plain' };
  const [positive = ''] = code.split(';');
  // Colours, conditions and countries stand in brackets; quoted and escaped characters are shown as they are.
  const bare = positive.replace(/\[[^\]]*\]/g, '').replace(/"[^"]*"|\\./g, '');
  if (/general|@/i.test(bare)) return { kind: 'plain' };
  if (/[ymdhs]/i.test(bare)) return { kind: 'date' };
  // What groups or divides digits says how large a number is; what only places them belongs to a code.
  return bare.includes('0') && !/[.,%E/]/i.test(bare) && positive !== '0'
    ? { kind: 'digits', pattern: positive.replace(/\[[^\]]*\]/g, '') }
    : { kind: 'plain' };
}

/** A number as the spreadsheet shows it, digit by digit: 101 under 000000 is 000101. */
export function numberCell(raw: string, format: NumberFormat, firstDay: FirstDay): Cell {
  const digits = wholeNumber(raw);
  if (format.kind === 'date') {
    const dated = dayOf(Number(raw), firstDay);
    return { text: raw, doubt: doubts.date(dated.day ?? raw), ...dated };
  }
  if (digits === null) return { text: raw };
  if (digits.replace(/^-?0*/, '').length > mostDigits)
    return { text: digits, doubt: doubts.precision(digits) };
  return { text: format.kind === 'digits' ? inPlaces(digits, format.pattern) : digits };
}

/** What a workbook counts its days from: 1899-12-30 is day 0, as it counts a leap day of 1900 that never was, or 1904-01-01. */
export type FirstDay = '1899-12-30' | '1904-01-01';

const dayMilliseconds = 86_400_000;
/** The year 9999, where spreadsheets end. */
const lastDay = 2_958_465;

/** The day of a date; nothing for times of no day. */
function dayOf(serial: number, firstDay: FirstDay): Pick<Cell, 'day'> {
  // Before March 1900 the days of a spreadsheet are one off.
  if (!(serial >= 61 && serial <= lastDay)) return {};
  const at = new Date(Date.parse(`${firstDay}T00:00:00Z`) + Math.floor(serial) * dayMilliseconds);
  return { day: at.toISOString().slice(0, 10) };
}

/** The digits of a whole number, also of one written with an exponent; null for anything else. */
function wholeNumber(raw: string): string | null {
  const match = /^(-?)(\d+)(?:\.(\d*))?(?:E([+-]?\d{1,3}))?$/i.exec(raw.trim());
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const places = Number(exponent);
  if (places < 0 || places > 40) return null;
  const [, moved = '', rest = ''] =
    new RegExp(`^(\\d{${places}})(\\d*)$`).exec(fraction.padEnd(places, '0')) ?? [];
  if (/[1-9]/.test(rest)) return null;
  return sign + (whole + moved).replace(/^0+(?=\d)/, '');
}

/** Fills the places of a format from behind; what has no place goes before the first. */
function inPlaces(digits: string, pattern: string): string {
  const tokens = pattern.match(/"[^"]*"|\\.|_.|\*.|./gsu) ?? [];
  const first = tokens.findIndex((token) => /^[0#?]$/.test(token));
  const left = [...digits.replace('-', '')];
  const shown = tokens.map(() => '');
  for (let at = tokens.length - 1; at >= 0; at -= 1) {
    const token = tokens[at]!;
    if (/^[0#?]$/.test(token)) {
      shown[at] = left.pop() ?? (token === '0' ? '0' : '');
      if (at === first) shown[at] = left.join('') + shown[at];
    } else if (/^[_*]/.test(token)) shown[at] = '';
    else shown[at] = token.replace(/^"(.*)"$|^\\(.)$/su, '$1$2');
  }
  return (digits.startsWith('-') ? '-' : '') + shown.join('');
}
