import { useTranslation } from 'react-i18next';
import type { ItemRow } from '../../api/ledger';
import { ButtonLink } from '../../kit/button';
import { DueDate, ItemFlags, ItemStateMark, itemHolders } from './item-state';
import styles from './ledger-row.module.css';
import type { Want } from './wanting';

/** The row is the target; its button says what the click does. */
export function LedgerRow({
  item,
  want = null,
  first = false,
  myId,
  now,
}: {
  item: ItemRow;
  want?: Want | null;
  first?: boolean;
  myId: string;
  now: number;
}) {
  const { t } = useTranslation('ledger');
  const { total, done } = item.measures;
  const held = itemHolders(t, item, myId);
  return (
    <li className={`row dated ${styles.row}`}>
      <DueDate item={item} now={now} />
      <div className="main">
        <div className="title">
          <span className="verb">
            <ItemStateMark state={item.state} />
          </span>
          <b className={styles.problem}>{item.problem}</b>
          <span className="muted unit-name">{item.org.name}</span>
        </div>
        <div className="details">
          <span>{item.number}</span>
          <span>{total === 0 ? t('noMeasures') : t('measuresDone', { done, total })}</span>
          {held && <span>{held}</span>}
          <ItemFlags item={item} />
        </div>
      </div>
      <div className="action">
        <ButtonLink to={`/ledger/${item.id}`} primary={first} className="cover">
          {t(want ? `want.${want}` : 'look')}
          <span className="spoken-only">{item.number}</span>
        </ButtonLink>
      </div>
    </li>
  );
}
