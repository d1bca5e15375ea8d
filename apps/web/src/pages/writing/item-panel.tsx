import { isUnsettled } from '@domain/ledger/listed-item';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { getReportItems, type ListedItem } from '../../api/report';
import { Button } from '../../kit/button';
import { freshId } from '../../kit/fresh-id';
import { Icon } from '../../kit/icon';
import { ItemList } from '../../report/item-list';
import '../../style/rows.css';
import { useNow } from '../../time/moment';
import type { DraftProblem } from './draft';
import problemPart from './problem-part.module.css';
import styles from './section-part.module.css';

/** The unit's items as they stand; another save asks again, since items change beside the report. */
export function useReportItems(reportId: string, enabled: boolean) {
  return useQuery({
    queryKey: ['report-items', reportId],
    queryFn: () => getReportItems(reportId),
    enabled,
  }).data;
}

/** The field in which is said what became of the item that a row continues. */
export const accountField = (key: string) => `account-${key}`;

function showAccount(key: string): void {
  const field = document.getElementById(accountField(key));
  field?.scrollIntoView({ block: 'center' });
  field?.focus({ preventScroll: true });
}

/** The open items of which the report does not say yet what became of them. */
export function untoldItems(items: readonly ListedItem[], problems: readonly DraftProblem[]): ListedItem[] {
  const told = new Set(problems.flatMap(({ ledgerId, account }) => (account?.trim() ? [ledgerId] : [])));
  return items.filter((item) => isUnsettled(item) && !told.has(item.id));
}

/** 问题整改情况: what this report has to account for; one tap takes an open item over as a row of the problem list. */
export function ItemPanel({
  items,
  total,
  problems,
  mayAdd,
  onChange,
}: {
  items: ListedItem[];
  /** How many there are; only the first are listed. */
  total: number;
  problems: DraftProblem[];
  mayAdd: boolean;
  onChange: (edit: (problems: DraftProblem[]) => DraftProblem[]) => void;
}) {
  const { t } = useTranslation('writing');
  const now = useNow();
  const rowOf = (item: ListedItem) => problems.findIndex(({ ledgerId }) => ledgerId === item.id);
  const untold = untoldItems(items, problems);
  const take = (item: ListedItem) => {
    const key = freshId();
    onChange((now) =>
      now.some(({ ledgerId }) => ledgerId === item.id)
        ? now
        : [...now, { key, problem: item.problem, ledgerId: item.id }],
    );
    // The field is there once the row is drawn.
    requestAnimationFrame(() => requestAnimationFrame(() => showAccount(key)));
  };
  const act = (item: ListedItem) => {
    if (!isUnsettled(item)) return null;
    const at = rowOf(item);
    const row = problems[at];
    if (row) {
      const text = t(row.account?.trim() ? 'items.told' : 'items.inRow', { number: at + 1 });
      return (
        <button
          type="button"
          className="link plain"
          onClick={() => showAccount(row.key)}
          aria-label={t('items.inRowOf', { item: item.number, text })}
        >
          {text}
        </button>
      );
    }
    return mayAdd ? (
      <Button small aria-label={t('items.takeItem', { item: item.number })} onClick={() => take(item)}>
        <Icon name="plus" /> {t('items.take')}
      </Button>
    ) : null;
  };
  return (
    <section className={styles.section} id="part-items" aria-label={t('items.title')}>
      <header className="wide">
        <h2>{t('items.title')}</h2>
        <span className={styles.count}>
          {untold.length > 0 ? t('items.left', { count: untold.length }) : t('items.allTold')}
        </span>
      </header>
      <p className={styles.guide}>{t('items.guide')}</p>
      <div className={`surface ${problemPart.table}`}>
        <ItemList items={items} now={now} act={act} />
        {items.length < total && (
          <p className={`${problemPart.empty} muted`}>
            {t('items.more', { shown: items.length, count: total - items.length })}
          </p>
        )}
      </div>
    </section>
  );
}
