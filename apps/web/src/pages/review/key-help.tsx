import { useTranslation } from 'react-i18next';
import { Dialog } from '../../kit/dialog';
import './key-help.css';

const keys = ['J', 'K', 'D', 'N', 'P', 'S', 'C', 'A', 'R', '?', 'Esc'];

export function KeyHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('review');
  return (
    <Dialog title={t('keys.title')} footer={null} mask={{ closable: true }} onCancel={onClose} width={420}>
      <dl className="keys">
        {keys.map((key) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`keys.${key}`)}</dd>
          </div>
        ))}
      </dl>
      <p className="faint">{t('keys.typing')}</p>
    </Dialog>
  );
}
