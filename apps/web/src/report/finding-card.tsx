import { useTranslation } from 'react-i18next';
import type { Finding } from '../api/contract';
import { Icon } from '../kit/icon';
import styles from './comment-card.module.css';

/** What the draft checks found: an error (must be mended) or a reminder. */
export function FindingCard({ finding, onPoint }: { finding: Finding; onPoint?: () => void }) {
  const { t } = useTranslation('report');
  const error = finding.severity === 'error';
  return (
    <article
      className={
        error ? `${styles.card} ${styles.finding} ${styles.error}` : `${styles.card} ${styles.finding}`
      }
    >
      <div className={styles.head}>
        <b>
          <Icon name={error ? 'error' : 'warning'} />
          {t(error ? 'finding.error' : 'finding.warning')}
        </b>
        {error && <span>{t('finding.mustMend')}</span>}
      </div>
      {finding.message}
      {onPoint && (
        <div className={styles.acts}>
          <button type="button" className="link plain" onClick={onPoint}>
            {t('finding.jump')}
          </button>
        </div>
      )}
    </article>
  );
}

/** Stable within one answer of the checks. */
export const findingId = (finding: Finding, index: number): string =>
  `finding-${finding.rule}-${finding.anchor.key ?? ''}-${index}`;
