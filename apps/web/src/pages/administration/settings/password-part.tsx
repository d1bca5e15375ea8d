import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { PasswordForm } from '../../../session/password-form';
import styles from './account-section.module.css';

/** A new password; every other session and every token of the account ends with the old one. */
export function PasswordPart() {
  const { t } = useTranslation('account');
  const { message } = App.useApp();
  return (
    <section aria-labelledby="acc-password">
      <h2 id="acc-password">{t('password.title')}</h2>
      <p className="muted">{t('password.text')}</p>
      <div className={styles.narrow}>
        <PasswordForm
          current={t('password.current')}
          confirm={t('password.change')}
          onDone={async () => void message.success(t('password.changed'))}
        />
      </div>
    </section>
  );
}
