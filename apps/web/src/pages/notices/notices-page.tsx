import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Pagination } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { Notification } from '../../api/contract';
import { listNotifications, useMarkRead } from '../../api/notification';
import { problemText } from '../../api/problem';
import { Button } from '../../kit/button';
import { Empty } from '../../kit/empty';
import { Segment } from '../../kit/segment';
import { TextSkeleton } from '../../kit/skeleton';
import { StaleLine } from '../../shell/page-failure';
import { Moment } from '../../time/moment';
import styles from './notices-page.module.css';

const pageSize = 30;

function Notice({ item, onRead }: { item: Notification; onRead: () => void }) {
  const { t } = useTranslation('notices');
  const marks = [item.readAt ? styles.read : styles.unread, item.over ? styles.over : ''].join(' ');
  return (
    <li className={marks}>
      <p>
        {!item.readAt && <span className="spoken-only">{t('unread')}</span>}
        {item.page ? (
          <Link to={item.page} onClick={onRead}>
            {item.title}
          </Link>
        ) : (
          <span>{item.title}</span>
        )}
        {item.over && <span className={styles.mark}>{t('over')}</span>}
      </p>
      {item.body.map((paragraph) => (
        <p key={paragraph} className="muted">
          {paragraph}
        </p>
      ))}
      <span className="faint">
        <Moment at={item.createdAt} clock />
      </span>
    </li>
  );
}

/** Every notice one was sent, read ones too, the newest first; what it asked for and is done stands grey. */
export function Component() {
  const { t } = useTranslation('notices');
  const [search, setSearch] = useSearchParams();
  const page = Math.max(1, Number(search.get('page')) || 1);
  const unread = search.get('only') === 'unread';
  const notices = useQuery({
    queryKey: ['notifications', 'page', unread, page],
    queryFn: () => listNotifications({ unread, page, pageSize }),
    placeholderData: keepPreviousData,
  });
  const markRead = useMarkRead();
  const items = notices.data?.items ?? [];
  const fresh = items.filter(({ readAt }) => !readAt).map(({ id }) => id);
  return (
    <main className={styles.page}>
      <header className={styles.head}>
        <h1>{t('title')}</h1>
        <Segment
          label={t('filter')}
          value={unread ? 'unread' : 'all'}
          options={[
            { value: 'all', label: t('all') },
            { value: 'unread', label: t('unreadOnly'), count: notices.data?.unread ?? 0 },
          ]}
          onChange={(value) => setSearch(value === 'unread' ? { only: 'unread' } : {})}
        />
        {fresh.length > 0 && <Button onClick={() => markRead.mutate(fresh)}>{t('markRead')}</Button>}
      </header>
      {notices.isPending && <TextSkeleton lines={8} label={t('common:loading')} />}
      {notices.error && (
        <StaleLine text={problemText(notices.error)} onRetry={() => void notices.refetch()} />
      )}
      {notices.data && items.length === 0 && (
        <div className="surface">
          <Empty title={t(unread ? 'noneUnread' : 'none')} />
        </div>
      )}
      {items.length > 0 && (
        <ul className={`surface ${styles.list}`}>
          {items.map((item) => (
            <Notice key={item.id} item={item} onRead={() => !item.readAt && markRead.mutate([item.id])} />
          ))}
        </ul>
      )}
      <Pagination
        className={styles.pages}
        current={page}
        pageSize={pageSize}
        total={notices.data?.total ?? 0}
        showSizeChanger={false}
        hideOnSinglePage
        onChange={(to) => {
          setSearch({ ...(unread ? { only: 'unread' } : {}), page: String(to) });
          window.scrollTo({ top: 0 });
        }}
      />
    </main>
  );
}
