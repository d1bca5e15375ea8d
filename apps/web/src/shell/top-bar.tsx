import { Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { Me } from '../api/contract';
import { useUnreadCount } from '../api/notification';
import { Icon } from '../kit/icon';
import { hasRole, ownPosts, useSessionActions, useSignedIn } from '../session/session';
import { useDestinations } from './navigation';

/** 实验小学党总支 书记、审核人: the unit of the first post with every role held there. */
function usePostLine(me: Me): string {
  const { t } = useTranslation();
  const own = ownPosts(me);
  const first = own[0];
  if (!first) return '';
  const here = own.filter((appointment) => appointment.org.code === first.org.code);
  const roles = [...new Set(here.map((appointment) => appointment.role))].map((role) => t(`role.${role}`));
  return `${first.org.name} ${roles.join(t('listComma'))}`;
}

export function TopBar() {
  const { t } = useTranslation();
  const me = useSignedIn();
  const destinations = useDestinations(me);
  const unread = useUnreadCount();
  const posts = usePostLine(me);
  return (
    <header className="top-bar">
      <Link className="brand" to="/">
        <span className="seal" aria-hidden="true">
          审
        </span>
        {t('brand')}
      </Link>
      <nav className="nav" aria-label={t('nav.label')}>
        {destinations.map(({ to, text, count, current }) => (
          <Link key={to} to={to} aria-current={current ? 'page' : undefined}>
            {text}
            {count !== undefined && <span className="count">{count}</span>}
          </Link>
        ))}
      </nav>
      <div className="person">
        {unread > 0 && (
          <Link className="bell" to="/#notifications" aria-label={t('unread', { count: unread })}>
            <Icon name="bell" />
            {unread}
          </Link>
        )}
        <Account me={me} posts={posts} />
      </div>
    </header>
  );
}

function Account({ me, posts }: { me: Me; posts: string }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const { signOut } = useSessionActions();
  const items = [
    {
      key: 'account',
      label: t('account.own'),
      onClick: () => void navigate('/administration/account'),
    },
    {
      key: 'preferences',
      label: t('account.preferences'),
      onClick: () => void navigate('/administration/preferences'),
    },
    { key: 'notices', label: t('account.notices'), onClick: () => void navigate('/notices') },
    ...(hasRole(me, 'admin')
      ? [
          {
            key: 'administration',
            label: t('nav.administration'),
            onClick: () => void navigate('/administration'),
          },
        ]
      : []),
    {
      key: 'language',
      label: i18n.language === 'en' ? '中文' : 'English',
      onClick: () => void i18n.changeLanguage(i18n.language === 'en' ? 'zh-CN' : 'en'),
    },
    { type: 'divider' as const },
    { key: 'out', label: t('account.signOut'), onClick: () => void signOut() },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <button type="button" className="account">
        <b>{me.user.name}</b>
        <span className="role">{posts && `　${posts}`}</span>
      </button>
    </Dropdown>
  );
}
