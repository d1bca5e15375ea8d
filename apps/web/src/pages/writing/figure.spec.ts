import { readFigure } from './figure';

const value = (text: string, unit = '次') => {
  const read = readFigure(text, unit);
  return read.kind === 'figure' ? read.value : read.kind === 'refused' ? read.why : read.kind;
};

describe('a figure as people type it', () => {
  it.each([
    ['12', 12],
    ['１２', 12],
    [' 12 次 ', 12],
    ['１２次', 12],
    ['1,234.5', 1234.5],
    ['12.', 12],
    ['-3', -3],
    ['－3', -3],
    ['十二次', 12],
    ['一百零二', 102],
    ['两次', 2],
    ['', 'empty'],
  ])('%s', (text, expected) => expect(value(text)).toBe(expected));

  it.each([
    ['75.9万元', '万元', 75.9],
    ['75.9', '万元', 75.9],
    ['75.9万', '万元', 75.9],
    ['759000元', '万元', 75.9],
    ['1.2亿元', '万元', 12000],
    ['75.9万元', '元', 759000],
    ['75.9万', '元', 759000],
    ['98.5％', '%', 98.5],
  ])('%s where the unit is %s', (text, unit, expected) => expect(value(text, unit)).toBe(expected));

  it.each([
    ['约30', 'about'],
    ['30余次', 'about'],
    ['近百', 'about'],
    ['12人', 'unit'],
    ['12次会', 'unit'],
    ['1,2', 'number'],
    ['12-13', 'unit'],
    ['二三', 'number'],
    ['若干', 'number'],
    ['1.2.3', 'number'],
  ])('refuses %s', (text, expected) => expect(value(text)).toBe(expected));
});
