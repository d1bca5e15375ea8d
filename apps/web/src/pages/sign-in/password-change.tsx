import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, client } from '../../api/http';
import { problemText } from '../../api/problem';
import { Button } from '../../kit/button';
import { Field } from '../../kit/field';
import { useSessionActions } from '../../session/session';

/**
 * After an administrator's reset the first thing is a password of one's own. Asks for the temporary one too where
 * it was not typed just now, as after the page was loaded again.
 */
export function PasswordChange({ current, onDone }: { current: string; onDone: () => Promise<unknown> }) {
  const { t } = useTranslation('sign-in');
  const { signOut } = useSessionActions();
  const [temporary, setTemporary] = useState('');
  const [busy, setBusy] = useState(false);
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [failure, setFailure] = useState<string | null>(null);

  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    if (next !== again) return setFailure(t('different'));
    setBusy(true);
    setFailure(null);
    try {
      await answer(
        client.POST('/api/v1/auth/password', {
          body: { currentPassword: current || temporary, newPassword: next },
        }),
      );
      await onDone();
    } catch (error) {
      setFailure(problemText(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <form onSubmit={submit}>
      <h1>{t('changeTitle')}</h1>
      <p className="muted">{t('changeText')}</p>
      {!current && (
        <Field label={t('current')}>
          {(id) => (
            <Input.Password
              id={id}
              size="large"
              value={temporary}
              required
              maxLength={256}
              autoComplete="current-password"
              onChange={(event) => setTemporary(event.target.value)}
            />
          )}
        </Field>
      )}
      <Field label={t('newPassword')} hint={t('rule')}>
        {(id) => (
          <Input.Password
            id={id}
            size="large"
            value={next}
            required
            minLength={10}
            maxLength={128}
            autoComplete="new-password"
            onChange={(event) => setNext(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('again')}>
        {(id) => (
          <Input.Password
            id={id}
            size="large"
            value={again}
            required
            maxLength={256}
            autoComplete="new-password"
            onChange={(event) => setAgain(event.target.value)}
          />
        )}
      </Field>
      {failure && (
        <p className="si-fail" role="alert">
          {failure}
        </p>
      )}
      <Button primary type="submit" disabled={busy} className="si-go">
        {t('change')}
      </Button>
      <Button text className="si-go" onClick={() => void signOut()}>
        {t('other')}
      </Button>
    </form>
  );
}
