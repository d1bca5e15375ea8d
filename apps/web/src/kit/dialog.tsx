import { Modal, type ModalProps } from 'antd';
import { type ReactNode, useState } from 'react';
import { problemText } from '../api/problem';
import { useFocusBack } from './use-focus-back';

/**
 * A dialog as long as it is mounted; the focus then goes back to its opener. While it is busy nothing closes it, so
 * that nobody wonders whether the act was done; a click beside it never throws away what was typed.
 */
export function Dialog({ busy = false, ...props }: Omit<ModalProps, 'open'> & { busy?: boolean }) {
  useFocusBack();
  return (
    <Modal
      open
      confirmLoading={busy}
      cancelButtonProps={{ disabled: busy }}
      closable={{ disabled: busy }}
      keyboard={!busy}
      mask={{ closable: false }}
      {...props}
    />
  );
}

interface ActDialogProps {
  title: string;
  /** What the button says it does. */
  confirm: string;
  cancel?: string;
  width?: number;
  disabled?: boolean;
  /** Why it cannot be done yet, beside what the server answers. */
  refusal?: string | null;
  children?: ReactNode;
  /** It stands and can be written in; a field that asks for the focus earlier is still hidden and gets none. */
  onOpened?: () => void;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
}

/** A dialog that does one thing. What the server refuses stands below, and what was typed stays. */
export function ActDialog({
  title,
  confirm,
  cancel,
  width,
  disabled = false,
  refusal = null,
  children,
  onOpened,
  onConfirm,
  onClose,
}: ActDialogProps) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const act = async () => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await onConfirm();
      onClose();
    } catch (error) {
      setFailure(problemText(error));
    } finally {
      setBusy(false);
    }
  };
  const shown = failure ?? refusal;
  return (
    <Dialog
      title={title}
      width={width}
      okText={confirm}
      cancelText={cancel}
      okButtonProps={{ disabled }}
      busy={busy}
      afterOpenChange={(open) => open && onOpened?.()}
      onOk={act}
      onCancel={onClose}
    >
      {children}
      {shown && (
        <p className="hot" role="alert">
          {shown}
        </p>
      )}
    </Dialog>
  );
}
