import { useTranslation } from 'react-i18next';
import { Button } from '../../kit/button';

/** The page's one red button: urges all that are late, or all of what is being looked at. */
export function UrgeButton({
  count,
  filtered,
  onUrge,
}: {
  /** null: not known before they are fetched. */
  count: number | null;
  filtered: boolean;
  onUrge: () => Promise<void>;
}) {
  const { t } = useTranslation('completion');
  if (count === 0) return null;
  return (
    <Button primary onClick={onUrge}>
      <span>
        {t('urgeAll')}
        <span className="desk-only">{t(filtered ? 'urgeFiltered' : 'urgeAllWho')}</span>
        {count !== null && t('urgeAllCount', { count })}
      </span>
    </Button>
  );
}
