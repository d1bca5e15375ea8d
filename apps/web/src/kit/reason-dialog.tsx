import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../api/problem';
import { Field } from './field';

/** Asks for a reason before an act that the record keeps; says what the act does. */
export function ReasonDialog({
  title,
  text,
  label,
  confirm,
  required = true,
  onConfirm,
  onClose,
}: {
  title: string;
  text?: string;
  label: string;
  confirm: string;
  required?: boolean;
  onConfirm: (reason: string) => Promise<unknown>;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  const act = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await onConfirm(reason.trim());
      onClose();
    } catch (error) {
      setFailure(problemText(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal
      open
      title={title}
      okText={confirm}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: required && !reason.trim() }}
      confirmLoading={busy}
      onOk={act}
      onCancel={onClose}
    >
      {text && <p className="muted">{text}</p>}
      <Field label={label}>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={4}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      {failure && (
        <p className="hot" role="alert">
          {failure}
        </p>
      )}
    </Modal>
  );
}
