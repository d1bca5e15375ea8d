import type { Period } from '../../checks/period';
import type { Unit } from './unit';

const longestTitle = 60;
const titles = 4;
const reportWord = '(?:总结|报告|汇报|述职|小结|情况|材料|工作|简报|月报|季报)';
const quarterTitle = new RegExp(`第?([一二三四1-4])季度[^,。;]{0,20}${reportWord}[^,。;]{0,6}$`);
const monthTitle = new RegExp(
  `(?<![\\d\\-—–至到~])(1[0-2]|[1-9])月份?(?!\\d{1,2}日)[^,。;\\d]{0,20}${reportWord}[^,。;]{0,6}$`,
);
/** 工作月报 with the month in a line of its own. */
const monthly = /月报(?:表|告)?(?:\(|$)|月度[^,。;]{0,12}(?:总结|报告|汇报|小结|情况)/;
const monthAlone = /^\(?(?:20\d\d年?度?)?[年.-]?(1[0-2]|0?[1-9])月份?\)?$/;

/** The time shorter than a year that a report is about; sums over the year are not its figures. */
export interface ShortPeriod {
  /** Fits the words for that time, without blanks and as a whole: 本季度, 三季度, 7-9月. */
  own: RegExp;
}

const numerals = ['一', '二', '三', '四'];
const span = '(?:-|—{1,2}|–|至|到|~)';

/** @param quarter 1 to 4 */
function ofQuarter(quarter: number): ShortPeriod {
  const last = quarter * 3;
  return {
    own: new RegExp(
      `^(?:本季度?|本期|第?(?:${quarter}|${numerals[quarter - 1]})季度|${last - 2}月?${span}${last}月份?)$`,
    ),
  };
}

/** @param month 1 to 12; null for a monthly report that does not say which */
function ofMonth(month: number | null): ShortPeriod {
  return { own: new RegExp(`^(?:本月份?|当月|本期${month === null ? '' : `|${month}月份?`})$`) };
}

/** The time of a cycle that lasts a quarter or a month; null for a year's and for none. */
export function shortPeriodOf(period: Period | null): ShortPeriod | null {
  if (period?.quarter !== undefined) return ofQuarter(period.quarter);
  return period?.month === undefined ? null : ofMonth(period.month);
}

/** The quarter or the month that the title in the units `first` to `last` names; null where it names neither. */
export function periodOfTitle(
  normal: string,
  units: readonly Unit[],
  first: number,
  last: number,
): ShortPeriod | null {
  const lines = units
    .slice(first, Math.min(last, first + titles))
    .filter(({ from, to, marker }) => marker === null && to - from < longestTitle)
    .map(({ from, to }) => normal.slice(from, to).trim());
  for (const line of lines) {
    const quarter = quarterTitle.exec(line)?.[1];
    if (quarter !== undefined) return ofQuarter(Number(quarter) || numerals.indexOf(quarter) + 1);
    const month = monthTitle.exec(line)?.[1];
    if (month !== undefined) return ofMonth(Number(month));
  }
  if (!lines.some((line) => monthly.test(line))) return null;
  const month = lines.map((line) => monthAlone.exec(line)?.[1]).find((found) => found !== undefined);
  return ofMonth(month === undefined ? null : Number(month));
}
