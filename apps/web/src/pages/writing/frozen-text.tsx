import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../kit/button';
import { Icon } from '../../kit/icon';
import styles from './frozen-text.module.css';

/** Text that the return left closed: two lines of it, and the rest on request. */
export function FrozenText({ text }: { text: string }) {
  const { t } = useTranslation('writing');
  const [open, setOpen] = useState(false);
  const long = text.length > 80;
  return (
    <div className={styles.frozen}>
      <Icon name="lock" label={t('frozen')} />
      {text ? <p className={open ? styles.whole : undefined}>{text}</p> : t('frozenEmpty')}
      {long && (
        <Button text small aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('fold') : t('unfold')}
        </Button>
      )}
    </div>
  );
}
