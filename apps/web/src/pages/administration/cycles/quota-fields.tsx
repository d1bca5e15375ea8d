import { InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Grade, grades } from '../../../api/contract';
import styles from '../administration.module.css';

/** How many reports at most may be given each grade. */
export function QuotaFields({
  quota,
  onChange,
}: {
  quota: Record<string, number>;
  onChange: (quota: Record<string, number>) => void;
}) {
  const { t } = useTranslation('administration');
  const set = (grade: Grade, most: number | null) => {
    const { [grade]: _, ...others } = quota;
    onChange(most ? { ...others, [grade]: most } : others);
  };
  return (
    <fieldset className="plain-set">
      <legend>{t('cycle.quota')}</legend>
      <div className={styles.line}>
        {grades.map((grade) => (
          <span key={grade}>
            {grade}{' '}
            <InputNumber
              aria-label={t('cycle.quotaOf', { grade })}
              min={0}
              max={10_000}
              placeholder={t('cycle.noQuota')}
              value={quota[grade] ?? null}
              onChange={(most) => set(grade, most)}
            />
          </span>
        ))}
      </div>
    </fieldset>
  );
}
