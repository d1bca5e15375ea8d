const ones = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const stems = '甲乙丙丁戊己庚辛壬癸';

/** 1 to 99 as 一, 十二, 二十; other numbers in digits. */
export function toChinese(value: number): string {
  if (value < 1 || value > 99) return String(value);
  const tens = Math.floor(value / 10);
  return `${tens > 1 ? ones[tens] : ''}${tens > 0 ? '十' : ''}${ones[value % 10]}`;
}

function toLetters(value: number, first: string): string {
  const letter = String.fromCharCode(first.charCodeAt(0) + ((value - 1) % 26));
  return letter.repeat(Math.min(5, Math.ceil(value / 26)));
}

function toRoman(value: number): string {
  const steps: Array<[number, string]> = [
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ];
  let rest = Math.min(value, 399);
  let roman = '';
  for (const [worth, sign] of steps) {
    while (rest >= worth) {
      roman += sign;
      rest -= worth;
    }
  }
  return roman;
}

/** A number as Word's `w:numFmt` writes it; bullets and `none` write nothing. */
export function formatNumber(value: number, format: string): string {
  if (format === 'none' || format === 'bullet') return '';
  if (/^decimalEnclosedCircle/.test(format)) return enclosed(value, 0x2460);
  if (format === 'decimalEnclosedFullstop') return enclosed(value, 0x2488);
  if (format === 'decimalEnclosedParen') return enclosed(value, 0x2474);
  if (format === 'ideographTraditional') return stems.charAt(value - 1) || String(value);
  if (
    /^(?:chinese|japanese|taiwanese)(?:Counting|Digital)|^ideograph(?:Digital|EnclosedCircle)/.test(format)
  ) {
    return toChinese(value);
  }
  if (/^(?:lower|upper)Letter$/.test(format)) return toLetters(value, format === 'lowerLetter' ? 'a' : 'A');
  if (format === 'upperRoman') return toRoman(value);
  if (format === 'lowerRoman') return toRoman(value).toLowerCase();
  return String(value);
}

function enclosed(value: number, first: number): string {
  return value >= 1 && value <= 20 ? String.fromCharCode(first + value - 1) : String(value);
}
