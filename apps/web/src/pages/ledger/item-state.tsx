import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ReportState } from '../../api/contract';
import type { Item, ItemRow, ItemState } from '../../api/ledger';
import { Icon } from '../../kit/icon';
import { StateMark } from '../../report/state-glyph';
import { holders } from '../../report/waiting';
import { dueOfDay } from '../../time/calendar';
import { dateText, dueText } from '../../time/date-text';
import styles from './item-state.module.css';

/** The shapes are those of reports: a state that reads alike looks alike. */
export const glyphOf: Record<ItemState, ReportState> = {
  assigned: 'not_started',
  open: 'drafting',
  in_verification: 'in_review',
  closed: 'approved',
  sustained: 'approved',
  void: 'waived',
};

/** The states that a filter offers, in the order of an item's life. */
export const itemStates = Object.keys(glyphOf) as ItemState[];

export function ItemStateMark({ state }: { state: ItemState }) {
  const { t } = useTranslation('ledger');
  return <StateMark state={glyphOf[state]}>{t(`state.${state}`)}</StateMark>;
}

/** What is asked of an item to say what its date is about. */
type Dated = Pick<ItemRow, 'state' | 'dueOn' | 'closedOn'> & Partial<Pick<ItemRow, 'nextCheckOn'>>;

/** 逾期3天, 还剩5天, 销号, 下次回头看: what the date of an item is about, in words. */
export function itemDue(t: TFunction, item: Dated, now: number) {
  if (item.state === 'closed') return { word: t('ledger:dates.closed'), day: item.closedOn, over: false };
  if (item.state === 'sustained')
    return { word: t('ledger:dates.check'), day: item.nextCheckOn, over: false };
  if (item.state === 'void') return { word: t('ledger:dates.due'), day: item.dueOn, over: false };
  const due = dueOfDay(item.dueOn, now);
  return { word: dueText(t, due), day: item.dueOn, over: due.kind === 'overdue' };
}

export function DueDate({ item, now }: { item: Dated; now: number }) {
  const { t } = useTranslation('ledger');
  const { word, day, over } = itemDue(t, item, now);
  return (
    <div className={over ? 'due overdue' : 'due'}>
      <b>
        {over && <Icon name="warning" />} {word}
      </b>
      <span>{day && dateText(t, day)}</span>
    </div>
  );
}

/** Who holds the item up, where anybody does. */
export function itemHolders(t: TFunction, item: ItemRow | Item, myId: string): string | null {
  if (item.flags.includes('no_verifier')) return t('ledger:flag.no_verifier');
  return item.waitingOn ? t('common:waiting.with', { who: holders(t, item, myId) }) : null;
}

/** What stands beside the state; overdue is said by the date itself, an empty seat by who holds it up. */
export function ItemFlags({ item }: { item: ItemRow | Item }) {
  const { t } = useTranslation('ledger');
  return item.flags
    .filter((flag) => flag !== 'overdue' && flag !== 'no_verifier')
    .map((flag) => (
      <span key={flag} className={styles.flag}>
        {t(`flag.${flag}`, { count: item.relapses })}
      </span>
    ));
}
