import { useTranslation } from 'react-i18next';
import type { ReportRow } from '../api/contract';

/** Beside the name of a unit that was dissolved or merged since the cycle froze its tree. */
export function EndedMark({ ended }: { ended: ReportRow['org']['ended'] }) {
  const { t } = useTranslation('common');
  if (!ended) return null;
  return (
    <small className="muted">
      {ended.into === null ? t('ended.dissolved') : t('ended.merged', { unit: ended.into })}
    </small>
  );
}
