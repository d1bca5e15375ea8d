import { Form, Radio } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../api/ledger';
import { FormDialog } from '../../kit/form-dialog';
import { dateText } from '../../time/date-text';
import { DayFormField, dayOf, WordsField } from './form-parts';
import styles from './ledger.module.css';
import { useItemAct, useKeptWords } from './use-item';

interface Values {
  answer?: 'grant' | 'deny';
  dueAt?: Dayjs;
  reason?: string;
}

/** 延期: the unit asks; whoever verifies grants it, until another day if they choose, or denies it. */
export function ExtendForm({
  item,
  verifier,
  onClose,
}: {
  item: Item;
  verifier: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation('ledger');
  const act = useItemAct(item.id);
  const kept = useKeptWords('extend', item.id, 'reason');
  const asked = item.pendingExtension;
  const latest = dayjs(item.dueOn).isBefore(dayjs()) ? dayjs() : dayjs(item.dueOn);
  const send = async ({ answer = 'grant', dueAt, reason }: Values) => {
    const words = reason?.trim() || undefined;
    await act(
      'extend',
      answer === 'deny' ? { deny: true, reason: words } : { dueAt: dayOf(dueAt), reason: words },
    );
    kept.forget();
  };
  return (
    <FormDialog<Values>
      title={t(verifier ? 'act.grant' : 'act.extend')}
      confirm={t(verifier ? 'extend.decide' : 'extend.ask')}
      initial={{
        answer: 'grant',
        dueAt: asked ? dayjs(asked.until) : latest.add(14, 'day'),
        reason: kept.text,
      }}
      fieldOf={{ invalid_due_date: 'dueAt' }}
      onTyping={kept.keep}
      onSubmit={send}
      onClose={onClose}
    >
      <p className="muted">{t('extend.now', { day: dateText(t, item.dueOn) })}</p>
      {verifier && asked && (
        <>
          <p>{t('askedUntil', { name: asked.by, day: dateText(t, asked.until) })}</p>
          <p className={styles.said}>{asked.reason}</p>
          <Form.Item name="answer" label={t('extend.answer')}>
            <Radio.Group
              options={(['grant', 'deny'] as const).map((value) => ({ value, label: t(`extend.${value}`) }))}
            />
          </Form.Item>
        </>
      )}
      <Form.Item noStyle dependencies={['answer']}>
        {({ getFieldValue }) => {
          const denied = getFieldValue('answer') === 'deny';
          return (
            <>
              {!denied && <DayFormField name="dueAt" label={t('extend.until')} />}
              <WordsField name="reason" label={t('reason')} required={!verifier || denied} rows={3} />
            </>
          );
        }}
      </Form.Item>
    </FormDialog>
  );
}
