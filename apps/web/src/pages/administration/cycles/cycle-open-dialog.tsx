import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Cycle } from '../../../api/contract';
import { answer, client } from '../../../api/http';
import { ActDialog } from '../../../kit/dialog';
import { CycleOwed } from './cycle-owed';

/** As many names as a dialog lists; its title says how many there are. */
const mostNamed = 60;

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
  const open = async () => {
    const { owed, unrouted } = await answer<OpenedCycle>(
      client.POST('/api/v1/cycles/{id}/open', { params: { path: { id: cycle.id } } }),
    );
    await onDone();
    if (unrouted.length > 0)
      void modal.warning({
        title: t('cycle.unrouted', { count: unrouted.length }),
        content:
          unrouted
            .slice(0, mostNamed)
            .map(({ name }) => name)
            .join(t('common:listComma')) + (unrouted.length > mostNamed ? '…' : ''),
      });
    else void message.success(t('cycle.opened', { count: owed }));
  };
  return (
    <ActDialog
      title={t('cycle.openTitle', { title: cycle.title })}
      confirm={t('cycle.open')}
      onConfirm={open}
      onClose={onClose}
    >
      <CycleOwed audience={cycle.audience} tiers={cycle.tiers} zone={cycle.timeZone} />
      <p className="muted">{t('cycle.openText')}</p>
    </ActDialog>
  );
}
