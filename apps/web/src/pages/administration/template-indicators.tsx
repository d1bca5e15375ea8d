import { Checkbox, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Aggregate } from '../../api/contract';
import { Button } from '../../kit/button';
import { Icon } from '../../kit/icon';
import { type Faults, faultAt } from './faults';
import { blankIndicator, type EditableDefinition, freeKey, moved } from './template-definition';
import { Labelled, RowActs } from './template-row';

type IndicatorRow = EditableDefinition['indicators'][number];

const kinds: Aggregate['kind'][] = ['sum', 'average', 'min', 'max', 'none', 'rate'];

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
  const edit = (index: number, change: Partial<IndicatorRow>) =>
    onChange(indicators.map((indicator, at) => (at === index ? { ...indicator, ...change } : indicator)));
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
    <section>
      <h3>{t('template.indicators')}</h3>
      {indicators.map((indicator, index) => (
        <div className="tpl-row" key={indicator.key}>
          <div className="tpl-line">
            <Input
              className="grow"
              aria-label={t('template.indicatorName')}
              maxLength={100}
              value={indicator.name}
              onChange={(event) => edit(index, { name: event.target.value })}
            />
            <Labelled label={t('template.unit')}>
              <Input
                aria-label={t('template.unit')}
                className="unit"
                maxLength={20}
                value={indicator.unit}
                onChange={(event) => edit(index, { unit: event.target.value })}
              />
            </Labelled>
            <Checkbox
              checked={indicator.required}
              onChange={(event) => edit(index, { required: event.target.checked })}
            >
              {t('template.required')}
            </Checkbox>
            <RowActs
              name={indicator.name}
              onUp={() => onChange(moved(indicators, index, -1))}
              onDown={() => onChange(moved(indicators, index, 1))}
              onRemove={() => onChange(indicators.filter((_, at) => at !== index))}
            />
          </div>
          <div className="tpl-line">
            <Labelled label={t('template.range')}>
              <InputNumber
                aria-label={t('template.minValue')}
                value={indicator.min ?? null}
                onChange={(min) => edit(index, { min: min ?? undefined })}
              />
              {' – '}
              <InputNumber
                aria-label={t('template.maxValue')}
                value={indicator.max ?? null}
                onChange={(max) => edit(index, { max: max ?? undefined })}
              />
            </Labelled>
            <Labelled label={t('template.usual')}>
              <InputNumber
                aria-label={t('template.usual')}
                min={0}
                value={indicator.usual ?? null}
                onChange={(usual) => edit(index, { usual: usual ?? undefined })}
              />
            </Labelled>
            <Labelled label={t('template.scale')}>
              <InputNumber
                aria-label={t('template.scale')}
                min={0}
                max={4}
                value={indicator.scale}
                onChange={(scale) => edit(index, { scale: scale ?? 0 })}
              />
            </Labelled>
            <Labelled label={t('template.aggregate')}>
              <Select
                aria-label={t('template.aggregate')}
                popupMatchSelectWidth={false}
                value={indicator.aggregate.kind}
                options={kinds.map((kind) => ({ value: kind, label: t(`template.aggregates.${kind}`) }))}
                onChange={(kind) => edit(index, { aggregate: aggregateOf(kind, indicator.key) })}
              />
            </Labelled>
            {indicator.aggregate.kind === 'rate' && (
              <RatePicker
                aggregate={indicator.aggregate}
                options={others(indicator.key)}
                onChange={(aggregate) => edit(index, { aggregate })}
              />
            )}
          </div>
          {faultAt(faults, `/indicators/${index}`) && (
            <p className="hot" role="alert">
              {faultAt(faults, `/indicators/${index}`)}
            </p>
          )}
        </div>
      ))}
      <Button
        small
        onClick={() =>
          onChange([
            ...indicators,
            blankIndicator(
              freeKey(
                'indicator',
                indicators.map((indicator) => indicator.key),
              ),
            ),
          ])
        }
      >
        <Icon name="plus" /> {t('template.addIndicator')}
      </Button>
    </section>
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
    <>
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
    </>
  );
}
