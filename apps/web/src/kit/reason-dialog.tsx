import { Input } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useRef } from 'react';
import { ActDialog } from './dialog';
import { Field } from './field';
import { limit } from './limit';
import { useKeptText } from './use-kept-text';

/** Asks for a reason before an act that the record keeps; says what the act does, and keeps the words until it is done. */
export function ReasonDialog({
  keptAs,
  title,
  text,
  label,
  confirm,
  required = true,
  onConfirm,
  onClose,
}: {
  /** The act and what it is done to, such as `waive.<id>`. */
  keptAs: string;
  title: string;
  text?: string;
  label: string;
  confirm: string;
  required?: boolean;
  onConfirm: (reason: string) => Promise<unknown>;
  onClose: () => void;
}) {
  const [reason, setReason] = useKeptText(`reason.${keptAs}`);
  const field = useRef<TextAreaRef>(null);
  return (
    <ActDialog
      title={title}
      confirm={confirm}
      disabled={required && !reason.trim()}
      onOpened={() => field.current?.focus()}
      onConfirm={async () => {
        await onConfirm(reason.trim());
        setReason('');
      }}
      onClose={onClose}
    >
      {text && <p className="muted">{text}</p>}
      <Field label={label}>
        {(id) => (
          <Input.TextArea
            id={id}
            ref={field}
            rows={4}
            count={limit(2000)}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
    </ActDialog>
  );
}
