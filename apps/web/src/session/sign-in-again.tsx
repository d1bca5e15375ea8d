import { Input, type InputRef } from 'antd';
import { type FormEvent, type Ref, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '../api/contract';
import { problemText } from '../api/problem';
import { Button } from '../kit/button';
import { Field } from '../kit/field';
import { useSessionActions } from './session';
import styles from './sign-in-again.module.css';

/** The password of the page's owner, over the page as it stands. */
export function SignInAgain({
  me,
  submit,
  field,
  onDone,
  onLater,
}: {
  me: Me;
  submit: string;
  /** The field, for whoever knows when it can take the focus. */
  field?: Ref<InputRef>;
  onDone: () => void;
  onLater?: () => void;
}) {
  const { t } = useTranslation();
  const { signIn } = useSessionActions();
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const confirm = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setFailure(undefined);
    try {
      await signIn(me.user.username, password);
      setPassword('');
      onDone();
    } catch (error) {
      setFailure(problemText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={confirm}>
      <Field label={t('session.passwordOf', { name: me.user.name })} fault={failure}>
        {(id) => (
          <Input.Password
            id={id}
            ref={field}
            value={password}
            autoComplete="current-password"
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      <p className={styles.acts}>
        {onLater && <Button onClick={onLater}>{t('session.later')}</Button>}
        <Button primary type="submit" busy={busy} disabled={!password}>
          {submit}
        </Button>
      </p>
    </form>
  );
}
