import { Checkbox, Form, Radio } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../api/ledger';
import { FormDialog } from '../../kit/form-dialog';
import { DayFormField, dayOf, type Method, MethodField, WordsField } from './form-parts';
import styles from './ledger.module.css';
import { useItemAct, useKeptWords } from './use-item';

interface FormProps {
  item: Item;
  onClose: () => void;
}

interface DecisionProps extends FormProps {
  /** Says that it was decided, and goes on to the next. */
  onDecided: (act: 'verify' | 'reject') => void;
}

/** A decision is about what was read: the version as the form was opened. */
const useReadVersion = (item: Item) => useState(item.version)[0];

/** 同意销号, one step of the route. */
export function VerifyForm({ item, onClose, onDecided }: DecisionProps) {
  const { t } = useTranslation('ledger');
  const act = useItemAct(item.id, true);
  const version = useReadVersion(item);
  const kept = useKeptWords('verify', item.id, 'note');
  const last = item.step?.index === item.step?.of;
  const sustains = last && item.term === 'long_term';
  return (
    <FormDialog<{ method: Method; note: string; nextCheckOn?: Dayjs }>
      title={t('act.verify')}
      confirm={t('act.verify')}
      initial={{ note: kept.text }}
      fieldOf={{ method_required: 'method', due_required: 'nextCheckOn' }}
      onTyping={kept.keep}
      onSubmit={async ({ method, note, nextCheckOn }) => {
        await act('verify', { version, method, note: note.trim(), nextCheckOn: dayOf(nextCheckOn) });
        kept.forget();
        onDecided('verify');
      }}
      onClose={onClose}
    >
      <p className="muted">{t(sustains ? 'verify.sustains' : last ? 'verify.closes' : 'verify.goesOn')}</p>
      <MethodField />
      <WordsField name="note" label={t('verify.note')} />
      {sustains && <DayFormField name="nextCheckOn" label={t('nextCheck')} />}
    </FormDialog>
  );
}

/** 退回: with a note, and a new date unless the usual one will do. */
export function RejectForm({ item, onClose, onDecided }: DecisionProps) {
  const { t } = useTranslation('ledger');
  const act = useItemAct(item.id, true);
  const version = useReadVersion(item);
  const kept = useKeptWords('reject', item.id, 'note');
  const done = item.measures.filter(({ state }) => state === 'done');
  return (
    <FormDialog<{ note: string; dueAt?: Dayjs; measures: string[] }>
      title={t('act.reject')}
      confirm={t('act.reject')}
      initial={{ note: kept.text, measures: done.map(({ id }) => id) }}
      fieldOf={{ invalid_due_date: 'dueAt' }}
      onTyping={kept.keep}
      onSubmit={async ({ note, dueAt, measures }) => {
        await act('reject', { version, note: note.trim(), dueAt: dayOf(dueAt), measures });
        kept.forget();
        onDecided('reject');
      }}
      onClose={onClose}
    >
      <WordsField name="note" label={t('reject.note')} />
      <DayFormField name="dueAt" label={t('reject.until')} extra={t('reject.untilHint')} required={false} />
      {done.length > 0 && (
        <Form.Item name="measures" label={t('reject.measures')}>
          <Checkbox.Group
            className={styles.checks}
            options={done.map(({ id, text }) => ({ value: id, label: text }))}
          />
        </Form.Item>
      )}
    </FormDialog>
  );
}

/** 回头看: whether what was closed still holds. */
export function CheckForm({ item, onClose }: FormProps) {
  const { t } = useTranslation('ledger');
  const act = useItemAct(item.id);
  const version = useReadVersion(item);
  const kept = useKeptWords('check', item.id, 'note');
  const results = ['held', 'relapsed'] as const;
  return (
    <FormDialog<{
      method: Method;
      result: (typeof results)[number];
      note: string;
      dueAt?: Dayjs;
      nextCheckOn?: Dayjs;
    }>
      title={t('act.check')}
      confirm={t('check.confirm')}
      initial={{ result: 'held', note: kept.text }}
      fieldOf={{ method_required: 'method' }}
      onTyping={kept.keep}
      onSubmit={async ({ method, result, note, dueAt, nextCheckOn }) => {
        const dates = result === 'relapsed' ? { dueAt: dayOf(dueAt) } : { nextCheckOn: dayOf(nextCheckOn) };
        await act('check', { version, method, result, note: note.trim(), ...dates });
        kept.forget();
      }}
      onClose={onClose}
    >
      <MethodField />
      <Form.Item name="result" label={t('check.result')}>
        <Radio.Group options={results.map((value) => ({ value, label: t(`check.${value}`) }))} />
      </Form.Item>
      <Form.Item noStyle dependencies={['result']}>
        {({ getFieldValue }) =>
          getFieldValue('result') === 'relapsed' ? (
            <>
              <p className="hot">{t('check.relapseText')}</p>
              <DayFormField name="dueAt" label={t('check.due')} />
            </>
          ) : (
            <DayFormField name="nextCheckOn" label={t('nextCheck')} required={item.state === 'sustained'} />
          )
        }
      </Form.Item>
      <WordsField name="note" label={t('check.note')} />
    </FormDialog>
  );
}
