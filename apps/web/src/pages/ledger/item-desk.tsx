import { type ReactNode, type RefObject, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Item } from '../../api/ledger';
import { Icon } from '../../kit/icon';
import { useKeptText } from '../../kit/use-kept-text';
import { useSignedIn } from '../../session/session';
import { dateText } from '../../time/date-text';
import { Moment, useNow } from '../../time/moment';
import { KeyHelp } from '../review/key-help';
import { type ReviewKey, useReviewKeys } from '../review/use-review-keys';
import type { ItemForm } from './act-form';
import { EvidencePart } from './evidence-part';
import { ItemActs } from './item-acts';
import styles from './item-desk.module.css';
import { DueDate, ItemFlags, ItemStateMark, itemHolders } from './item-state';
import { ItemTimeline } from './item-timeline';
import ledger from './ledger.module.css';
import { MeasureList } from './measure-list';
import { OfferNote } from './offer-note';
import { ProgressBox } from './progress-box';
import { useVerification } from './use-queue';
import { VerificationBar, VerificationList } from './verification-bar';

/** Problem, measures, what is to be done now, and the history; for who verifies, with the keys of the review desk. */
export function ItemDesk({ item }: { item: Item }) {
  const { t } = useTranslation('ledger');
  const heading = useRef<HTMLHeadingElement>(null);
  const [open, setOpen] = useState<ItemForm | null>(null);
  const [helping, setHelping] = useState(false);
  const { queue, place, previous, next, decided } = useVerification(item);
  const decides = item.allowedActions.includes('verify');
  const keys: Partial<Record<ReviewKey, () => unknown>> = {
    j: next,
    k: previous,
    a: () => decides && setOpen('verify'),
    r: () => decides && setOpen('reject'),
    '?': () => decides && setHelping(true),
  };
  useReviewKeys((key) => keys[key]?.());
  return (
    <main className={decides ? `list-page ${ledger.page} ${styles.desk}` : `list-page ${ledger.page}`}>
      {decides && <VerificationList queue={queue} current={item.id} />}
      <div>
        <ItemHead item={item} heading={heading} />
        <ItemActs item={item} heading={heading} open={open} onOpen={setOpen} onDecided={decided} />
        <ItemBody item={item} />
      </div>
      {decides && (
        <VerificationBar
          item={item}
          place={place}
          onPrevious={previous}
          onNext={next}
          onReject={() => setOpen('reject')}
          onVerify={() => setOpen('verify')}
          onHelp={() => setHelping(true)}
        />
      )}
      {helping && (
        <KeyHelp
          does={{
            J: t('next'),
            K: t('previous'),
            A: t('act.verify'),
            R: t('act.reject'),
            '?': t('keysTitle'),
            Esc: t('keysClose'),
          }}
          onClose={() => setHelping(false)}
        />
      )}
    </main>
  );
}

function ItemHead({ item, heading }: { item: Item; heading: RefObject<HTMLHeadingElement | null> }) {
  const { t } = useTranslation('ledger');
  const me = useSignedIn();
  const now = useNow();
  const held = itemHolders(t, item, me.user.id);
  return (
    <>
      <p className={`${ledger.back} no-paper`}>
        <Link className="link" to="/ledger">
          <Icon name="back" /> {t('title')}
        </Link>
      </p>
      <header className={ledger.head}>
        <div>
          <p className={`muted ${styles.origin}`}>
            {[
              item.number,
              item.org.name,
              t(`source.${item.source}`),
              item.term && t(`term.${item.term}`),
            ].map((word) => word && <span key={word}>{word}</span>)}
          </p>
          <h1 ref={heading} tabIndex={-1}>
            {item.problem}
          </h1>
          <p className={styles.facts}>
            <ItemStateMark state={item.state} />
            {held && <span>{held}</span>}
            <ItemFlags item={item} />
          </p>
        </div>
        <DueDate item={item} now={now} />
      </header>
    </>
  );
}

function ItemBody({ item }: { item: Item }) {
  const [kept, keep] = useKeptText(`ledger.ticks.${item.id}`);
  const turned = kept.split(' ').filter((id) => item.measures.some((measure) => measure.id === id));
  const writes = item.allowedActions.includes('progress');
  const turn = (id: string) =>
    keep((turned.includes(id) ? turned.filter((one) => one !== id) : [...turned, id]).join(' '));
  return (
    <div className={styles.columns}>
      <div>
        <OfferNote item={item} />
        <Notices item={item} />
        <Facts item={item} />
        <MeasureList item={item} turned={turned} onTurn={writes ? turn : undefined} />
        {writes && <ProgressBox item={item} turned={turned} onSent={() => keep('')} />}
        <EvidencePart item={item} writes={writes} />
      </div>
      <ItemTimeline item={item} />
    </div>
  );
}

/** What somebody said about the item that is not answered yet, or how it came back. */
function Notices({ item }: { item: Item }) {
  const { t } = useTranslation('ledger');
  const { rejected, dispute, pendingExtension, submitted } = item;
  return (
    <>
      {item.state === 'open' && rejected && (
        <div className={ledger.note}>
          <b>{t('rejectedBy', { name: rejected.by })}</b> <Moment at={rejected.at} clock />
          <p>{rejected.note}</p>
        </div>
      )}
      {pendingExtension && (
        <div className={ledger.note}>
          <b>{t('askedUntil', { name: pendingExtension.by, day: dateText(t, pendingExtension.until) })}</b>
          <p>{pendingExtension.reason}</p>
        </div>
      )}
      {dispute && (
        <div className={ledger.note}>
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
        <div className={ledger.note}>
          <b>{t('resultBy', { name: submitted.by })}</b> <Moment at={submitted.at} clock />
          <p>{submitted.result}</p>
        </div>
      )}
    </>
  );
}

function Facts({ item }: { item: Item }) {
  const { t } = useTranslation('ledger');
  const facts: [string, ReactNode][] = [
    [t('cause'), item.cause],
    [t('leader'), item.leader],
    [t('leadUnit'), item.leadUnit],
    [t('person'), item.person],
    [t('category'), item.category],
    [
      t('batch'),
      item.batch && (
        <Link className="link" to={`/ledger/batches/${item.batch.id}`}>
          {item.batch.title}
        </Link>
      ),
    ],
    [t('paragraph'), item.paragraph],
    [t('voided'), item.void && `${t(`voidKind.${item.void.kind}`)}　${item.void.reason}`],
  ];
  const known = facts.filter(([, value]) => Boolean(value));
  if (known.length === 0) return null;
  return (
    <dl className={styles.record}>
      {known.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
