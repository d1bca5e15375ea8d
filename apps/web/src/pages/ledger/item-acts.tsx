import { Dropdown } from 'antd';
import { type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item, ItemAct } from '../../api/ledger';
import { Button } from '../../kit/button';
import { Icon } from '../../kit/icon';
import { useConfirm } from '../../kit/use-confirm';
import { ActForm, type ItemForm, isVerifier } from './act-form';
import { CloseHint } from './close-hint';
import styles from './ledger.module.css';
import { useItemAct } from './use-item';

/** In the order of the buttons; writing progress has its box, and deciding its bar. */
const beside = [
  'claim',
  'close',
  'answer',
  'check',
  'skip-step',
  'plan',
  'extend',
  'urge',
  'dispute',
  'withdraw',
  'recall',
] as const satisfies readonly ItemForm[];
/** What is done seldom. */
const more = ['amend', 'transfer', 'reassign', 'void'] as const satisfies readonly ItemForm[];
/** The one that the item waits for is red. */
const urgent: ItemForm[] = ['claim', 'close', 'answer', 'skip-step'];

/** Buttons for what the reader may do, and the form of each. */
export function ItemActs({
  item,
  heading,
  open,
  onOpen,
  onDecided,
}: {
  item: Item;
  /** Takes the focus where the button that was pressed is gone afterwards. */
  heading: RefObject<HTMLHeadingElement | null>;
  open: ItemForm | null;
  onOpen: (form: ItemForm | null) => void;
  onDecided: (act: 'verify' | 'reject') => void;
}) {
  const { t } = useTranslation('ledger');
  const act = useItemAct(item.id);
  const confirm = useConfirm();
  const [decided, setDecided] = useState(false);
  const may = (name: ItemForm) => item.allowedActions.includes(name);
  const offered = beside.filter(may);
  const seldom = more.filter(may);
  const first = offered.find((name) => urgent.includes(name));
  const settle = () =>
    requestAnimationFrame(() => {
      const { activeElement } = document;
      if (!activeElement || activeElement === document.body) heading.current?.focus({ preventScroll: true });
    });
  const close = () => {
    onOpen(null);
    if (decided) return setDecided(false);
    // A frame later: until then the focus is still within what closes.
    requestAnimationFrame(settle);
  };
  const start = (name: ItemForm) => {
    if (name !== 'withdraw' && name !== 'recall') return onOpen(name);
    confirm({
      title: t(`${name}.title`),
      content: t(`${name}.text`),
      okText: t(`act.${name}`),
      act: () => act(name as ItemAct, {} as never).then(settle),
    });
  };
  return (
    <>
      {(offered.length > 0 || seldom.length > 0) && (
        <p className={`${styles.acts} no-paper`}>
          {offered.map((name) => (
            <Button key={name} primary={name === first} onClick={() => start(name)}>
              {t(name === 'extend' && isVerifier(item) ? 'act.grant' : `act.${name}`)}
            </Button>
          ))}
          {seldom.length > 0 && (
            <Dropdown
              trigger={['click']}
              menu={{
                items: seldom.map((name) => ({
                  key: name,
                  label: t(`act.${name}`),
                  onClick: () => onOpen(name),
                })),
              }}
            >
              <Button text={offered.length > 0}>
                {t('common:more')} <Icon name="down" />
              </Button>
            </Dropdown>
          )}
        </p>
      )}
      <CloseHint item={item} />
      {open && (
        <ActForm
          act={open}
          item={item}
          onDecided={(name) => {
            setDecided(true);
            onDecided(name);
          }}
          onClose={close}
        />
      )}
    </>
  );
}
