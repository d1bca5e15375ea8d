import { useTranslation } from 'react-i18next';
import type { Item, ItemAct } from '../../api/ledger';
import { ReasonDialog } from '../../kit/reason-dialog';
import { HolderDialog } from '../review/act-dialogs';
import { AmendForm, ReassignForm, VoidForm } from './administer-forms';
import { AnswerForm } from './answer-form';
import { ClaimForm, PlanForm } from './claim-form';
import { CloseForm } from './close-form';
import { ExtendForm } from './extend-form';
import { UrgeForm } from './urge-form';
import { useItemAct } from './use-item';
import { CheckForm, RejectForm, VerifyForm } from './verify-form';

/** What the page has a form for: the acts, and changing names. */
export type ItemForm = ItemAct | 'amend';

/** Who asks for more time plans the measures too; whoever may extend and not plan is the one who grants it. */
export const isVerifier = (item: Item): boolean =>
  item.pendingExtension !== null || !item.allowedActions.includes('plan');

/** The dialog of an act. */
export function ActForm({
  act,
  item,
  onDecided,
  onClose,
}: {
  act: ItemForm;
  item: Item;
  onDecided: (act: 'verify' | 'reject') => void;
  onClose: () => void;
}) {
  const { t } = useTranslation('ledger');
  const carryOut = useItemAct(item.id);
  const form = { item, onClose };
  switch (act) {
    case 'claim':
      return <ClaimForm {...form} />;
    case 'plan':
      return <PlanForm {...form} />;
    case 'close':
      return <CloseForm {...form} />;
    case 'extend':
      return <ExtendForm {...form} verifier={isVerifier(item)} />;
    case 'answer':
      return <AnswerForm {...form} />;
    case 'verify':
      return <VerifyForm {...form} onDecided={onDecided} />;
    case 'reject':
      return <RejectForm {...form} onDecided={onDecided} />;
    case 'check':
      return <CheckForm {...form} />;
    case 'urge':
      return <UrgeForm {...form} />;
    case 'reassign':
      return <ReassignForm {...form} />;
    case 'void':
      return <VoidForm {...form} />;
    case 'amend':
      return <AmendForm {...form} />;
    case 'transfer':
      return (
        <HolderDialog
          step={item.step}
          holding={item.waitingOn?.who ?? []}
          onPick={(toUserId) => carryOut('transfer', { toUserId })}
          onClose={onClose}
        />
      );
    case 'dispute':
    case 'skip-step':
      return (
        <ReasonDialog
          keptAs={`${act}.${item.id}`}
          title={t(`${act}.title`)}
          text={t(`${act}.text`)}
          label={t('reason')}
          confirm={t(`act.${act}`)}
          onConfirm={(reason) => carryOut(act, { reason })}
          onClose={onClose}
        />
      );
    default:
      return null;
  }
}
