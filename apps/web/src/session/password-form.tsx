import { Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, client } from '../api/http';
import { isProblem, problemText } from '../api/problem';
import { Button } from '../kit/button';
import { Field } from '../kit/field';
import { limit } from '../kit/limit';
import styles from './password-form.module.css';

type Part = 'current' | 'next' | 'again';
const nothing: Record<Part, string> = { current: '', next: '', again: '' };

/** Another password, typed twice; asks for the one in force too unless it is `known`. A fault stands at its field. */
export function PasswordForm({
  known = '',
  current,
  confirm,
  large = false,
  onDone,
}: {
  known?: string;
  /** What the password in force is called. */
  current: string;
  confirm: string;
  /** As on the page to sign in, where it is the one thing to do. */
  large?: boolean;
  onDone: () => Promise<unknown>;
}) {
  const { t } = useTranslation('account');
  const [typed, setTyped] = useState(nothing);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<{ at: Part; text: string } | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (typed.next !== typed.again) return setFault({ at: 'again', text: t('password.different') });
    setBusy(true);
    setFault(null);
    try {
      const body = { currentPassword: known || typed.current, newPassword: typed.next };
      await answer(client.POST('/api/v1/auth/password', { body }));
      setTyped(nothing);
      await onDone();
    } catch (error) {
      const wrong = isProblem(error) && error.document.errors?.[0]?.pointer === '/currentPassword';
      setFault({ at: wrong && !known ? 'current' : 'next', text: problemText(error) });
    } finally {
      setBusy(false);
    }
  };
  const field = (part: Part, label: string, hint?: string) => (
    <Field label={label} hint={hint} fault={fault?.at === part ? fault.text : undefined}>
      {(id) => (
        <Input.Password
          id={id}
          size={large ? 'large' : undefined}
          required
          minLength={part === 'next' ? 10 : undefined}
          count={limit(part === 'next' ? 128 : 256)}
          autoComplete={part === 'current' ? 'current-password' : 'new-password'}
          value={typed[part]}
          onChange={(event) => setTyped({ ...typed, [part]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <form onSubmit={submit}>
      {!known && field('current', current)}
      {field('next', t('password.next'), t('password.rule'))}
      {field('again', t('password.again'))}
      <Button
        type="submit"
        primary={large}
        className={large ? `${styles.submit} ${styles.large}` : styles.submit}
        busy={busy}
      >
        {confirm}
      </Button>
    </form>
  );
}
