import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useLocation } from 'react-router';
import { listEditions } from '../api/bulletin';
import { Reauthentication } from '../session/reauthentication';
import { useMe } from '../session/session';
import { TabBar } from './tab-bar';
import { TopBar } from './top-bar';

/** Whose bulletin it is, as its newest edition says. */
function PublicBrand() {
  const { t } = useTranslation();
  const newest = useQuery({ queryKey: ['bulletin-newest'], queryFn: () => listEditions('', '', 1, 1) });
  const publisher = newest.data?.items[0]?.publisher.name;
  return publisher ? t('publicBrand', { publisher }) : t('publicBrandPlain');
}

/** The bulletin is open to everybody: visitors see the public editions and a way to sign in. */
export function BulletinShell() {
  const me = useMe();
  const { t } = useTranslation();
  const location = useLocation();
  if (me.isPending) return null;
  return (
    <>
      {me.data ? (
        <TopBar />
      ) : (
        <header className="top-bar">
          <Link className="brand" to="/bulletin">
            <span className="seal" aria-hidden="true">
              审
            </span>
            <PublicBrand />
          </Link>
          <div className="person">
            <Link to={`/sign-in?to=${encodeURIComponent(location.pathname)}`}>{t('session.signIn')}</Link>
          </div>
        </header>
      )}
      <Suspense fallback={null}>
        <Outlet />
      </Suspense>
      {me.data && (
        <>
          <TabBar />
          <Reauthentication />
        </>
      )}
    </>
  );
}
