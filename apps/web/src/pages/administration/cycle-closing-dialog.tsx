import { App, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cycle } from '../../api/contract';
import { answer, client, ifMatch } from '../../api/http';
import { problemText } from '../../api/problem';
import { dayCode } from '../../time/calendar';
import { ClosingField } from './closing-field';

/** Moves the day at which an open cycle closes by itself; the button says the day, and is the confirmation. */
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
  const before = cycle.closesAt && dayCode(cycle.closesAt);
  const [day, setDay] = useState<string | null>(before);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const save = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await answer(
        client.PATCH('/api/v1/cycles/{id}', {
          params: { path: { id: cycle.id }, header: ifMatch(cycle.version) },
          body: { closesAt: day },
        }),
      );
      // Closed only with the list renewed: opened again at once, it would hold the day and version of before.
      await onDone();
      onClose();
      void message.success(t('cycle.rescheduled'));
    } catch (error) {
      setFailure(problemText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t('cycle.rescheduleTitle', { title: cycle.title })}
      okText={day ? t('cycle.rescheduleTo', { day }) : t('cycle.rescheduleNever')}
      cancelText={t('common:cancel')}
      okButtonProps={{ disabled: day === before }}
      confirmLoading={busy}
      onOk={save}
      onCancel={onClose}
    >
      <p className="muted">{t('cycle.rescheduleText')}</p>
      <ClosingField
        tiers={cycle.tiers.map((tier) => ({ dueAt: dayCode(tier.dueAt) }))}
        value={day}
        onChange={setDay}
      />
      {failure && (
        <p className="hot" role="alert">
          {failure}
        </p>
      )}
    </Modal>
  );
}
