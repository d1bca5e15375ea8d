import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../api/ledger';
import { problemText } from '../../api/problem';
import { Button } from '../../kit/button';
import { Field } from '../../kit/field';
import { limit } from '../../kit/limit';
import { ReasonDialog } from '../../kit/reason-dialog';
import { Segment } from '../../kit/segment';
import { isTooLong } from '../../kit/too-long';
import { useKeptText } from '../../kit/use-kept-text';
import { dayCode } from '../../time/calendar';
import { useNow } from '../../time/moment';
import styles from './ledger.module.css';
import { useItemAct } from './use-item';

const most = 2000;

/** This month and the one before, as the server names them. */
function months(now: number): [string, string] {
  const [year = 0, month = 0] = dayCode(now).split('-').map(Number);
  const before = month === 1 ? [year - 1, 12] : [year, month - 1];
  const code = ([y, m]: number[]) => `${y}-${String(m).padStart(2, '0')}`;
  return [code([year, month]), code(before)];
}

/** 记进展: one box; what is typed stays in this browser until it is sent. The ticks that were turned go with it. */
export function ProgressBox({ item, turned, onSent }: { item: Item; turned: string[]; onSent: () => void }) {
  const { t } = useTranslation('ledger');
  const act = useItemAct(item.id);
  const [present, before] = months(useNow());
  const [text, setText] = useKeptText(`ledger.progress.${item.id}`);
  const [last, setLast] = useState(false);
  const [fault, setFault] = useState<string>();
  const [nothing, setNothing] = useState(false);
  const month = last ? before : present;
  const monthName = (code: string) => t('monthName', { month: Number(code.split('-')[1]) });

  const send = async () => {
    if (!text.trim()) return setFault(t('sayProgress'));
    if (isTooLong(text, most)) return;
    setFault(undefined);
    const isDone = (id: string) => item.measures.some((one) => one.id === id && one.state === 'done');
    try {
      await act('progress', {
        month,
        text: text.trim(),
        done: turned.filter((id) => !isDone(id)),
        undone: turned.filter(isDone),
      });
      setText('');
      onSent();
    } catch (error) {
      setFault(problemText(error));
    }
  };
  return (
    <section className={`${styles.part} no-paper`}>
      <h2>{t('progress')}</h2>
      <Segment
        label={t('month')}
        value={month}
        options={[present, before].map((value) => ({ value, label: monthName(value) }))}
        onChange={(value) => setLast(value === before)}
      />
      <Field label={t('progressLabel')} hint={t('progressHint')} fault={fault}>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={4}
            count={limit(most)}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <p className={`${styles.acts} no-paper`}>
        <Button onClick={send}>
          {turned.length > 0 ? t('sendWithTicks', { count: turned.length }) : t('sendProgress')}
        </Button>
        <Button text onClick={() => setNothing(true)}>
          {t('nothingNew', { month: monthName(month) })}
        </Button>
      </p>
      {nothing && (
        <ReasonDialog
          keptAs={`nothing.${item.id}.${month}`}
          title={t('nothingNew', { month: monthName(month) })}
          label={t('why')}
          confirm={t('sendProgress')}
          onConfirm={(reason) => act('progress', { month, text: t('nothingNewNote', { reason }) })}
          onClose={() => setNothing(false)}
        />
      )}
    </section>
  );
}
