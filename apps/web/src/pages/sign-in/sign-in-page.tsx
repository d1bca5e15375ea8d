import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useNavigate, useSearchParams } from 'react-router';
import { isProblem, problemText } from '../../api/problem';
import { useSetupState } from '../../api/setup';
import { Button } from '../../kit/button';
import { Field } from '../../kit/field';
import { limit } from '../../kit/limit';
import { useMe, useSessionActions } from '../../session/session';
import { PasswordChange } from './password-change';
import styles from './sign-in.module.css';

/** Only paths of this site are followed after signing in. */
const destination = (to: string | null): string => (to?.startsWith('/') && !to.startsWith('//') ? to : '/');

export function Component() {
  const { t } = useTranslation(['sign-in', 'account']);
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const { signIn, renew } = useSessionActions();
  const { data: me } = useMe();
  const { data: setup } = useSetupState();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [refused, setRefused] = useState(false);
  const mustChange = refused || Boolean(me?.user.mustChangePassword);

  const enter = () => navigate(destination(search.get('to')), { replace: true });

  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    try {
      const signedIn = await signIn(username.trim(), password);
      if (!signedIn?.user.mustChangePassword) await enter();
    } catch (error) {
      if (isProblem(error, 'password_change_required')) setRefused(true);
      else setFailure(problemText(error));
    } finally {
      setBusy(false);
    }
  };

  // Nobody has an account yet.
  if (setup?.open) return <Navigate to="/setup" replace />;
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <p className={styles.brand}>
          <span className="seal" aria-hidden="true">
            审
          </span>
          {t('common:brand')}
        </p>
        {mustChange ? (
          <PasswordChange current={password} onDone={() => renew().then(enter)} />
        ) : (
          <form onSubmit={submit}>
            <h1>{t('title')}</h1>
            <Field label={t('username')}>
              {(id) => (
                <Input
                  id={id}
                  size="large"
                  value={username}
                  autoComplete="username"
                  autoFocus
                  required
                  count={limit(64)}
                  onChange={(event) => setUsername(event.target.value)}
                />
              )}
            </Field>
            <Field label={t('password')}>
              {(id) => (
                <Input.Password
                  id={id}
                  size="large"
                  value={password}
                  autoComplete="current-password"
                  required
                  count={limit(256)}
                  onChange={(event) => setPassword(event.target.value)}
                />
              )}
            </Field>
            {failure && (
              <p className={styles.failure} role="alert">
                {failure}
              </p>
            )}
            <Button primary type="submit" busy={busy} className={styles.submit}>
              {busy ? t('busy') : t('common:session.signIn')}
            </Button>
          </form>
        )}
      </div>
      <p className={styles.foot}>
        <Link className="link" to="/bulletin">
          {t('bulletin')}
        </Link>
        <span className="faint">{t('help')}</span>
      </p>
    </main>
  );
}
