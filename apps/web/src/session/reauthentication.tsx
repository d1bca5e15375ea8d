import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setReauthentication } from '../api/http';
import { Dialog } from '../kit/dialog';
import { onReturn } from './owner';
import { useMe, useSessionOfOtherTabs } from './session';
import { SignInAgain } from './sign-in-again';
import { SomeoneElse } from './someone-else';

/**
 * Signs in again over the page when the session ran out, so that nothing typed is lost. Requests
 * that met 401 wait for it, here or in another tab, and are then repeated; declining lets them fail.
 */
export function Reauthentication() {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const [open, setOpen] = useState(false);
  const waiting = useRef<((signedIn: boolean) => void)[]>([]);
  useSessionOfOtherTabs();

  useEffect(() => {
    const settle = (signedIn: boolean) => {
      setOpen(false);
      for (const resolve of waiting.current.splice(0)) resolve(signedIn);
    };
    setReauthentication(() => {
      setOpen(true);
      return new Promise((resolve) => waiting.current.push(resolve));
    });
    const forget = onReturn(() => settle(true));
    return () => {
      setReauthentication(null);
      forget();
    };
  }, []);

  const later = () => {
    setOpen(false);
    for (const resolve of waiting.current.splice(0)) resolve(false);
  };
  return (
    <>
      {open && me && (
        <Dialog title={t('session.expiredTitle')} footer={null} onCancel={later}>
          <p className="muted">{t('session.expiredText')}</p>
          <SignInAgain me={me} submit={t('session.signIn')} focus onDone={() => undefined} onLater={later} />
        </Dialog>
      )}
      <SomeoneElse />
    </>
  );
}
