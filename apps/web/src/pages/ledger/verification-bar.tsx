import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Item, ItemRow } from '../../api/ledger';
import { Button } from '../../kit/button';
import { Icon } from '../../kit/icon';
import { QueueSteps } from '../../kit/queue-steps';
import decisionBar from '../review/decision-bar.module.css';
import styles from './verification-bar.module.css';

/** Fixed at the bottom like the bar of a review: where one is among the items to verify, 退回, 同意销号. */
export function VerificationBar({
  item,
  place,
  onPrevious,
  onNext,
  onReject,
  onVerify,
  onHelp,
}: {
  item: Item;
  place: { index: number; count: number } | null;
  onPrevious: () => void;
  onNext: () => void;
  onReject: () => void;
  onVerify: () => void;
  onHelp: () => void;
}) {
  const { t } = useTranslation('ledger');
  return (
    <section className={`${decisionBar.bar} ${styles.bar} no-paper`} aria-label={t('verification')}>
      <QueueSteps
        place={place}
        previous={t('previous')}
        next={t('next')}
        standing={(at) => t('place', at)}
        onPrevious={onPrevious}
        onNext={onNext}
      />
      <p className={styles.standing}>
        {t('stepOf', { index: item.step?.index ?? 1, of: item.step?.of ?? 1 })}
        <Button text small className="desk-only" aria-label={t('keysTitle')} onClick={onHelp}>
          <kbd>?</kbd>
        </Button>
      </p>
      <div className={decisionBar.decide}>
        <Button className={decisionBar.sendBack} onClick={onReject}>
          <Icon name="returned" /> {t('act.reject')} <kbd className="desk-only">R</kbd>
        </Button>
        <Button primary className={decisionBar.approve} onClick={onVerify}>
          {t('act.verify')} <kbd className="desk-only">A</kbd>
        </Button>
      </div>
    </section>
  );
}

/** The items that wait for the reader, beside the one that is open. */
export function VerificationList({ queue, current }: { queue: ItemRow[]; current: string }) {
  const { t } = useTranslation('ledger');
  return (
    <nav className={`${styles.queue} no-paper`} aria-label={t('queue')}>
      <h2>
        {t('queue')} <span className="count">{queue.length}</span>
      </h2>
      <ol>
        {queue.map((one) => (
          <li key={one.id}>
            <Link to={`/ledger/${one.id}`} aria-current={one.id === current ? 'page' : undefined}>
              <span className="muted">{one.org.name}</span>
              <span className={styles.problem}>{one.problem}</span>
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
