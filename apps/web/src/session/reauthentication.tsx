import { Input, Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setReauthentication } from '../api/http';
import { problemText } from '../api/problem';
import { Field } from '../kit/field';
import { useMe, useSessionActions } from './session';

/**
 * Signs in again over the page when the session ran out, so that nothing typed is lost. Requests
 * that met 401 wait for it and are then repeated; declining lets them fail.
 */
export function Reauthentication() {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const { signIn } = useSessionActions();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const waiting = useRef<((signedIn: boolean) => void)[]>([]);

  useEffect(() => {
    setReauthentication(() => {
      setOpen(true);
      return new Promise((resolve) => waiting.current.push(resolve));
    });
    return () => setReauthentication(null);
  }, []);

  const settle = (signedIn: boolean) => {
    setOpen(false);
    setPassword('');
    setFailure(null);
    for (const resolve of waiting.current.splice(0)) resolve(signedIn);
  };

  const confirm = async () => {
    if (busy) return;
    if (!me) return settle(false);
    setBusy(true);
    try {
      await signIn(me.user.username, password);
      settle(true);
    } catch (error) {
      setFailure(problemText(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal
      open={open}
      title={t('session.expiredTitle')}
      okText={t('session.signIn')}
      cancelText={t('session.later')}
      confirmLoading={busy}
      onOk={confirm}
      onCancel={() => settle(false)}
      mask={{ closable: false }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void confirm();
        }}
      >
        <p className="muted">{t('session.expiredText')}</p>
        <Field label={t('session.passwordOf', { name: me?.user.name ?? '' })}>
          {(id) => (
            <Input.Password
              id={id}
              value={password}
              autoFocus
              autoComplete="current-password"
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        {failure && (
          <p className="hot" role="alert">
            {failure}
          </p>
        )}
      </form>
    </Modal>
  );
}
