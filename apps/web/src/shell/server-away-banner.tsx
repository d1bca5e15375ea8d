import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { onServerBack, useServerAway } from '../live/server-away';

/** Stands over every page while the server is away; once it is back everything shown is asked for again. */
export function ServerAwayBanner() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const away = useServerAway();
  useEffect(() => onServerBack(() => void queries.invalidateQueries()), [queries]);
  // It is there before it says something, so that it is read aloud.
  return (
    <div className={away ? 'away-banner' : undefined} role="status" aria-label={t('away.label')}>
      {away && (
        <p>
          <strong>{t('away.title')}</strong> {t('away.text')}
        </p>
      )}
    </div>
  );
}
