import type { ClipboardEvent, KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { IndicatorBinding } from '../../api/compilation';
import type { Finding, IndicatorDefinition } from '../../api/contract';
import { Icon } from '../../kit/icon';
import { pastedTable } from '../../kit/pasted-table';
import { Contributors } from './contributors';
import { readFigure } from './figure';
import styles from './indicator-part.module.css';

/** The next field down in the column of the one that has the focus, or the one above. */
function moveInColumn(from: HTMLInputElement, step: 1 | -1): void {
  const fields = [...(from.closest('table')?.querySelectorAll<HTMLInputElement>('input[data-figure]') ?? [])];
  const next = fields[fields.indexOf(from) + step];
  next?.focus();
  next?.select();
}

/** One indicator: value and unit, last year's beside, and what is to be said of it. */
export function IndicatorRow({
  indicator,
  value,
  lastYear,
  open,
  binding,
  findings,
  onChange,
  onTable,
}: {
  indicator: IndicatorDefinition;
  value: string;
  lastYear: number | undefined;
  open: boolean;
  binding: IndicatorBinding | undefined;
  findings: Finding[];
  onChange: (value: string) => void;
  /** A range of a spreadsheet was pasted here. */
  onTable: (rows: string[][]) => void;
}) {
  const { t } = useTranslation('writing');
  const read = readFigure(value, indicator.unit);
  const error = read.kind === 'refused' || findings.some((finding) => finding.severity === 'error');
  const id = `indicator-${indicator.key}`;
  /** Shows the number that was understood: 12次 becomes 12. */
  const settle = () => {
    if (read.kind === 'figure' && String(read.value) !== value) onChange(String(read.value));
  };
  const keyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const enter = event.key === 'Enter' && !event.nativeEvent.isComposing;
    if (!enter && event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    moveInColumn(event.currentTarget, event.key === 'ArrowUp' || event.shiftKey ? -1 : 1);
  };
  const paste = (event: ClipboardEvent) => {
    const rows = pastedTable(event.clipboardData);
    if (!rows) return;
    event.preventDefault();
    onTable(rows);
  };
  return (
    <tr className={open ? undefined : styles.locked} id={open ? undefined : id}>
      <td>
        {!open && <Icon name="lock" label={t('frozen')} />}{' '}
        <label htmlFor={open ? id : undefined}>{indicator.name}</label>
        {open && indicator.required && <span className="faint"> {t('required')}</span>}
      </td>
      <td>
        {open ? (
          <span className={error ? `${styles.figure} ${styles.wrong}` : styles.figure}>
            <input
              id={id}
              data-figure
              inputMode="decimal"
              autoComplete="off"
              value={value}
              aria-invalid={error}
              aria-describedby={read.kind === 'refused' ? `${id}-said` : undefined}
              onChange={(event) => onChange(event.target.value)}
              onBlur={settle}
              onKeyDown={keyDown}
              onPaste={paste}
            />
            <span>{indicator.unit}</span>
          </span>
        ) : (
          <>
            {value || '—'} <span className="faint">{indicator.unit}</span>
          </>
        )}
      </td>
      <td className={styles.amount} data-label={t('indicators.lastYear')}>
        {lastYear ?? ''}
      </td>
      <td>
        {binding && <Contributors binding={binding} value={value} unit={indicator.unit} />}
        {read.kind === 'refused' && (
          <span className="hot" id={`${id}-said`} role="alert">
            {t(`figure.${read.why}`, { unit: indicator.unit })}
          </span>
        )}
        {findings.map((finding) => (
          <span
            key={finding.rule + finding.message}
            className={finding.severity === 'error' ? 'hot' : 'warning'}
          >
            <Icon name={finding.severity === 'error' ? 'error' : 'warning'} /> {finding.message}
          </span>
        ))}
      </td>
    </tr>
  );
}
