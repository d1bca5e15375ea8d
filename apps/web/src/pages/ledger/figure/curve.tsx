import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CurveDay } from '../../../api/ledger-batch';
import { useColorMode } from '../../../theme/use-color-mode';
import { dateText, dayText } from '../../../time/date-text';
import { Chart, token } from '../../completion/chart';

const font = { fontSize: 12, fontFamily: token('--font-ui') };
const unsettled = ({ counts }: CurveDay) => counts.assigned + counts.open + counts.in_verification;
const settled = ({ counts }: CurveDay) => counts.closed + counts.sustained;

/** What stood open and what was settled at the end of each day; a line marks the day that is shown. */
export default function Curve({ days, day }: { days: CurveDay[]; day: string }) {
  const { t } = useTranslation(['batch', 'ledger']);
  const mode = useColorMode();
  const option = useMemo(() => {
    const ink = token('--ink-1');
    const line = token('--line-strong');
    const series = (word: string, value: (one: CurveDay) => number, color: string, type: string) => ({
      type: 'line',
      step: 'end',
      symbol: 'none',
      name: word,
      data: days.map((one) => [one.day, value(one)]),
      lineStyle: { color, width: 2, type },
      itemStyle: { color },
      endLabel: {
        show: true,
        formatter: `${word}${value(days.at(-1) as CurveDay)}`,
        color,
        fontWeight: 600,
        ...font,
      },
      labelLayout: { moveOverlap: 'shiftY' },
    });
    return {
      mode,
      animation: false,
      grid: { left: 8, right: 78, top: 12, bottom: 22 },
      tooltip: {
        trigger: 'axis',
        backgroundColor: token('--bg-pop'),
        borderColor: line,
        textStyle: { color: ink, fontSize: 13 },
      },
      xAxis: {
        type: 'time',
        axisLine: { lineStyle: { color: line } },
        axisTick: { show: false },
        splitLine: { show: false },
        splitNumber: 3,
        axisLabel: {
          color: token('--ink-3'),
          ...font,
          hideOverlap: true,
          formatter: (value: number) => dayText(t, value, value),
        },
      },
      yAxis: { type: 'value', show: false, min: 0 },
      series: [
        {
          ...series(t('total.unsettled'), unsettled, ink, 'solid'),
          markLine: {
            silent: true,
            symbol: 'none',
            label: { show: false },
            data: [{ xAxis: day, lineStyle: { color: token('--focus'), type: 'solid', width: 1.5 } }],
          },
        },
        series(t('curve.settled'), settled, token('--st-ok'), 'dashed'),
      ],
    };
  }, [days, day, t, mode]);
  const [first] = days;
  const last = days.at(-1);
  if (!first || !last) return null;
  return (
    <Chart
      option={option}
      height={170}
      label={t('curve.label', {
        from: dateText(t, first.day),
        until: dateText(t, last.day),
        before: unsettled(first),
        now: unsettled(last),
        settled: settled(last),
      })}
    />
  );
}
