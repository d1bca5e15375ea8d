import { useTranslation } from 'react-i18next';
import { Dialog } from '../../kit/dialog';
import styles from './key-help.module.css';

const keys = ['J', 'K', 'D', 'N', 'P', 'S', 'C', 'A', 'R', '?', 'Esc'];

/** The keys of a desk: of reviewing a report unless others are named. */
export function KeyHelp({ does, onClose }: { does?: Record<string, string>; onClose: () => void }) {
  const { t } = useTranslation('review');
  const shown = does ?? Object.fromEntries(keys.map((key) => [key, t(`keys.${key}`)]));
  return (
    <Dialog title={t('keys.title')} footer={null} mask={{ closable: true }} onCancel={onClose} width={420}>
      <dl className={styles.keys}>
        {Object.entries(shown).map(([key, text]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p className="faint">{t('keys.typing')}</p>
    </Dialog>
  );
}
