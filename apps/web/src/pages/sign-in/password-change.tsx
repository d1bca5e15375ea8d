import { useTranslation } from 'react-i18next';
import { Button } from '../../kit/button';
import { PasswordForm } from '../../session/password-form';
import { useSessionActions } from '../../session/session';
import styles from './sign-in.module.css';

/**
 * After an administrator's reset the first thing is a password of one's own. Asks for the temporary one too where
 * it was not typed just now, as after the page was loaded again.
 */
export function PasswordChange({ current, onDone }: { current: string; onDone: () => Promise<unknown> }) {
  const { t } = useTranslation('sign-in');
  const { signOut } = useSessionActions();
  return (
    <>
      <h1>{t('changeTitle')}</h1>
      <p className="muted">{t('changeText')}</p>
      <PasswordForm large known={current} current={t('current')} confirm={t('change')} onDone={onDone} />
      <Button text className={styles.submit} onClick={signOut}>
        {t('other')}
      </Button>
    </>
  );
}
