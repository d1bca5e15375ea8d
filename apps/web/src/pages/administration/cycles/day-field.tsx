import { DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { Field } from '../../../kit/field';
import { dayCode } from '../../../time/calendar';
import { weekdayText } from '../../../time/date-text';
import { typedFormats } from '../../../time/typed-formats';
import styles from './day-field.module.css';
import { isDayOff } from './days-off';
import { useDayKind } from './use-day-kind';

/**
 * A day of a cycle, in the cycle's own zone. The calendar marks days off, made-up working days and what is past; a
 * chosen day that is one of them is said below the field.
 */
export function DayField({
  label,
  value,
  zone,
  hint,
  fault,
  after,
  clearable = false,
  placeholder,
  onChange,
}: {
  label: string;
  /** YYYY-MM-DD */
  value: string | null;
  zone?: string;
  hint?: string;
  fault?: string;
  /** The last day that cannot be chosen. */
  after?: string;
  clearable?: boolean;
  placeholder?: string;
  onChange: (day: string | null) => void;
}) {
  const { t } = useTranslation(['administration', 'setting', 'time']);
  const kindOf = useDayKind();
  const today = dayCode(Date.now(), zone);
  const chosen = value ? kindOf(value) : 'plain';
  const notes = value
    ? [
        value < today ? t('cycle.dayPast') : '',
        isDayOff(chosen)
          ? t('cycle.dayOff', {
              day: weekdayText(t, `${value}T12:00:00+08:00`),
              kind: t(`cycle.dayKind.${chosen}`),
            })
          : '',
      ].filter(Boolean)
    : [];
  const cell = (current: string | number | Dayjs) => {
    const date = dayjs(current);
    const day = date.format('YYYY-MM-DD');
    const kind = kindOf(day);
    const marks = [
      styles.day,
      isDayOff(kind) && styles.off,
      kind === 'worked' && styles.worked,
      day < today && styles.past,
    ];
    return (
      <div
        className={`ant-picker-cell-inner ${marks.filter(Boolean).join(' ')}`}
        title={kind === 'plain' ? undefined : t(`cycle.dayKind.${kind}`)}
      >
        {date.date()}
        {(kind === 'off' || kind === 'worked') && <small>{t(`setting:holiday.mark.${kind}`)}</small>}
      </div>
    );
  };
  return (
    <Field label={label} hint={hint} fault={fault}>
      {(id) => (
        <>
          <DatePicker
            id={id}
            className="wide"
            format={typedFormats}
            allowClear={clearable}
            placeholder={placeholder}
            value={value ? dayjs(value) : null}
            status={fault || (value && after && value <= after) ? 'error' : undefined}
            disabledDate={(day) => (after ? day.format('YYYY-MM-DD') <= after : false)}
            cellRender={(current, { type, originNode }) => (type === 'date' ? cell(current) : originNode)}
            onChange={(day) => (day || clearable) && onChange(day ? day.format('YYYY-MM-DD') : null)}
          />
          {notes.length > 0 && (
            <p className={styles.note} role="status">
              {notes.join(t('common:clauseComma'))}
            </p>
          )}
        </>
      )}
    </Field>
  );
}
