import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useSetupState } from '../../api/setup';
import { ButtonLink } from '../../kit/button';
import { useSessionActions } from '../../session/session';
import { PageFailure } from '../../shell/page-failure';
import styles from '../sign-in/sign-in.module.css';
import { SetupForm } from './setup-form';

/** The guided first page 首次设置: open until somebody is an administrator. */
export function Component() {
  const { t } = useTranslation('setup');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { signIn } = useSessionActions();
  const state = useSetupState();
  if (state.isPending) return null;
  if (state.isError && state.data === undefined) return <PageFailure />;

  const enter = async (username: string, password: string) => {
    await signIn(username, password);
    await queries.invalidateQueries({ queryKey: ['setup'] });
    // Where the next steps stand.
    await navigate('/', { replace: true });
  };
  return (
    <main className={styles.page}>
      <div className={`${styles.card} ${styles.wide}`}>
        <p className={styles.brand}>
          <span className="seal" aria-hidden="true">
            审
          </span>
          {t('common:brand')}
        </p>
        <h1>{t('title')}</h1>
        {state.data?.open ? (
          <>
            <p className="muted">{t('text')}</p>
            <SetupForm bureau={state.data.bureau} onDone={enter} />
          </>
        ) : (
          <>
            <p className="muted">{t('over')}</p>
            <ButtonLink primary to="/sign-in" className={styles.submit}>
              {t('signIn')}
            </ButtonLink>
          </>
        )}
      </div>
    </main>
  );
}
