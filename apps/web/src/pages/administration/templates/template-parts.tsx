import { Checkbox, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../kit/button';
import { Icon } from '../../../kit/icon';
import { limit } from '../../../kit/limit';
import { type Faults, faultAt } from '../faults';
import { freeKey, moved } from './template-definition';
import styles from './template-designer.module.css';

/** A small control under its label. */
export function Labelled({
  label,
  wide = false,
  children,
}: {
  label: string;
  /** Room for two controls. */
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <span className={wide ? `${styles.labelled} ${styles.wide}` : styles.labelled}>
      <span className="faint">{label}</span>
      <span className={styles.controls}>{children}</span>
    </span>
  );
}

/** The small fields of a row, in columns that all rows share. */
export function PartFields({ children }: { children: ReactNode }) {
  return <div className={styles.fields}>{children}</div>;
}

/** Up, down, away: what may be done with a row. */
function RowActs({
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
    <span className="no-wrap">
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

interface PartKind<T> {
  /** Of its JSON pointers, and of the keys of new parts. */
  kind: 'section' | 'indicator';
  title: string;
  nameLabel: string;
  add: string;
  name: keyof T & string;
  blank: (key: string) => T;
}

/**
 * The parts of one kind, in order, to name, to require, to move and to remove. `beside` stands on the line of the
 * name, `children` below it.
 */
export function PartRows<T extends { key: string; required: boolean }>({
  of: { kind, title, nameLabel, add, name, blank },
  parts,
  faults,
  beside,
  children,
  onChange,
}: {
  of: PartKind<T>;
  parts: T[];
  faults: Faults;
  beside?: (part: T, edit: (change: Partial<T>) => void) => ReactNode;
  children: (part: T, edit: (change: Partial<T>) => void) => ReactNode;
  onChange: (parts: T[]) => void;
}) {
  const { t } = useTranslation('administration');
  const added = () => {
    const taken = parts.map(({ key }) => key);
    onChange([...parts, blank(freeKey(kind, taken))]);
  };
  return (
    <section>
      <h3>{title}</h3>
      {parts.map((part, index) => {
        const edit = (change: Partial<T>) =>
          onChange(parts.map((other, at) => (at === index ? { ...other, ...change } : other)));
        const named = String(part[name]);
        const fault = faultAt(faults, `/${kind}s/${index}`);
        return (
          <div className={styles.row} key={part.key}>
            <div className={styles.name}>
              <Labelled label={nameLabel}>
                <Input
                  aria-label={nameLabel}
                  count={limit(100)}
                  value={named}
                  onChange={(event) => edit({ [name]: event.target.value } as Partial<T>)}
                />
              </Labelled>
              {beside && <span className={styles.beside}>{beside(part, edit)}</span>}
              <Checkbox
                checked={part.required}
                onChange={(event) => edit({ required: event.target.checked } as Partial<T>)}
              >
                {t('template.required')}
              </Checkbox>
              <RowActs
                name={named}
                onUp={() => onChange(moved(parts, index, -1))}
                onDown={() => onChange(moved(parts, index, 1))}
                onRemove={() => onChange(parts.filter((_, at) => at !== index))}
              />
            </div>
            {children(part, edit)}
            {fault && (
              <p className="hot" role="alert">
                {fault}
              </p>
            )}
          </div>
        );
      })}
      <Button small onClick={added}>
        <Icon name="plus" /> {add}
      </Button>
    </section>
  );
}
