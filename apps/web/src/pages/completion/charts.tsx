import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CompletionNode, Cycle, ReportRow, Tier } from '../../api/contract';
import { stepName } from '../../report/step-name';
import { useColorMode } from '../../theme/use-color-mode';
import { dayCode } from '../../time/calendar';
import { Chart, token } from './chart';
import styles from './charts.module.css';
import { font, overDays, steps } from './over-days';
import { progress, type StageTime, stageTimes } from './progress';

/** Submitted and approved day by day against what is expected. */
function ProgressChart({
  reports,
  expected,
  due,
  now,
}: {
  reports: ReportRow[];
  expected: number;
  /** The day on which they are due. */
  due: string;
  now: number;
}) {
  const { t } = useTranslation('completion');
  const mode = useColorMode();
  const today = dayCode(now);
  const points = useMemo(() => progress(reports, Date.parse(`${today}T12:00:00+08:00`)), [reports, today]);
  const option = useMemo(() => {
    const ink = token('--ink-1');
    const faint = token('--ink-3');
    const line = token('--line-strong');
    const series = (key: 'submitted' | 'approved', color: string, type: 'solid' | 'dashed') =>
      steps(
        t(`chart.${key}`),
        points.map((point) => [point.day, point[key]]),
        { color, type },
      );
    return {
      mode,
      ...overDays(t, { days: 2 }),
      grid: { left: 8, right: 78, top: 16, bottom: 22 },
      yAxis: { type: 'value', max: expected, show: false },
      series: [
        {
          ...series('submitted', ink, 'solid'),
          markLine: {
            silent: true,
            symbol: 'none',
            label: { color: faint, ...font },
            data: [
              {
                yAxis: expected,
                label: { formatter: `${t('chart.expected')}${expected}` },
                lineStyle: { color: line, type: 'dashed' },
              },
              ...(points.some((point) => point.day >= due)
                ? [
                    {
                      xAxis: due,
                      label: { show: false },
                      lineStyle: { color: token('--line-ctl'), type: 'solid', width: 1.5 },
                    },
                  ]
                : []),
            ],
          },
        },
        series('approved', token('--st-ok'), 'dashed'),
      ],
    };
  }, [points, expected, due, t, mode]);
  const last = points.at(-1);
  if (!last) return <p className="muted">{t('chart.none')}</p>;
  return (
    <Chart
      option={option}
      height={150}
      label={t('chart.progressLabel', { submitted: last.submitted, approved: last.approved, expected })}
    />
  );
}

/** The median of each level as a bar, its allowance as a tick. */
function StageChart({ reports, openedAt }: { reports: ReportRow[]; openedAt: string | null }) {
  const { t, i18n } = useTranslation('completion');
  // An English level is longer: it ran under the bars.
  const room = i18n.language === 'en' ? 144 : 76;
  const mode = useColorMode();
  const stages = useMemo(() => stageTimes(reports, openedAt), [reports, openedAt]);
  const option = useMemo(
    () => ({
      mode,
      animation: false,
      grid: { left: room, right: 76, top: 4, bottom: 4 },
      xAxis: { type: 'value', show: false, min: 0 },
      yAxis: {
        type: 'category',
        inverse: true,
        data: stages.map((stage) => stageName(t, stage)),
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: { color: token('--ink-2'), ...font, margin: room, align: 'left' },
      },
      series: [
        {
          type: 'bar',
          barWidth: 14,
          data: stages.map((stage) => stage.days),
          itemStyle: { color: token('--line-ctl'), borderRadius: 2 },
          label: {
            show: true,
            position: 'right',
            color: token('--ink-1'),
            fontWeight: 600,
            ...font,
            formatter: ({ dataIndex }: { dataIndex: number }) =>
              beyond(stages[dataIndex]) ? '' : stageText(t, stages[dataIndex]),
          },
        },
        {
          type: 'scatter',
          silent: true,
          symbol: 'rect',
          symbolSize: [2, 22],
          itemStyle: { color: token('--ink-1') },
          data: stages.flatMap((stage, index) => (stage.limit ? [[stage.limit, index]] : [])),
          label: {
            show: true,
            position: 'right',
            color: token('--ink-1'),
            fontWeight: 600,
            ...font,
            formatter: ({ value }: { value: [number, number] }) =>
              beyond(stages[value[1]]) ? stageText(t, stages[value[1]]) : '',
          },
        },
      ],
    }),
    [stages, t, mode, room],
  );
  if (stages.length === 0) return <p className="muted">{t('chart.none')}</p>;
  return (
    <Chart
      option={option}
      height={28 * stages.length + 8}
      label={stages
        .map((stage) => `${stageName(t, stage)} ${stageText(t, stage)}`)
        .join(t('common:clauseComma'))}
    />
  );
}

/** The allowance lies right of the bar, so the words stand right of its tick. */
const beyond = (stage: { days: number; limit: number | null } | undefined): boolean =>
  Boolean(stage?.limit && stage.limit >= stage.days);

const stageName = (t: TFunction, stage: StageTime): string =>
  stage.step ? stepName(t, stage.step) : t('common:waiting.authored');

function stageText(t: TFunction, stage: { days: number; limit: number | null } | undefined): string {
  if (!stage) return '';
  return t(stage.limit ? 'chart.stageLimit' : 'chart.stage', {
    days: stage.days.toFixed(1),
    limit: stage.limit,
  });
}

/** 按时报送92%，平均每份退回0.3次. */
function Rates({ node }: { node: CompletionNode }) {
  const { t } = useTranslation('completion');
  if (node.onTimeRate === null) return null;
  return (
    <p className={styles.rates}>
      <span>
        {t('chart.onTime')} <b>{Math.round(node.onTimeRate * 100)}%</b>
      </span>
      <span>
        {t('chart.returns')} <b>{t('chart.returnsEach', { n: node.returnsPerReport.toFixed(1) })}</b>
      </span>
    </p>
  );
}

/** How the tier comes along, and how long each level takes. */
export default function Charts({
  reports,
  cycle,
  node,
  tier,
  now,
}: {
  reports: ReportRow[];
  cycle: Pick<Cycle, 'openedAt' | 'timeZone'>;
  node: CompletionNode;
  tier: Tier;
  now: number;
}) {
  const { t } = useTranslation('completion');
  return (
    <>
      <section>
        <h2>{t('chart.progress')}</h2>
        <ProgressChart
          reports={reports}
          expected={node.counts.expected}
          due={dayCode(tier.dueAt, cycle.timeZone)}
          now={now}
        />
      </section>
      <section>
        <h2>{t('chart.stages')}</h2>
        <StageChart reports={reports} openedAt={cycle.openedAt} />
        <Rates node={node} />
      </section>
    </>
  );
}
