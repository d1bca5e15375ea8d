import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Item } from '../../api/ledger';
import { Icon } from '../../kit/icon';
import { useKeptText } from '../../kit/use-kept-text';
import { useSignedIn } from '../../session/session';
import { dateText } from '../../time/date-text';
import { Moment, useNow } from '../../time/moment';
import { ItemActs } from './item-acts';
import { DueDate, ItemFlags, ItemStateMark, itemHolders } from './item-state';
import { ItemTimeline } from './item-timeline';
import { MeasureList } from './measure-list';
import { ProgressBox } from './progress-box';

/** Problem, measures, what is to be done now, and the history. */
export function ItemDesk({ item }: { item: Item }) {
  const { t } = useTranslation('ledger');
  const me = useSignedIn();
  const now = useNow();
  const heading = useRef<HTMLHeadingElement>(null);
  const [kept, keep] = useKeptText(`ledger.ticks.${item.id}`);
  const turned = kept.split(' ').filter((id) => item.measures.some((measure) => measure.id === id));
  const writes = item.allowedActions.includes('progress');
  const held = itemHolders(t, item, me.user.id);
  const turn = (id: string) =>
    keep((turned.includes(id) ? turned.filter((one) => one !== id) : [...turned, id]).join(' '));
  return (
    <>
      <p className="lg-back">
        <Link className="link" to="/ledger">
          <Icon name="back" /> {t('title')}
        </Link>
      </p>
      <header className="lg-h">
        <div>
          <p className="muted">
            {item.number}　{item.org.name}　{t(`source.${item.source}`)}
            {item.term && `　${t(`term.${item.term}`)}`}
          </p>
          <h1 ref={heading} tabIndex={-1}>
            {item.problem}
          </h1>
          <p className="lg-facts">
            <ItemStateMark state={item.state} />
            {held && <span>{held}</span>}
            <ItemFlags item={item} />
          </p>
        </div>
        <DueDate item={item} now={now} />
      </header>
      <ItemActs item={item} heading={heading} />
      <div className="lg-cols">
        <div>
          <Notices item={item} />
          <Facts item={item} />
          <MeasureList item={item} turned={turned} onTurn={writes ? turn : undefined} />
          {writes && <ProgressBox item={item} turned={turned} onSent={() => keep('')} />}
        </div>
        <ItemTimeline item={item} />
      </div>
    </>
  );
}

/** What somebody said about the item that is not answered yet, or how it came back. */
function Notices({ item }: { item: Item }) {
  const { t } = useTranslation('ledger');
  const { rejected, dispute, pendingExtension, submitted } = item;
  return (
    <>
      {item.state === 'open' && rejected && (
        <div className="lg-note">
          <b>{t('rejectedBy', { name: rejected.by })}</b> <Moment at={rejected.at} clock />
          <p>{rejected.note}</p>
        </div>
      )}
      {pendingExtension && (
        <div className="lg-note">
          <b>{t('askedUntil', { name: pendingExtension.by, day: dateText(t, pendingExtension.until) })}</b>
          <p>{pendingExtension.reason}</p>
        </div>
      )}
      {dispute && (
        <div className="lg-note">
          <b>{t('disputedBy', { name: dispute.by })}</b> <Moment at={dispute.at} clock />
          <p>{dispute.reason}</p>
          {dispute.answer && (
            <p>
              {t('answeredBy', { name: dispute.answer.by, answer: t(`answer.${dispute.answer.action}`) })}
              {dispute.answer.reason}
            </p>
          )}
        </div>
      )}
      {submitted && item.state !== 'open' && (
        <div className="lg-note">
          <b>{t('resultBy', { name: submitted.by })}</b> <Moment at={submitted.at} clock />
          <p>{submitted.result}</p>
        </div>
      )}
    </>
  );
}

function Facts({ item }: { item: Item }) {
  const { t } = useTranslation('ledger');
  const facts: [string, string | null][] = [
    [t('cause'), item.cause],
    [t('leader'), item.leader],
    [t('leadUnit'), item.leadUnit],
    [t('person'), item.person],
    [t('batch'), item.batch?.title ?? null],
    [t('voided'), item.void?.reason ?? null],
  ];
  const known = facts.filter(([, text]) => text);
  if (known.length === 0) return null;
  return (
    <dl className="lg-dl">
      {known.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
