import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';

const keys = ['J', 'K', 'D', 'C', 'A', 'R', '?', 'Esc'];

export function KeyHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('review');
  return (
    <Modal open title={t('keys.title')} footer={null} onCancel={onClose} width={420}>
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
    </Modal>
  );
}
