import i18next from 'i18next';
import { createBrowserRouter, Navigate, Outlet } from 'react-router';
import { AppShell } from './shell/app-shell';
import { BulletinShell } from './shell/bulletin-shell';
import { OpeningBar } from './shell/opening-bar';
import { PageFailure } from './shell/page-failure';

/** The first page of the day, with what it says: asked for together instead of one after the other. */
const workbench = () =>
  Promise.all([
    import('./pages/workbench/workbench-page'),
    i18next.loadNamespaces(['workbench', 'report']),
  ]).then(([page]) => page);

/** Each page is its own chunk; the router shows the previous page until the next is there. */
export const router = createBrowserRouter([
  {
    element: (
      <>
        <OpeningBar />
        <Outlet />
      </>
    ),
    errorElement: <PageFailure />,
    hydrateFallbackElement: <></>,
    children: [
      { path: '/setup', lazy: () => import('./pages/setup/setup-page') },
      { path: '/sign-in', lazy: () => import('./pages/sign-in/sign-in-page') },
      {
        element: <BulletinShell />,
        children: [
          { path: '/bulletin', lazy: () => import('./pages/bulletin/bulletin-page') },
          { path: '/bulletin/:number', lazy: () => import('./pages/bulletin/edition-page') },
        ],
      },
      {
        element: <AppShell />,
        children: [
          { index: true, lazy: workbench },
          { path: '/writing', lazy: () => import('./pages/writing/writing-list-page') },
          { path: '/writing/:id', lazy: () => import('./pages/writing/writing-page') },
          { path: '/review', lazy: () => import('./pages/review/review-list-page') },
          { path: '/review/:id', lazy: () => import('./pages/review/review-page') },
          { path: '/ledger', lazy: () => import('./pages/ledger/ledger-page') },
          { path: '/ledger/new', lazy: () => import('./pages/ledger/entry-page') },
          { path: '/ledger/verification', lazy: () => import('./pages/ledger/verification-page') },
          { path: '/ledger/figures', lazy: () => import('./pages/ledger/figure/figure-page') },
          { path: '/ledger/samples', lazy: () => import('./pages/ledger/sample/sample-page') },
          { path: '/ledger/batches', lazy: () => import('./pages/ledger/batch/batch-list-page') },
          { path: '/ledger/batches/new', lazy: () => import('./pages/ledger/batch/batch-edit-page') },
          { path: '/ledger/batches/:id', lazy: () => import('./pages/ledger/batch/batch-page') },
          { path: '/ledger/batches/:id/edit', lazy: () => import('./pages/ledger/batch/batch-edit-page') },
          { path: '/ledger/batches/:id/import', lazy: () => import('./pages/ledger/batch/import-page') },
          { path: '/ledger/:id', lazy: () => import('./pages/ledger/item-page') },
          { path: '/completion', lazy: () => import('./pages/completion/completion-page') },
          { path: '/completion/:cycle', lazy: () => import('./pages/completion/completion-page') },
          { path: '/rollup/:cycle', lazy: () => import('./pages/rollup/rollup-page') },
          { path: '/notices', lazy: () => import('./pages/notices/notices-page') },
          { path: '/administration', element: <Navigate to="/administration/org" replace /> },
          {
            path: '/administration/:section/:id?',
            lazy: () => import('./pages/administration/administration-page'),
          },
        ],
      },
      { path: '*', element: <Navigate to="/" replace /> },
    ],
  },
]);
