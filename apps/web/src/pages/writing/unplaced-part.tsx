import { useTranslation } from 'react-i18next';
import { FrozenText } from './frozen-text';
import { MarkedTextArea } from './marked-text-area';
import styles from './section-part.module.css';

/** Imported text that fits no section: kept until the author moved or removed it. */
export function UnplacedPart({
  text,
  open,
  onChange,
}: {
  text: string;
  open: boolean;
  onChange: (text: string) => void;
}) {
  const { t } = useTranslation('writing');
  return (
    <section className={`${styles.section} ${styles.narrow}`} id="part-unplaced">
      <header>
        <h2>{t('unplaced')}</h2>
      </header>
      {open ? (
        <>
          <p className={styles.guide}>{t('unplacedGuide')}</p>
          <MarkedTextArea
            id="field-unplaced"
            label={t('unplaced')}
            value={text}
            marks={[]}
            onChange={onChange}
          />
        </>
      ) : (
        <FrozenText text={text} />
      )}
    </section>
  );
}
