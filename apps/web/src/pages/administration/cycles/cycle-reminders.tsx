import { Checkbox, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { NewCycle } from '../../../api/administration';
import { Field } from '../../../kit/field';
import { type Faults, faultAt } from '../faults';
import styles from './cycles.module.css';
import { QuotaFields } from './quota-fields';

/** The wizard's third step: when people are reminded, and how many reports may get which grade. */
export function CycleReminders({
  cycle,
  faults,
  onChange,
}: {
  cycle: NewCycle;
  faults: Faults;
  onChange: (change: Partial<NewCycle>) => void;
}) {
  const { t } = useTranslation('administration');
  const plan = cycle.reminderPlan;
  if (!plan) return null;
  const set = (change: Partial<typeof plan>) => onChange({ reminderPlan: { ...plan, ...change } });
  return (
    <>
      <Field label={t('cycle.daysBefore')} fault={faultAt(faults, '/reminderPlan')}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            className="wide"
            value={plan.daysBefore}
            options={[14, 10, 7, 5, 3, 2, 1].map((days) => ({
              value: days,
              label: t('cycle.days', { count: days }),
            }))}
            onChange={(daysBefore) => set({ daysBefore: [...daysBefore].sort((a, b) => b - a) })}
          />
        )}
      </Field>
      <p>
        <Checkbox checked={plan.onDay} onChange={(event) => set({ onDay: event.target.checked })}>
          {t('cycle.onDay')}
        </Checkbox>
      </p>
      <div className={styles.pair}>
        <Field label={t('cycle.overdueEvery')} hint={t('cycle.zeroNever')}>
          {(id) => (
            <InputNumber
              id={id}
              min={0}
              max={30}
              value={plan.overdueEveryDays}
              onChange={(days) => set({ overdueEveryDays: days ?? 0 })}
            />
          )}
        </Field>
        <Field label={t('cycle.superiorAfter')} hint={t('cycle.zeroNever')}>
          {(id) => (
            <InputNumber
              id={id}
              min={0}
              max={30}
              value={plan.superiorAfterDays}
              onChange={(days) => set({ superiorAfterDays: days ?? 0 })}
            />
          )}
        </Field>
      </div>
      <QuotaFields
        quota={cycle.gradeQuota ?? {}}
        onChange={(quota) => onChange({ gradeQuota: Object.keys(quota).length > 0 ? quota : null })}
      />
      {faultAt(faults, '/gradeQuota') && (
        <p className="hot" role="alert">
          {faultAt(faults, '/gradeQuota')}
        </p>
      )}
    </>
  );
}
