import type { InputRef } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '../api/contract';
import { Dialog } from '../kit/dialog';
import { SignInAgain } from './sign-in-again';

/** The session ran out: its owner signs in again over the page. */
export default function ExpiredDialog({ me, onLater }: { me: Me; onLater: () => void }) {
  const { t } = useTranslation();
  const field = useRef<InputRef>(null);
  return (
    <Dialog
      title={t('session.expiredTitle')}
      footer={null}
      onCancel={onLater}
      afterOpenChange={(open) => open && field.current?.focus()}
    >
      <p className="muted">{t('session.expiredText')}</p>
      <SignInAgain
        me={me}
        submit={t('session.signIn')}
        field={field}
        onDone={() => undefined}
        onLater={onLater}
      />
    </Dialog>
  );
}
