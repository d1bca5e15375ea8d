import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { NewTier } from '../../../api/administration';
import { Field } from '../../../kit/field';
import { typedFormats } from '../../../time/typed-formats';
import { lastDueDay } from './cycle-plan';

/** The day at whose end a cycle closes by itself; empty: until somebody closes it. */
export function ClosingField({
  tiers,
  value,
  onChange,
}: {
  tiers: Pick<NewTier, 'dueAt'>[];
  value: string | null;
  onChange: (day: string | null) => void;
}) {
  const { t } = useTranslation('administration');
  const last = lastDueDay(tiers);
  return (
    <Field label={t('cycle.closesAt')} hint={t('cycle.closesAtHint')}>
      {(id) => (
        <DatePicker
          format={typedFormats}
          id={id}
          value={value ? dayjs(value) : null}
          placeholder={t('cycle.closesNever')}
          status={value && value <= last ? 'error' : undefined}
          disabledDate={(day) => day.format('YYYY-MM-DD') <= last}
          onChange={(day) => onChange(day ? day.format('YYYY-MM-DD') : null)}
        />
      )}
    </Field>
  );
}
