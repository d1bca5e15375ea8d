import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedItem } from '../api/report';
import { DueDate, ItemStateMark } from '../pages/ledger/item-state';
import { dateText } from '../time/date-text';
import styles from './item-list.module.css';

/** What any list of the unit's items shows of one. */
export type ShownItem = Pick<
  ListedItem,
  'number' | 'problem' | 'state' | 'closedOn' | 'dueOn' | 'measures' | 'measuresDone'
>;

/** Items of the rectification ledger beside a report: what is open, and what was closed since the one before. */
export function ItemList<Shown extends ShownItem>({
  items,
  now,
  act,
}: {
  items: readonly Shown[];
  /** Where the items stand as they are now; a list that was frozen with a revision says no more than its dates. */
  now?: number;
  /** What can be done about an item here. */
  act?: (item: Shown) => ReactNode;
}) {
  const { t } = useTranslation('ledger');
  return (
    <ul className={styles.list}>
      {items.map((item) => (
        <li key={item.number}>
          <div className={styles.problem}>
            <span className="no-wrap">{item.number}</span>
            <p>{item.problem}</p>
          </div>
          <div className={styles.standing}>
            <ItemStateMark state={item.state} />
            {item.measures > 0 && (
              <span className="no-wrap">
                {t('measuresDone', { done: item.measuresDone, total: item.measures })}
              </span>
            )}
            {now === undefined ? (
              <span className="no-wrap">
                {item.closedOn
                  ? `${t('dates.closed')} ${dateText(t, item.closedOn)}`
                  : `${t('dates.due')} ${dateText(t, item.dueOn)}`}
              </span>
            ) : (
              <DueDate item={item} now={now} />
            )}
          </div>
          {act && <div className={styles.acts}>{act(item)}</div>}
        </li>
      ))}
    </ul>
  );
}
