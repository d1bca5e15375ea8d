import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cycle } from '../../../api/contract';
import { answer, client, ifMatch } from '../../../api/http';
import { ActDialog } from '../../../kit/dialog';
import { dayCode } from '../../../time/calendar';
import { ClosingField } from './closing-field';

/**
 * Moves the day at which an open cycle closes by itself; the button says the day, and is the confirmation. `onDone`
 * renews the list first: opened again at once, the dialog would else hold the day and version of before.
 */
export function CycleClosingDialog({
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
  const before = cycle.closesAt && dayCode(cycle.closesAt, cycle.timeZone);
  const [day, setDay] = useState<string | null>(before);
  const save = async () => {
    await answer(
      client.PATCH('/api/v1/cycles/{id}', {
        params: { path: { id: cycle.id }, header: ifMatch(cycle.version) },
        body: { closesAt: day },
      }),
    );
    await onDone();
    void message.success(t('cycle.rescheduled'));
  };
  return (
    <ActDialog
      title={t('cycle.rescheduleTitle', { title: cycle.title })}
      confirm={day ? t('cycle.rescheduleTo', { day }) : t('cycle.rescheduleNever')}
      disabled={day === before}
      onConfirm={save}
      onClose={onClose}
    >
      <p className="muted">{t('cycle.rescheduleText')}</p>
      <ClosingField
        tiers={cycle.tiers.map((tier) => ({ dueAt: dayCode(tier.dueAt, cycle.timeZone) }))}
        zone={cycle.timeZone}
        value={day}
        onChange={setDay}
      />
    </ActDialog>
  );
}
