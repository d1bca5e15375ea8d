import { Suspense } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { useLiveUpdates } from '../live/use-live-updates';
import { Reauthentication } from '../session/reauthentication';
import { useMe } from '../session/session';
import { PageFailure } from './page-failure';
import { TabBar } from './tab-bar';
import { TopBar } from './top-bar';

/** Pages that need somebody signed in; others are sent to sign in and come back. */
export function AppShell() {
  const me = useMe();
  const location = useLocation();
  useLiveUpdates(Boolean(me.data));
  if (me.isPending) return null;
  // Asking again later may fail too; what is on the page stays.
  if (me.isError && me.data === undefined) return <PageFailure />;
  // Until a temporary password is changed nothing else is answered; the page to sign in asks for the change.
  if (!me.data || me.data.user.mustChangePassword) {
    return <Navigate to={`/sign-in?to=${encodeURIComponent(location.pathname + location.search)}`} replace />;
  }
  return (
    <>
      <TopBar />
      <Suspense fallback={null}>
        <Outlet />
      </Suspense>
      <TabBar />
      <Reauthentication />
    </>
  );
}
