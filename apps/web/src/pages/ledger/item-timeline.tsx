import { useTranslation } from 'react-i18next';
import type { Item, ItemEvent } from '../../api/ledger';
import { problemText } from '../../api/problem';
import { TextSkeleton } from '../../kit/skeleton';
import { StateGlyph, stateTone } from '../../report/state-glyph';
import { StaleLine } from '../../shell/page-failure';
import { dateText, exactText } from '../../time/date-text';
import { Moment } from '../../time/moment';
import { glyphOf } from './item-state';
import styles from './item-timeline.module.css';
import ledger from './ledger.module.css';
import { useItemEvents } from './use-item';

/** 历程, newest first: who did what and what they said. */
export function ItemTimeline({ item }: { item: Item }) {
  const { t } = useTranslation('ledger');
  const { data, error, refetch } = useItemEvents(item);
  return (
    <section className={ledger.part}>
      <h2>{t('history')}</h2>
      {error && <StaleLine text={problemText(error)} onRetry={() => void refetch()} />}
      {!data && !error && <TextSkeleton lines={4} label={t('common:loading')} />}
      <ol className={styles.timeline}>
        {[...(data ?? [])]
          .sort((a, b) => b.sequence - a.sequence)
          .map((event) => (
            <Entry key={event.sequence} event={event} />
          ))}
      </ol>
    </section>
  );
}

const wordOf = (data: ItemEvent['data'], name: string): string | null => {
  const value = data[name];
  return typeof value === 'string' ? value : null;
};

function Entry({ event }: { event: ItemEvent }) {
  const { t } = useTranslation('ledger');
  const state = glyphOf[event.to as keyof typeof glyphOf] ?? 'drafting';
  const act = event.type.replace(/^rectification\./, '');
  const [month, until, method] = ['month', 'until', 'method'].map((name) => wordOf(event.data, name));
  const actor = event.actor?.name ?? '';
  const who = event.onBehalfOf ? t('proxy', { who: actor, whom: event.onBehalfOf.name }) : actor;
  const more = [
    month && t('ofMonth', { month: Number(month.split('-')[1]) }),
    until && t('until', { day: dateText(t, until) }),
    method && t(`method.${method}`),
  ].filter(Boolean);
  return (
    <li title={exactText(t, event.at)}>
      <span className={`state ${stateTone(state)}`}>
        <StateGlyph state={state} label={t(`state.${event.to}`)} />
      </span>
      <div>
        {who} {t(`event.${act}`, { defaultValue: act })}
        {more.length > 0 && `　${more.join('　')}`}
        <Moment at={event.at} clock />
        {event.note && <p>{event.note}</p>}
      </div>
    </li>
  );
}
