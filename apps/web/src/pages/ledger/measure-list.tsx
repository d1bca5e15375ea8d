import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item, Measure } from '../../api/ledger';
import { Button } from '../../kit/button';
import { Icon } from '../../kit/icon';
import { ReasonDialog } from '../../kit/reason-dialog';
import { dateText } from '../../time/date-text';
import ledger from './ledger.module.css';
import styles from './measure-list.module.css';
import { useItemAct } from './use-item';

/**
 * What is done about the problem. A tick that is turned goes with the next note of progress; `onTurn` is missing for
 * who only reads.
 */
export function MeasureList({
  item,
  turned,
  onTurn,
}: {
  item: Item;
  turned: string[];
  onTurn?: (id: string) => void;
}) {
  const { t } = useTranslation('ledger');
  const act = useItemAct(item.id);
  const [leaving, setLeaving] = useState<Measure | null>(null);
  const plans = item.allowedActions.includes('plan');
  const standing = item.measures.filter(({ state }) => state !== 'withdrawn');
  return (
    <section className={ledger.part}>
      <h2>
        {t('measures')}{' '}
        {standing.length > 0 && (
          <span className="count">
            {standing.filter(({ state }) => state === 'done').length}/{standing.length}
          </span>
        )}
      </h2>
      {item.measures.length === 0 && <p className="muted">{t('noMeasuresText')}</p>}
      <ul className={styles.list}>
        {item.measures.map((measure) => {
          const was = measure.state === 'done';
          const change = turned.includes(measure.id);
          const gone = measure.state === 'withdrawn';
          const id = `measure-${measure.id}`;
          return (
            <li key={measure.id} className={gone ? styles.withdrawn : undefined}>
              {onTurn && !gone ? (
                <input id={id} type="checkbox" checked={was !== change} onChange={() => onTurn(measure.id)} />
              ) : (
                <Icon
                  name={gone ? 'close' : was ? 'check' : 'clock'}
                  label={t(`measureState.${measure.state}`)}
                />
              )}
              <div>
                <label htmlFor={id}>{measure.text}</label>
                <small>
                  {measure.person}　{t('until', { day: dateText(t, measure.dueOn) })}
                  {measure.doneOn && `　${t('doneOn', { day: dateText(t, measure.doneOn) })}`}
                  {gone && `　${t('withdrawnFor', { reason: measure.reason ?? '' })}`}
                  {change && <b>　{t(was ? 'willBeOpen' : 'willBeDone')}</b>}
                </small>
              </div>
              {plans && measure.state === 'open' && standing.length > 1 && (
                <Button small text onClick={() => setLeaving(measure)}>
                  {t('withdrawMeasure')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {leaving && (
        <ReasonDialog
          keptAs={`withdraw.${leaving.id}`}
          title={t('withdrawMeasureTitle')}
          text={leaving.text}
          label={t('reason')}
          confirm={t('withdrawMeasure')}
          onConfirm={(reason) => act('plan', { withdraw: [{ id: leaving.id, reason }] })}
          onClose={() => setLeaving(null)}
        />
      )}
    </section>
  );
}
