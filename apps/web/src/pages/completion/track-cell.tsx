import type { TFunction } from 'i18next';
import { dayText, exactText } from '../../time/date-text';
import completionTable from './completion-table.module.css';
import type { Cell, CellFact } from './track';
import styles from './track-cell.module.css';

const tone: Record<CellFact['what'], string | undefined> = {
  submitted: styles.done,
  took: styles.done,
  overdue: `${styles.now} ${styles.over}`,
  writing: `${styles.now} ${styles.idle}`,
  extended: `${styles.now} ${styles.idle}`,
  revising: `${styles.now} ${styles.returned}`,
  reviewing: styles.now,
  overtime: `${styles.now} ${styles.over}`,
  vacant: `${styles.now} ${styles.over} ${styles.vacant}`,
  unpublished: `${styles.now} ${styles.idle}`,
  published: `${styles.done} ${styles.end} ${styles.public}`,
  ahead: styles.ahead,
};

/** 9天，退1次，迟报; before the cycle's opening is known the day instead of the days. */
function submittedText(t: TFunction, fact: Extract<CellFact, { what: 'submitted' }>, now: number): string {
  const when =
    fact.days !== null
      ? t('cell.days', { count: fact.days })
      : fact.at
        ? dayText(t, fact.at, now)
        : t('cell.submitted');
  const returned = fact.returns > 0 ? t('cell.returned', { count: fact.returns }) : '';
  return [when, returned, fact.late ? t('cell.late') : ''].filter(Boolean).join(t('common:clauseComma'));
}

/** A cell's words: 何慧敏 超时1天; 9天，退1次; 审核人空缺 4天. */
function cellText(t: TFunction, fact: CellFact, now: number): string {
  const who =
    'who' in fact
      ? fact.who.length > 1
        ? t('cell.and', { name: fact.who[0], count: fact.who.length })
        : (fact.who[0] ?? t('cell.nobody'))
      : '';
  switch (fact.what) {
    case 'submitted':
      return submittedText(t, fact, now);
    case 'took':
      return fact.days === null ? t('cell.passed') : t('cell.days', { count: fact.days });
    case 'extended':
      return t('cell.extended', { who, day: fact.day });
    case 'writing':
      return t('cell.writing', { who, count: fact.left });
    case 'published':
      return fact.at ? dayText(t, fact.at, now) : t('common:state.published');
    case 'unpublished':
      return t('cell.unpublished');
    case 'ahead':
      return '';
    default:
      return t(`cell.${fact.what}`, { who, count: fact.days });
  }
}

/** What hovering adds: the exact time, else the words in full where the column cuts them. */
const hint = (t: TFunction, fact: CellFact, text: string): string | undefined =>
  ('at' in fact && fact.at ? exactText(t, fact.at) : text) || undefined;

export function TrackCell({
  t,
  cell,
  first,
  now,
}: {
  t: TFunction;
  cell: Cell;
  first: boolean;
  now: number;
}) {
  const { fact } = cell;
  const text = cellText(t, fact, now);
  return (
    <td
      className={cell.current ? `${completionTable.cell} ${completionTable.current}` : completionTable.cell}
      colSpan={cell.span > 1 ? cell.span : undefined}
    >
      <span
        className={`${styles.track} ${tone[fact.what]}${first && fact.what !== 'ahead' ? ` ${styles.first}` : ''}`}
        title={hint(t, fact, text)}
      >
        {text}
      </span>
    </td>
  );
}
