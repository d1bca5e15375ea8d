import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { NewTier, TemplateItem } from '../../../api/administration';
import { Field } from '../../../kit/field';
import { typedFormats } from '../../../time/typed-formats';
import { type Faults, faultAt, noFaults } from '../faults';
import { TierFields } from './tier-fields';

/** One tier of a new cycle: template, dates, and the time each step of its route is allowed. */
export function TierForm({
  tier,
  templates,
  faults = noFaults,
  onChange,
}: {
  tier: NewTier;
  templates: TemplateItem[];
  faults?: Faults;
  onChange: (tier: NewTier) => void;
}) {
  const { t } = useTranslation('administration');
  return (
    <TierFields
      tier={tier}
      templates={templates.filter(({ versions }) => versions.some(({ state }) => state === 'released'))}
      faults={faults}
      onChange={onChange}
      due={
        <Field label={t('cycle.dueAt')} fault={faultAt(faults, '/dueAt')}>
          {(id) => (
            <DatePicker
              format={typedFormats}
              id={id}
              allowClear={false}
              value={dayjs(tier.dueAt)}
              onChange={(day) => day && onChange({ ...tier, dueAt: day.format('YYYY-MM-DD') })}
            />
          )}
        </Field>
      }
    />
  );
}
