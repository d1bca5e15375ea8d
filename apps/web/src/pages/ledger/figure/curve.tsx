import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CurveDay } from '../../../api/ledger-batch';
import { useColorMode } from '../../../theme/use-color-mode';
import { dateText } from '../../../time/date-text';
import { Chart, token } from '../../completion/chart';
import { overDays, steps } from '../../completion/over-days';

const unsettled = ({ counts }: CurveDay) => counts.assigned + counts.open + counts.in_verification;
const settled = ({ counts }: CurveDay) => counts.closed + counts.sustained;

/** What stood open and what was settled at the end of each day; a line marks the day that is shown. */
export default function Curve({ days, day }: { days: CurveDay[]; day: string }) {
  const { t } = useTranslation(['batch', 'ledger']);
  const mode = useColorMode();
  const option = useMemo(() => {
    const series = (
      word: string,
      value: (one: CurveDay) => number,
      color: string,
      type: 'solid' | 'dashed',
    ) => ({
      ...steps(
        word,
        days.map((one) => [one.day, value(one)]),
        { color, type },
      ),
      labelLayout: { moveOverlap: 'shiftY' },
    });
    return {
      mode,
      ...overDays(t, { days: 3 }),
      grid: { left: 8, right: 78, top: 12, bottom: 22 },
      yAxis: { type: 'value', show: false, min: 0 },
      series: [
        {
          ...series(t('total.unsettled'), unsettled, token('--ink-1'), 'solid'),
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
