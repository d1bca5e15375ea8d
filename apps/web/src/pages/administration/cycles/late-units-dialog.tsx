import { App, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cycle } from '../../../api/contract';
import { answer, client } from '../../../api/http';
import { ActDialog } from '../../../kit/dialog';
import { Field } from '../../../kit/field';
import { limit } from '../../../kit/limit';
import styles from '../administration.module.css';
import { OrgsSelect } from '../org/org-select';

/** Adds units that were planted after the cycle opened: each owes its report from now on. */
export function LateUnitsDialog({
  cycle,
  onDone,
  onClose,
}: {
  cycle: Cycle;
  onDone: () => Promise<unknown>;
  onClose: () => void;
}) {
  const { t } = useTranslation('administration');
  const { message } = App.useApp();
  const [units, setUnits] = useState<string[]>([]);
  const [reason, setReason] = useState('');
  const add = async () => {
    await answer(
      client.POST('/api/v1/cycles/{id}/units', {
        params: { path: { id: cycle.id } },
        body: { units, reason: reason.trim() },
      }),
    );
    await onDone();
    void message.success(t('cycle.unitsAdded', { count: units.length }));
  };
  return (
    <ActDialog
      title={t('cycle.addUnitsTitle', { title: cycle.title })}
      confirm={t('cycle.addUnits')}
      cancel={t('common:cancel')}
      disabled={units.length === 0 || !reason.trim()}
      onConfirm={add}
      onClose={onClose}
    >
      <p className={`muted ${styles.leadIn}`}>{t('cycle.addUnitsText')}</p>
      <Field label={t('cycle.addUnitsWho')}>
        {(id) => (
          <OrgsSelect
            id={id}
            placeholder={t('pickOrg')}
            value={units}
            onChange={setUnits}
            under={cycle.audience.under}
          />
        )}
      </Field>
      <Field label={t('cycle.addUnitsReason')}>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={2}
            count={limit(2000)}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
    </ActDialog>
  );
}
