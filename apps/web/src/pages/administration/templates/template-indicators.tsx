import { Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Aggregate } from '../../../api/contract';
import { limit } from '../../../kit/limit';
import type { Faults } from '../faults';
import { blankIndicator, type EditableDefinition } from './template-definition';
import styles from './template-indicators.module.css';
import { Labelled, PartFields, PartRows } from './template-parts';

type IndicatorRow = EditableDefinition['indicators'][number];

const kinds: Aggregate['kind'][] = ['sum', 'average', 'min', 'max', 'none', 'rate'];

/** Typed alone, or beside a figure of the rectification ledger that it is compared with. */
const sources = ['typed', 'items', 'measures', 'measures_done', 'closed'] as const;

/** The numbers a report states, each with its limits and how it is summed up. */
export function IndicatorRows({
  indicators,
  faults,
  onChange,
}: {
  indicators: IndicatorRow[];
  faults: Faults;
  onChange: (indicators: IndicatorRow[]) => void;
}) {
  const { t } = useTranslation('administration');
  const others = (own: string) =>
    indicators
      .filter((indicator) => indicator.key !== own && indicator.aggregate.kind !== 'rate')
      .map(({ key, name }) => ({ value: key, label: name }));
  const aggregateOf = (kind: Aggregate['kind'], own: string): Aggregate => {
    const [first, second] = others(own);
    return kind === 'rate'
      ? { kind, numerator: first?.value ?? '', denominator: second?.value ?? first?.value ?? '' }
      : { kind };
  };
  return (
    <PartRows<IndicatorRow>
      of={{
        kind: 'indicator',
        title: t('template.indicators'),
        nameLabel: t('template.indicatorName'),
        add: t('template.addIndicator'),
        name: 'name',
        blank: blankIndicator,
      }}
      parts={indicators}
      faults={faults}
      onChange={onChange}
      beside={(indicator, edit) => (
        <Labelled label={t('template.unit')}>
          <Input
            aria-label={t('template.unit')}
            className={styles.unit}
            count={limit(20)}
            value={indicator.unit}
            onChange={(event) => edit({ unit: event.target.value })}
          />
        </Labelled>
      )}
    >
      {(indicator, edit) => (
        <PartFields>
          <Labelled label={t('template.range')} wide>
            <InputNumber
              aria-label={t('template.minValue')}
              value={indicator.min ?? null}
              onChange={(min) => edit({ min: min ?? undefined })}
            />
            {' – '}
            <InputNumber
              aria-label={t('template.maxValue')}
              value={indicator.max ?? null}
              onChange={(max) => edit({ max: max ?? undefined })}
            />
          </Labelled>
          <Labelled label={t('template.usual')}>
            <InputNumber
              aria-label={t('template.usual')}
              min={0}
              value={indicator.usual ?? null}
              onChange={(usual) => edit({ usual: usual ?? undefined })}
            />
          </Labelled>
          <Labelled label={t('template.scale')}>
            <InputNumber
              aria-label={t('template.scale')}
              min={0}
              max={4}
              value={indicator.scale}
              onChange={(scale) => edit({ scale: scale ?? 0 })}
            />
          </Labelled>
          <Labelled label={t('template.aggregate')}>
            <Select
              aria-label={t('template.aggregate')}
              popupMatchSelectWidth={false}
              value={indicator.aggregate.kind}
              options={kinds.map((kind) => ({ value: kind, label: t(`template.aggregates.${kind}`) }))}
              onChange={(kind) => edit({ aggregate: aggregateOf(kind, indicator.key) })}
            />
          </Labelled>
          {indicator.aggregate.kind !== 'rate' && (
            <Labelled label={t('template.source')}>
              <Select<(typeof sources)[number]>
                aria-label={t('template.source')}
                popupMatchSelectWidth={false}
                value={indicator.source?.figure ?? 'typed'}
                options={sources.map((value) => ({ value, label: t(`template.sources.${value}`) }))}
                onChange={(figure) =>
                  edit({ source: figure === 'typed' ? undefined : { from: 'ledger', figure } })
                }
              />
            </Labelled>
          )}
          {indicator.aggregate.kind === 'rate' && (
            <RatePicker
              aggregate={indicator.aggregate}
              options={others(indicator.key)}
              onChange={(aggregate) => edit({ aggregate })}
            />
          )}
        </PartFields>
      )}
    </PartRows>
  );
}

function RatePicker({
  aggregate,
  options,
  onChange,
}: {
  aggregate: Extract<Aggregate, { kind: 'rate' }>;
  options: { value: string; label: string }[];
  onChange: (aggregate: Aggregate) => void;
}) {
  const { t } = useTranslation('administration');
  return (
    <Labelled label={t('template.rateOf')} wide>
      <Select
        aria-label={t('template.numerator')}
        popupMatchSelectWidth={false}
        value={aggregate.numerator}
        options={options}
        onChange={(numerator) => onChange({ ...aggregate, numerator })}
      />
      <span>÷</span>
      <Select
        aria-label={t('template.denominator')}
        popupMatchSelectWidth={false}
        value={aggregate.denominator}
        options={options}
        onChange={(denominator) => onChange({ ...aggregate, denominator })}
      />
    </Labelled>
  );
}
