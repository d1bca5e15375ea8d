import fc from 'fast-check';
import { numeralPattern, parseNumeral } from './numeral';

describe('parseNumeral', () => {
  it.each([
    ['12', 12],
    ['１２', 12],
    ['1,500', 1500],
    ['1，500', 1500],
    ['75.9', 75.9],
    ['75.9万', 759000],
    ['１．５万', 15000],
    ['3百', 300],
    ['2千万', 20000000],
    ['十', 10],
    ['十二', 12],
    ['二十', 20],
    ['一百零五', 105],
    ['两百', 200],
    ['一百二', 120],
    ['一百二十', 120],
    ['一千二百零三', 1203],
    ['一万二', 12000],
    ['一万零二', 10002],
    ['三亿', 3e8],
    ['一万亿', 1e12],
    ['二〇二五', 2025],
    ['二点五', 2.5],
    ['零', 0],
    ['两', 2],
    ['壹佰', 100],
    ['廿四', 24],
    ['卅', 30],
  ])('reads %s as %d', (text, value) => {
    expect(parseNumeral(text)).toBe(value);
  });

  it.each(['', '次', '12次', '百', '万', '一十百', '23.3.1', '1,50', '二点', 'XX', '多'])(
    'refuses %s',
    (text) => {
      expect(parseNumeral(text)).toBeNull();
    },
  );

  it('matches what it reads', () => {
    const whole = new RegExp(`^(?:${numeralPattern})$`);
    for (const text of ['12', '1,500', '75.9万', '十二', '两百', '一千二百零三', '二〇二五'])
      expect(text).toMatch(whole);
  });

  it('reads every number up to 99,999,999 from its Chinese name', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (value) => parseNumeral(chinese(value)) === value),
    );
  });
});

function chinese(value: number): string {
  if (value >= 10_000) {
    const rest = value % 10_000;
    const gap = rest > 0 && rest < 1000 ? '零' : '';
    return `${chinese(Math.floor(value / 10_000))}万${rest === 0 ? '' : gap + chinese(rest)}`;
  }
  const names = '零一二三四五六七八九';
  if (value < 10) return names.charAt(value);
  const units: Array<[number, string]> = [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
  ];
  for (const [size, name] of units) {
    if (value < size) continue;
    const rest = value % size;
    const gap = rest > 0 && rest < size / 10 ? '零' : '';
    return `${names.charAt(Math.floor(value / size))}${name}${rest === 0 ? '' : gap + chinese(rest)}`;
  }
  return '';
}
