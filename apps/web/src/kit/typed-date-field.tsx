import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { dayCode } from '../time/calendar';
import { readDate } from '../time/typed-date';
import { Icon } from './icon';
import styles from './typed-date-field.module.css';

/**
 * A day as people write it, typed over what stands there, or picked from the browser's calendar. Leaving the field
 * shows the day that was understood; what cannot be read stays and says so.
 */
export function TypedDateField({
  label,
  value,
  onChange,
  onEnter,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  onEnter?: (field: HTMLInputElement) => void;
}) {
  const { t } = useTranslation();
  const picker = useRef<HTMLInputElement>(null);
  const day = readDate(value, dayCode(Date.now()));
  const unread = value.trim() !== '' && day === null;
  const settle = () => {
    if (day && day !== value) onChange(day);
  };
  const open = () => {
    const field = picker.current;
    if (!field) return;
    field.value = day ?? '';
    field.showPicker();
  };
  return (
    <span className={styles.field}>
      <input
        aria-label={label}
        aria-invalid={unread}
        inputMode="text"
        value={value}
        placeholder={t('date.example')}
        onChange={(event) => onChange(event.target.value)}
        onBlur={settle}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          settle();
          onEnter?.(event.currentTarget);
        }}
      />
      <button type="button" className={`plain ${styles.open}`} aria-label={t('date.pick')} onClick={open}>
        <Icon name="calendar" />
      </button>
      <input
        ref={picker}
        className={styles.picker}
        type="date"
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => event.target.value && onChange(event.target.value)}
      />
      {unread && (
        <span className={`hot ${styles.unread}`} role="alert">
          {t('date.unread')}
        </span>
      )}
    </span>
  );
}
