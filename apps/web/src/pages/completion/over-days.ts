import type { TFunction } from 'i18next';
import { dayText } from '../../time/date-text';
import { token } from './chart';

export const font = { fontSize: 12, fontFamily: token('--font-ui') };

/** What every chart of steps over days has alike: its axis of days and what is told of a day. */
export function overDays(t: TFunction, { days }: { /** About so many days are named. */ days: number }) {
  const line = token('--line-strong');
  return {
    animation: false,
    tooltip: {
      trigger: 'axis',
      backgroundColor: token('--bg-pop'),
      borderColor: line,
      textStyle: { color: token('--ink-1'), fontSize: 13 },
    },
    xAxis: {
      type: 'time',
      axisLine: { lineStyle: { color: line } },
      axisTick: { show: false },
      splitLine: { show: false },
      splitNumber: days,
      axisLabel: {
        color: token('--ink-3'),
        ...font,
        hideOverlap: true,
        formatter: (value: number) => dayText(t, value, value),
      },
    },
  };
}

/** One line of steps, named at its end with its last value. */
export function steps(
  name: string,
  points: Array<[day: string, value: number]>,
  { color, type }: { color: string; type: 'solid' | 'dashed' },
) {
  return {
    type: 'line',
    step: 'end',
    symbol: 'none',
    name,
    data: points,
    lineStyle: { color, width: 2, type },
    itemStyle: { color },
    endLabel: {
      show: true,
      formatter: `${name}${points.at(-1)?.[1] ?? 0}`,
      color,
      fontWeight: 600,
      ...font,
    },
  };
}
