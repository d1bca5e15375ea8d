import { useTranslation } from 'react-i18next';
import { Button } from '../kit/button';
import { Dialog } from '../kit/dialog';
import { useNewcomer } from './owner';
import { useMe } from './session';
import { SignInAgain } from './sign-in-again';

/** Somebody else signed in in this browser: says who, keeps what the owner typed, and lets either of them go on. */
export function SomeoneElse() {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const newcomer = useNewcomer();
  if (!newcomer || !me) return null;
  const names = { newcomer: newcomer.name, owner: me.user.name };
  return (
    <Dialog title={t('session.someoneElse', names)} closable={false} keyboard={false} footer={null}>
      <p>{t('session.someoneElseText', names)}</p>
      <p>
        <Button onClick={() => location.assign('/')}>{t('session.goOnAs', names)}</Button>
      </p>
      <SignInAgain me={me} onDone={() => undefined} submit={t('session.ownerAgain', names)} />
    </Dialog>
  );
}
