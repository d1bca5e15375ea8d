import { useTranslation } from 'react-i18next';
import type { OrgUnit } from '../../../api/administration';
import { dateText } from '../../../time/date-text';

/** Since when a unit exists no more, and what it was merged into; nothing for one that stands. */
export function EndedLine({ unit }: { unit: Pick<OrgUnit, 'dissolvedOn' | 'mergedInto'> }) {
  const { t } = useTranslation('administration');
  if (!unit.dissolvedOn) return null;
  const day = dateText(t, unit.dissolvedOn);
  return (
    <p className="hot" role="status">
      {unit.mergedInto ? t('org.mergedOn', { day, into: unit.mergedInto }) : t('org.dissolvedOn', { day })}
    </p>
  );
}
