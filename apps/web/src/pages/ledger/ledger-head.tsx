import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { hasRole, useSignedIn } from '../../session/session';
import styles from './ledger-head.module.css';
import { useQueue } from './use-queue';

const places = [
  ['items', '/ledger'],
  ['verification', '/ledger/verification'],
  ['batches', '/ledger/batches'],
  ['figures', '/ledger/figures'],
  ['samples', '/ledger/samples'],
] as const;
export type LedgerPlace = (typeof places)[number][0];

/** The heading of the ledger's pages, with the way from one to another. */
export function LedgerHead({ current, children }: { current: LedgerPlace; children?: ReactNode }) {
  const { t } = useTranslation('ledger');
  const me = useSignedIn();
  const verifies = hasRole(me, 'reviewer', 'leader');
  const samples = hasRole(me, 'reviewer', 'leader', 'admin', 'observer');
  const queue = useQueue(verifies);
  const shown = places.filter(
    ([place]) => (place !== 'verification' || verifies) && (place !== 'samples' || samples),
  );
  return (
    <header className={`list-head ${styles.head}`}>
      <h1>{t('title')}</h1>
      <nav className="segments" aria-label={t('places.label')}>
        {shown.map(([place, to]) => (
          <Link key={place} to={to} aria-current={place === current ? 'page' : undefined}>
            {t(`places.${place}`)}
            {place === 'verification' && (queue.data?.length ?? 0) > 0 && (
              <span className="count">{queue.data?.length}</span>
            )}
          </Link>
        ))}
      </nav>
      {children && <span className="right">{children}</span>}
    </header>
  );
}
