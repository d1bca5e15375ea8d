import { App, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cycle } from '../../api/contract';
import { answer, client } from '../../api/http';
import { problemText } from '../../api/problem';
import { CycleOwed } from './cycle-owed';

interface OpenedCycle {
  owed: number;
  unrouted: { code: string; name: string }[];
}

/** Says what opening a draft makes before it does; afterwards, whose reports nobody could review. */
export function CycleOpenDialog({
  cycle,
  onDone,
  onClose,
}: {
  cycle: Cycle;
  onDone: () => Promise<unknown>;
  onClose: () => void;
}) {
  const { t } = useTranslation('administration');
  const { modal, message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const open = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const { owed, unrouted } = await answer<OpenedCycle>(
        client.POST('/api/v1/cycles/{id}/open', { params: { path: { id: cycle.id } } }),
      );
      await onDone();
      onClose();
      if (unrouted.length > 0)
        void modal.warning({
          title: t('cycle.unrouted', { count: unrouted.length }),
          content: unrouted.map(({ name }) => name).join(t('common:listComma')),
        });
      else void message.success(t('cycle.opened', { count: owed }));
    } catch (error) {
      setFailure(problemText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t('cycle.openTitle', { title: cycle.title })}
      okText={t('cycle.open')}
      cancelText={t('common:cancel')}
      confirmLoading={busy}
      onOk={open}
      onCancel={onClose}
    >
      <CycleOwed audience={cycle.audience} tiers={cycle.tiers} />
      <p className="muted">{t('cycle.openText')}</p>
      {failure && (
        <p className="hot" role="alert">
          {failure}
        </p>
      )}
    </Modal>
  );
}
