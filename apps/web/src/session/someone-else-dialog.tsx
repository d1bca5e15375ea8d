import { useTranslation } from 'react-i18next';
import type { Me } from '../api/contract';
import { Button } from '../kit/button';
import { Dialog } from '../kit/dialog';
import { SignInAgain } from './sign-in-again';

/** Somebody else signed in in this browser: says who, keeps what the owner typed, and lets either of them go on. */
export default function SomeoneElseDialog({ me, newcomer }: { me: Me; newcomer: string }) {
  const { t } = useTranslation();
  const names = { newcomer, owner: me.user.name };
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
