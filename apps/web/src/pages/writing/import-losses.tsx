import { useTranslation } from 'react-i18next';
import type { ImportProposal } from '../../api/report';
import styles from './import-drawer.module.css';

/** What of the document was not read, and why: nobody should find out later. */
export function ImportLosses({ losses }: { losses: ImportProposal['losses'] }) {
  const { t } = useTranslation('writing');
  if (losses.length === 0) return null;
  return (
    <section className={styles.part} aria-label={t('import.losses')}>
      <h3>{t('import.losses')}</h3>
      <ul>
        {losses.map(({ code, reason, count, text }) => (
          <li key={code}>
            {t('import.loss', { count, reason })}
            {text !== '' && (
              <details>
                <summary>{t('import.lossText')}</summary>
                <p className={styles.text}>{text}</p>
              </details>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
