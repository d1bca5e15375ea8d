import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../kit/button';
import { Icon } from '../../kit/icon';

/** Up, down, away: what may be done with a row. */
export function RowActs({
  name,
  onUp,
  onDown,
  onRemove,
}: {
  name: string;
  onUp: () => void;
  onDown: () => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation('administration');
  return (
    <span className="nw">
      <Button text small aria-label={t('template.up', { name })} onClick={onUp}>
        <Icon name="up" />
      </Button>
      <Button text small aria-label={t('template.down', { name })} onClick={onDown}>
        <Icon name="down" />
      </Button>
      <Button text small aria-label={t('template.remove', { name })} onClick={onRemove}>
        <Icon name="close" />
      </Button>
    </span>
  );
}

/** A quiet word before a small control. */
export function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <span>
      <span className="faint">{label}</span> {children}
    </span>
  );
}
