import { useTranslation } from 'react-i18next';
import type { NewTier, TemplateItem } from '../../../api/administration';
import { type Faults, faultAt, noFaults } from '../faults';
import { DayField } from './day-field';
import { TierFields } from './tier-fields';

/** One tier of a new cycle: template, dates, and the time each step of its route is allowed. */
export function TierForm({
  tier,
  zone,
  templates,
  faults = noFaults,
  onChange,
}: {
  tier: NewTier;
  zone?: string;
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
        <DayField
          label={t('cycle.dueAt')}
          fault={faultAt(faults, '/dueAt')}
          zone={zone}
          value={tier.dueAt}
          onChange={(dueAt) => dueAt && onChange({ ...tier, dueAt })}
        />
      }
    />
  );
}
