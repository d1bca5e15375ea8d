import { type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item, ItemAct } from '../../api/ledger';
import { Button } from '../../kit/button';
import { Icon } from '../../kit/icon';
import { ReasonDialog } from '../../kit/reason-dialog';
import { useConfirm } from '../../kit/use-confirm';
import { AnswerForm } from './answer-form';
import { ClaimForm, PlanForm } from './claim-form';
import { CloseForm } from './close-form';
import { ExtendForm } from './extend-form';
import { useItemAct } from './use-item';
import { CheckForm, RejectForm, VerifyForm } from './verify-form';

/** In the order of the buttons; writing progress has its box, and deciding its bar. */
const beside = [
  'claim',
  'close',
  'answer',
  'check',
  'plan',
  'extend',
  'dispute',
  'withdraw',
  'recall',
] as const;
/** The one that the item waits for is red. */
const urgent: ItemAct[] = ['claim', 'close', 'answer'];

/** Buttons for what the reader may do, and the form of each. */
export function ItemActs({
  item,
  heading,
}: {
  item: Item;
  /** Takes the focus where the button that was pressed is gone afterwards. */
  heading: RefObject<HTMLHeadingElement | null>;
}) {
  const { t } = useTranslation('ledger');
  const act = useItemAct(item.id);
  const confirm = useConfirm();
  const [open, setOpen] = useState<ItemAct | null>(null);
  const offered = beside.filter((name) => item.allowedActions.includes(name));
  const first = offered.find((name) => urgent.includes(name));
  const settle = () =>
    requestAnimationFrame(() => {
      const { activeElement } = document;
      if (!activeElement || activeElement === document.body) heading.current?.focus({ preventScroll: true });
    });
  const close = () => {
    setOpen(null);
    // A frame later: until then the focus is still within what closes.
    requestAnimationFrame(settle);
  };
  const start = (name: ItemAct) => {
    if (name !== 'withdraw' && name !== 'recall') return setOpen(name);
    confirm({
      title: t(`${name}.title`),
      content: t(`${name}.text`),
      okText: t(`act.${name}`),
      act: () => act(name, {}).then(settle),
    });
  };
  return (
    <>
      {offered.length > 0 && (
        <p className="lg-ops">
          {offered.map((name) => (
            <Button key={name} primary={name === first} onClick={() => start(name)}>
              {t(name === 'extend' && isVerifier(item) ? 'act.grant' : `act.${name}`)}
            </Button>
          ))}
        </p>
      )}
      {item.allowedActions.includes('verify') && (
        <section className="lg-bar" aria-label={t('verification')}>
          <span>{t('stepOf', { index: item.step?.index ?? 1, of: item.step?.of ?? 1 })}</span>
          <Button onClick={() => setOpen('reject')}>
            <Icon name="returned" /> {t('act.reject')}
          </Button>
          <Button primary onClick={() => setOpen('verify')}>
            {t('act.verify')}
          </Button>
        </section>
      )}
      {open && <ActForm act={open} item={item} onClose={close} />}
    </>
  );
}

/** Who asks for more time plans the measures too; whoever may extend and not plan is the one who grants it. */
export const isVerifier = (item: Item): boolean =>
  item.pendingExtension !== null || !item.allowedActions.includes('plan');

function ActForm({ act, item, onClose }: { act: ItemAct; item: Item; onClose: () => void }) {
  const { t } = useTranslation('ledger');
  const carryOut = useItemAct(item.id);
  switch (act) {
    case 'claim':
      return <ClaimForm item={item} onClose={onClose} />;
    case 'plan':
      return <PlanForm item={item} onClose={onClose} />;
    case 'close':
      return <CloseForm item={item} onClose={onClose} />;
    case 'extend':
      return <ExtendForm item={item} verifier={isVerifier(item)} onClose={onClose} />;
    case 'answer':
      return <AnswerForm item={item} onClose={onClose} />;
    case 'verify':
      return <VerifyForm item={item} onClose={onClose} />;
    case 'reject':
      return <RejectForm item={item} onClose={onClose} />;
    case 'check':
      return <CheckForm item={item} onClose={onClose} />;
    case 'dispute':
      return (
        <ReasonDialog
          title={t('dispute.title')}
          text={t('dispute.text')}
          label={t('reason')}
          confirm={t('act.dispute')}
          onConfirm={(reason) => carryOut('dispute', { reason })}
          onClose={onClose}
        />
      );
    default:
      return null;
  }
}
