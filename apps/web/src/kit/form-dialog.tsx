import { Form, type FormInstance } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApiProblem, isProblem, problemText } from '../api/problem';
import { Dialog } from './dialog';
import { useLeavingQuestion } from './use-leaving';

/** Where the first word goes: the first field of the form, of a choice what is chosen; a calendar would open. */
function focusFirst(form: HTMLElement | null): void {
  const first = form?.querySelector<HTMLInputElement | HTMLTextAreaElement>(
    ':is(input, textarea):not([type="hidden"], [type="file"], :disabled)',
  );
  if (!form || !first || first.closest('.ant-picker')) return;
  const chosen =
    first.type === 'radio' &&
    form.querySelector<HTMLInputElement>(`input[name="${CSS.escape(first.name)}"]:checked`);
  (chosen || first).focus();
}

/**
 * A dialog around a form: puts what the server refused at its field, or below where it names none, and keeps
 * what was typed; where nobody keeps it, it asks before it closes on it. `fieldOf` names the field of problems that
 * carry no pointer, by their code.
 */
export function FormDialog<T extends object>({
  title,
  confirm,
  initial,
  width,
  children,
  fieldOf = {},
  onTyping,
  onSubmit,
  onClose,
}: {
  title: string;
  confirm: string;
  initial?: Partial<T>;
  width?: number;
  children: ReactNode | ((form: FormInstance<T>) => ReactNode);
  fieldOf?: Record<string, keyof T & string>;
  /** Told what stands in the form while it is typed, such as to keep it. */
  onTyping?: (values: T) => void;
  onSubmit: (values: T) => Promise<unknown>;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [form] = Form.useForm<T>();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [typed, setTyped] = useState(false);
  const ask = useLeavingQuestion();
  const body = useRef<HTMLDivElement>(null);

  const refuse = (error: unknown) => {
    const atFields = isProblem(error) ? faultsByField(error, fieldOf) : new Map<string, string>();
    const known = new Set(Object.keys(form.getFieldsValue() as object));
    const shown = [...atFields].filter(([name]) => known.has(name) || form.getFieldInstance(name));
    form.setFields(shown.map(([name, text]) => ({ name, errors: [text] })) as never);
    setFailure(shown.length > 0 && shown.length === atFields.size ? null : problemText(error));
  };
  const submit = async (values: T) => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await onSubmit(values);
      onClose();
    } catch (error) {
      refuse(error);
    } finally {
      setBusy(false);
    }
  };
  const leave = () => (typed && !onTyping ? ask(onClose) : onClose());
  return (
    <Dialog
      title={title}
      width={width}
      okText={confirm}
      cancelText={t('cancel')}
      busy={busy}
      afterOpenChange={(open) => open && focusFirst(body.current)}
      onOk={() => form.submit()}
      onCancel={leave}
    >
      <div ref={body}>
        <Form<T>
          form={form}
          layout="vertical"
          initialValues={initial}
          onValuesChange={(_, values) => {
            setTyped(true);
            onTyping?.(values);
          }}
          onFinish={submit}
          requiredMark={false}
          scrollToFirstError={{ focus: true }}
          validateMessages={{ required: t('required') }}
        >
          {typeof children === 'function' ? children(form) : children}
          {/* Without it Enter would submit nothing: the visible button stands outside of the form. */}
          <button type="submit" hidden />
        </Form>
      </div>
      {failure && (
        <p className="hot" role="alert">
          {failure}
        </p>
      )}
    </Dialog>
  );
}

/** The first fault of each field; a pointer's first part is the field. */
function faultsByField(problem: ApiProblem, fieldOf: Record<string, string>): Map<string, string> {
  const own = fieldOf[problem.code];
  if (own) return new Map([[own, problem.message]]);
  const found = new Map<string, string>();
  for (const { pointer, detail } of problem.document.errors ?? []) {
    const [, name = ''] = pointer.split('/');
    if (!found.has(name)) found.set(name, detail);
  }
  return found;
}
