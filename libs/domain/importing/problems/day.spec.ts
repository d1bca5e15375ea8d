import { readDay } from './day';
import { limitIn } from './problem-field';

describe('the day of a time limit', () => {
  it.each([
    ['２０２７年４月底前完成', '2027-04-30'],
    ['２０２７年４月３日前拿出方案', '2027-04-03'],
    ['二〇二七年五月底前完成', '2027-05-31'],
    ['二○二七年五月十二日前完成', '2027-05-12'],
    ['二零二七年五月前', '2027-05-31'],
    ['２０２７－０５－１２前完成', '2027-05-12'],
    ['五月底前完成', '2026-05-31'],
  ])('%s', (words, day) => {
    expect(readDay(words, 2026)).toBe(day);
    expect(readDay(limitIn(`建立台账。${words}，责任人：何静。`), 2026)).toBe(day);
  });
});
