import { Form, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../api/ledger';
import { FormDialog } from '../../kit/form-dialog';
import { OrgSelect } from '../administration/org/org-select';
import { WordsField } from './form-parts';
import styles from './ledger.module.css';
import { useItemAct, useKeptWords } from './use-item';

const answers = ['keep', 'correct', 'reassign', 'void'] as const;

interface Values {
  action: (typeof answers)[number];
  problem?: string;
  org?: string;
  reason: string;
}

/** 答复异议: the item stays, is corrected, goes to another unit, or is taken out of the ledger. */
export function AnswerForm({ item, onClose }: { item: Item; onClose: () => void }) {
  const { t } = useTranslation('ledger');
  const act = useItemAct(item.id);
  const kept = useKeptWords('answer', item.id, 'reason');
  return (
    <FormDialog<Values>
      title={t('act.answer')}
      confirm={t('act.answer')}
      initial={{ action: 'keep', problem: item.problem, reason: kept.text }}
      onTyping={kept.keep}
      onSubmit={async ({ action, problem, org, reason }) => {
        const more =
          action === 'correct' ? { problem: problem?.trim() } : action === 'reassign' ? { org } : {};
        await act('answer', { action, reason: reason.trim(), ...more });
        kept.forget();
      }}
      onClose={onClose}
    >
      <p className={styles.said}>{item.dispute?.reason}</p>
      <Form.Item name="action" label={t('answerLabel')}>
        <Radio.Group options={answers.map((value) => ({ value, label: t(`answer.${value}`) }))} />
      </Form.Item>
      <Form.Item noStyle dependencies={['action']}>
        {({ getFieldValue }) => (
          <>
            {getFieldValue('action') === 'correct' && <WordsField name="problem" label={t('problem')} />}
            {getFieldValue('action') === 'reassign' && (
              <Form.Item name="org" label={t('reassign.to')} rules={[{ required: true }]}>
                <OrgSelect except={[item.org.code]} />
              </Form.Item>
            )}
            {getFieldValue('action') === 'void' && <p className="hot">{t('voidWarning')}</p>}
          </>
        )}
      </Form.Item>
      <WordsField name="reason" label={t('reason')} />
    </FormDialog>
  );
}
