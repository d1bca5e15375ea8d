import { useTranslation } from 'react-i18next';
import { useNavigation } from 'react-router';
import styles from './opening-bar.module.css';

/** Says over the page that stays that a click was taken, while the next page is on its way over a slow line. */
export function OpeningBar() {
  const { t } = useTranslation();
  const { state } = useNavigation();
  if (state === 'idle') return null;
  return <div className={styles.bar} role="progressbar" aria-label={t('opening')} />;
}
