import { DatePicker, Slider } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../kit/button';
import { dateText } from '../../../time/date-text';
import { typedFormats } from '../../../time/typed-formats';
import { dayOf } from '../form-parts';
import styles from './day-slider.module.css';

const msOfDay = 86_400_000;
const numberOf = (day: string) => Math.round(Date.parse(`${day}T00:00:00Z`) / msOfDay);
const codeOf = (number: number) => new Date(number * msOfDay).toISOString().replace(/T.*/, '');

/** A day is wider than what is left beside either end of the line on a phone. */
function hintPlace(share: number): 'topLeft' | 'top' | 'topRight' {
  if (share < 0.2) return 'topLeft';
  return share > 0.8 ? 'topRight' : 'top';
}

/** As of which day: pulled, by the arrows of the keyboard, or typed. */
export function DaySlider({
  from,
  today,
  day,
  onMove,
  onChoose,
}: {
  from: string;
  today: string;
  day: string;
  /** While it is pulled. */
  onMove: (day: string) => void;
  /** Once it is let go. */
  onChoose: (day: string) => void;
}) {
  const { t } = useTranslation(['batch', 'ledger']);
  if (from >= today) return null;
  return (
    <div className={`${styles.day} no-paper`}>
      <span className={styles.ends}>{dateText(t, from)}</span>
      <Slider
        min={numberOf(from)}
        max={numberOf(today)}
        value={numberOf(day)}
        ariaLabelForHandle={t('slider')}
        ariaValueTextFormatterForHandle={(value) => dateText(t, codeOf(value ?? numberOf(today)))}
        tooltip={{
          formatter: (value) => dateText(t, codeOf(value ?? numberOf(today))),
          placement: hintPlace((numberOf(day) - numberOf(from)) / (numberOf(today) - numberOf(from))),
        }}
        onChange={(value) => onMove(codeOf(value))}
        onChangeComplete={(value) => onChoose(codeOf(value))}
      />
      <DatePicker
        aria-label={t('dayField')}
        allowClear={false}
        format={typedFormats}
        value={dayjs(day)}
        disabledDate={(one) => one.isBefore(dayjs(from), 'day') || one.isAfter(dayjs(today), 'day')}
        onChange={(one) => onChoose(dayOf(one) ?? today)}
      />
      <Button text disabled={day === today} onClick={() => onChoose(today)}>
        {t('backToToday')}
      </Button>
    </div>
  );
}
