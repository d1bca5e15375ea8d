import { useTranslation } from 'react-i18next';
import type { NewTier } from '../../../api/administration';
import { lastDueDay } from './cycle-plan';
import { DayField } from './day-field';

/** The day at whose end a cycle closes by itself; empty: until somebody closes it. */
export function ClosingField({
  tiers,
  zone,
  value,
  onChange,
}: {
  tiers: Pick<NewTier, 'dueAt'>[];
  zone?: string;
  value: string | null;
  onChange: (day: string | null) => void;
}) {
  const { t } = useTranslation('administration');
  return (
    <DayField
      label={t('cycle.closesAt')}
      hint={t('cycle.closesAtHint')}
      zone={zone}
      value={value}
      after={lastDueDay(tiers)}
      clearable
      placeholder={t('cycle.closesNever')}
      onChange={onChange}
    />
  );
}
