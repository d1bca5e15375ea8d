import { useTranslation } from 'react-i18next';
import { ownPosts, useSignedIn } from '../../../session/session';
import administration from '../administration.module.css';
import styles from './account-section.module.css';
import { PasswordPart } from './password-part';
import { SessionPart } from './session-part';
import { TokenPart } from './token-part';

/** One's own account: who one is here, the password, where one is signed in, tokens for programs. */
export default function AccountSection() {
  const { t } = useTranslation(['account', 'administration', 'common']);
  const me = useSignedIn();
  return (
    <div className={styles.page}>
      <header className={administration.head}>
        <h1>{t('administration:section.account')}</h1>
      </header>
      <p className={administration.lead}>
        <b>{me.user.name}</b>
        <span className="faint">　{me.user.username}</span>
        {ownPosts(me).map((held) => (
          <span key={held.id} className={`no-wrap ${styles.post}`}>
            {held.org.name} {t(`common:role.${held.role}`)}
          </span>
        ))}
      </p>
      <PasswordPart />
      <SessionPart />
      <TokenPart />
    </div>
  );
}
