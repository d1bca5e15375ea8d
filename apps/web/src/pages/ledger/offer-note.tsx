import { useTranslation } from 'react-i18next';
import type { Item } from '../../api/ledger';
import { Button } from '../../kit/button';
import { useAttempt } from '../../kit/use-confirm';
import styles from './ledger.module.css';
import { useAmend } from './use-item';

/** The report was approved anew with another text: whoever answers for the item takes it over or leaves it. */
export function OfferNote({ item }: { item: Item }) {
  const { t } = useTranslation('ledger');
  const amend = useAmend(item);
  const attempt = useAttempt();
  const { offer } = item;
  if (!offer) return null;
  const may = item.allowedActions.includes('amend');
  return (
    <div className={styles.note}>
      <b>{t(offer.problem === null ? 'offer.gone' : 'offer.title', { n: offer.revision })}</b>
      {offer.problem !== null && <p>{offer.problem}</p>}
      {offer.cause && (
        <p>
          {t('cause')}：{offer.cause}
        </p>
      )}
      {may && offer.problem !== null && (
        <p className={`${styles.acts} no-paper`}>
          <Button small onClick={() => attempt(() => amend({ offer: 'take' }))}>
            {t('offer.take')}
          </Button>
          <Button small text onClick={() => attempt(() => amend({ offer: 'leave' }))}>
            {t('offer.leave')}
          </Button>
        </p>
      )}
    </div>
  );
}
