import { useTranslation } from 'react-i18next';
import type { Me } from '../../api/contract';
import { type DelegationItem, useDelegationActs, useDelegations } from '../../delegation/delegation';
import { RecusalNotice } from '../../delegation/recusal-notice';
import { Button } from '../../kit/button';
import { useAttempt, useConfirm } from '../../kit/use-confirm';
import { Moment } from '../../time/moment';
import styles from './workbench-page.module.css';

/** Posts that others ask to be stood in for, to accept or refuse, and those held for others, to lay down. */
export function DelegationNotes({ me }: { me: Me }) {
  const { data } = useDelegations(me.user.id);
  const mine = (data?.items ?? []).filter(({ delegate }) => delegate.id === me.user.id);
  return (
    <>
      {mine
        .filter(({ state }) => state === 'offered')
        .map((item) => (
          <Offer key={item.id} item={item} />
        ))}
      {mine
        .filter(({ state }) => state === 'accepted')
        .map((item) => (
          <Held key={item.id} item={item} me={me} />
        ))}
    </>
  );
}

function Offer({ item }: { item: DelegationItem }) {
  const { t } = useTranslation('workbench');
  const { accept, end } = useDelegationActs();
  const attempt = useAttempt();
  const confirm = useConfirm();
  const name = item.appointment.user.name;
  const refuse = () =>
    confirm({
      title: t('refuseTitle', { name }),
      content: t('refuseText'),
      okText: t('refuse'),
      act: () => end(item.id),
    });
  return (
    <section className={styles.proxy} aria-label={t('offer')}>
      <b>{t('offer')}</b>
      {t('offerText', words(item, t))} <Period item={item} />
      {item.reason && <p>{item.reason}</p>}
      <RecusalNotice delegationId={item.id} />
      <p>
        <Button small onClick={() => attempt(() => accept(item.id))}>
          {t('accept')}
        </Button>{' '}
        <Button small text onClick={refuse}>
          {t('refuse')}
        </Button>
      </p>
    </section>
  );
}

function Held({ item, me }: { item: DelegationItem; me: Me }) {
  const { t } = useTranslation('workbench');
  const { end } = useDelegationActs();
  const confirm = useConfirm();
  const layDown = () =>
    confirm({
      title: t('layDownTitle', { name: item.appointment.user.name }),
      content: t('layDownText'),
      okText: t('layDown'),
      act: () => end(item.id),
    });
  return (
    <section className={styles.proxy} aria-label={t('delegation')}>
      <b>{t('delegation')}</b>
      {t('delegationText', { ...words(item, t), me: me.user.name })} <Period item={item} />
      <p>
        <Button small text onClick={layDown}>
          {t('layDown')}
        </Button>
      </p>
    </section>
  );
}

function Period({ item }: { item: DelegationItem }) {
  return (
    <span className="no-wrap">
      <Moment at={item.startsAt} /> – <Moment at={item.endsAt} />
    </span>
  );
}

function words({ appointment }: DelegationItem, t: (key: string) => string) {
  const { user, org, role } = appointment;
  return { name: user.name, org: org.name, role: t(`common:role.${role}`) };
}
