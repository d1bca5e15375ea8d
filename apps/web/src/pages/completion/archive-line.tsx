import { useTranslation } from 'react-i18next';
import type { Archive } from '../../api/export';
import { Button } from '../../kit/button';
import { Icon } from '../../kit/icon';
import { Moment } from '../../time/moment';

/** 2.4 MB */
function sizeText(bytes: number | null): string {
  if (bytes === null) return '';
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** One archive: how far it is, then where to fetch it; or that it failed, and how to try again. */
export function ArchiveLine({ archive, onRetry }: { archive: Archive; onRetry: () => Promise<void> }) {
  const { t } = useTranslation('completion');
  const { state, total, written } = archive;
  return (
    <li>
      <div>
        <b>{archive.org.name}</b>
        <small>
          {t(`zip.formats.${archive.format as 'pdf'}`)}
          {t('common:clauseComma')}
          {t('zip.count', { count: total })}
          {t('common:clauseComma')}
          <Moment at={archive.requestedAt} clock />
        </small>
        {(state === 'queued' || state === 'running') && (
          <>
            <progress value={written} max={total} aria-label={t('zip.progress', { written, total })} />
            <small>{t(state === 'queued' ? 'zip.queued' : 'zip.progress', { written, total })}</small>
          </>
        )}
        {state === 'done' && (
          <small>
            {sizeText(archive.size)}
            {t('common:clauseComma')}
            {t('zip.keptUntil')}
            <Moment at={archive.expiresAt} />
          </small>
        )}
        {state === 'failed' && (
          <small className="hot" role="alert">
            {t('zip.failed')}
          </small>
        )}
      </div>
      {state === 'done' && archive.file && (
        <a className="button small" href={archive.file} download>
          <Icon name="download" /> {t('zip.download')}
        </a>
      )}
      {state === 'failed' && (
        <Button small onClick={onRetry}>
          {t('common:retry')}
        </Button>
      )}
    </li>
  );
}
