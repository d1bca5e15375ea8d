import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Me } from '../../api/contract';
import { useMarkRead, useNotifications } from '../../api/notification';
import { Moment } from '../../time/moment';
import { DelegationNotes } from './delegation-notes';
import styles from './workbench-page.module.css';

/** Unread notices, and the posts held for others or offered. */
export function NoticeRail({ me }: { me: Me }) {
  const { t } = useTranslation('workbench');
  const { data, isPending } = useNotifications();
  const markRead = useMarkRead();
  const unread = (data?.items ?? []).filter((item) => !item.readAt);
  return (
    <aside className={styles.rail} id="notifications">
      <h2>
        {t('notices')}
        {unread.length > 0 && (
          <button
            type="button"
            className="link plain no-paper"
            onClick={() => markRead.mutate(unread.map(({ id }) => id))}
          >
            {t('markRead')}
          </button>
        )}
      </h2>
      <ul className={styles.notices}>
        {unread.map((item) => (
          <li key={item.id} className={styles.unread}>
            {item.page ? <Link to={item.page}>{item.text}</Link> : item.text}
            <Moment at={item.createdAt} clock />
          </li>
        ))}
        {(data?.total ?? 0) > unread.length && (
          <li className={styles.none}>{t('moreNotices', { count: (data?.total ?? 0) - unread.length })}</li>
        )}
        {!isPending && unread.length === 0 && <li className={styles.none}>{t('noNotices')}</li>}
      </ul>
      <p className="no-paper">
        <Link className="link" to="/notices">
          {t('allNotices')}
        </Link>
      </p>
      <DelegationNotes me={me} />
    </aside>
  );
}
