import { Popover } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { IndicatorBinding } from '../../api/compilation';
import styles from './contributors.module.css';
import { readFigure } from './figure';

/** 汇总12，来自3家: the computed number, who contributed what, and whether the author wrote another. */
export function Contributors({
  binding,
  value,
  unit,
}: {
  binding: IndicatorBinding;
  value: string;
  unit: string;
}) {
  const { t } = useTranslation('writing');
  const { computed, contributors } = binding;
  if (computed.value === null) return null;
  const typed = readFigure(value, unit);
  const overridden = typed.kind === 'figure' && typed.value !== Number(computed.value);
  return (
    <Popover
      trigger="click"
      content={
        <ul className={styles.list}>
          {contributors.map((contributor) => (
            <li key={contributor.reportId}>
              <Link to={`/review/${contributor.reportId}`}>{contributor.org.name}</Link>
              <b>{contributor.value ?? '—'}</b>
            </li>
          ))}
        </ul>
      }
    >
      <button type="button" className={overridden ? 'plain warning' : 'plain link'}>
        {t(overridden ? 'compile.overridden' : 'compile.computed', {
          value: computed.value,
          count: computed.contributing,
        })}
      </button>
    </Popover>
  );
}
