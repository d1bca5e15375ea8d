const stems = '甲乙丙丁戊己庚辛壬癸';
const branches = '子丑寅卯辰巳午未申酉戌亥';
const plainDigits = '〇一二三四五六七八九';
const plain = { zero: '零', digits: '零一二三四五六七八九', places: ['', '十', '百', '千'], myriad: '万' };
const legalSimplified = {
  ...plain,
  digits: '零壹贰叁肆伍陆柒捌玖',
  places: ['', '拾', '佰', '仟'],
};
const legalTraditional = {
  ...plain,
  digits: '零壹貳參肆伍陸柒捌玖',
  places: ['', '拾', '佰', '仟'],
  myriad: '萬',
};

/** 1 to 99999 as 一, 十二, 二十, 一百零一; other numbers in digits. */
export function toChinese(value: number, style: typeof plain = plain): string {
  if (value < 1 || value > 99_999 || !Number.isInteger(value)) return String(value);
  if (value >= 10_000) {
    const rest = value % 10_000;
    const gap = rest > 0 && rest < 1000 ? style.zero : '';
    return `${style.digits.charAt(Math.floor(value / 10_000))}${style.myriad}${gap}${rest > 0 ? toChinese(rest, style) : ''}`;
  }
  let text = '';
  for (const [index, character] of [...String(value)].entries()) {
    const place = String(value).length - 1 - index;
    if (character !== '0') text += style.digits.charAt(Number(character)) + (style.places[place] ?? '');
    else if (Number(String(value).slice(index)) > 0 && !text.endsWith(style.zero)) text += style.zero;
  }
  return style === plain ? text.replace(/^一十/, '十') : text;
}

function toLetters(value: number, first: string): string {
  const letter = String.fromCharCode(first.charCodeAt(0) + ((value - 1) % 26));
  return letter.repeat(Math.min(5, Math.ceil(value / 26)));
}

const romanSteps: Array<[number, string]> = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
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

function toRoman(value: number): string {
  let rest = Math.min(value, 3999);
  let roman = '';
  for (const [worth, sign] of romanSteps) {
    while (rest >= worth) {
      roman += sign;
      rest -= worth;
    }
  }
  return roman;
}

/** ① to ㊿, in the three blocks that Unicode keeps them in. */
function circled(value: number): string {
  if (value === 0) return '⓪';
  const block = ([20, 35, 50] as const).findIndex((last) => value <= last);
  const from = ([0x2460, 0x3251 - 20, 0x32b1 - 35] as const)[block];
  return value < 1 || from === undefined ? String(value) : String.fromCharCode(from + value - 1);
}

function enclosed(value: number, first: number): string {
  return value >= 1 && value <= 20 ? String.fromCharCode(first + value - 1) : String(value);
}

const replacedDigits = (value: number, digits: string) =>
  String(value).replace(/\d/g, (digit) => digits.charAt(Number(digit)));

const formats: Array<[RegExp, (value: number) => string]> = [
  [/^(?:none|bullet)$/, () => ''],
  [/^decimalEnclosedCircle/, circled],
  [/^decimalEnclosedFullstop$/, (value) => enclosed(value, 0x2488)],
  [/^decimalEnclosedParen$/, (value) => enclosed(value, 0x2474)],
  [/^decimalZero$/, (value) => String(value).padStart(2, '0')],
  [/^decimalFullWidth/, (value) => replacedDigits(value, '０１２３４５６７８９')],
  [/^numberInDash$/, (value) => `- ${value} -`],
  [/^ideographTraditional$/, (value) => stems.charAt(value - 1) || String(value)],
  [/^ideographZodiac$/, (value) => branches.charAt(value - 1) || String(value)],
  [/^chineseLegalSimplified$/, (value) => toChinese(value, legalSimplified)],
  [/^ideographLegalTraditional$/, (value) => toChinese(value, legalTraditional)],
  [
    /^(?:ideograph|japanese|taiwanese|korean)Digital/,
    (value) => (value > 10 ? replacedDigits(value, plainDigits) : toChinese(value)),
  ],
  [/^(?:chinese|japanese|taiwanese)Counting|^ideographEnclosedCircle$/, (value) => toChinese(value)],
  [/^lowerLetter$/, (value) => toLetters(value, 'a')],
  [/^upperLetter$/, (value) => toLetters(value, 'A')],
  [/^upperRoman$/, toRoman],
  [/^lowerRoman$/, (value) => toRoman(value).toLowerCase()],
];

/** A number as Word's `w:numFmt` writes it; bullets and `none` write nothing. */
export function formatNumber(value: number, format: string): string {
  const write = formats.find(([pattern]) => pattern.test(format))?.[1];
  return write === undefined ? String(value) : write(value);
}
