import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { NewCycle } from '../../../api/administration';
import { Field } from '../../../kit/field';
import { limit } from '../../../kit/limit';
import { bureauZone } from '../../../time/calendar';
import { zoneText } from '../../../time/date-text';
import { type Faults, faultAt } from '../faults';
import { OrgSelect, OrgsSelect } from '../org/org-select';
import styles from './cycles.module.css';

/** Those in which clocks are set in China. */
const zones = [bureauZone, 'Asia/Urumqi'];

/** The wizard's first step: what it is called, for which period, and who owes a report. */
export function CycleBasics({
  cycle,
  faults,
  onChange,
}: {
  cycle: NewCycle;
  faults: Faults;
  onChange: (change: Partial<NewCycle>) => void;
}) {
  const { t } = useTranslation('administration');
  const { audience } = cycle;
  return (
    <>
      <Field label={t('cycle.title')} fault={faultAt(faults, '/title')}>
        {(id) => (
          <Input
            id={id}
            count={limit(100)}
            value={cycle.title}
            placeholder={t('cycle.titleHint')}
            onChange={(event) => onChange({ title: event.target.value })}
          />
        )}
      </Field>
      <div className={styles.pair}>
        <Field label={t('cycle.period')} hint={t('cycle.periodHint')} fault={faultAt(faults, '/period')}>
          {(id) => (
            <Input
              id={id}
              count={limit(10)}
              value={cycle.period}
              onChange={(event) => onChange({ period: event.target.value.trim() })}
            />
          )}
        </Field>
        <Field label={t('cycle.code')} hint={t('cycle.codeHint')} fault={faultAt(faults, '/code')}>
          {(id) => (
            <Input
              id={id}
              count={limit(64)}
              autoComplete="off"
              value={cycle.code}
              onChange={(event) => onChange({ code: event.target.value.trim() })}
            />
          )}
        </Field>
        <Field
          label={t('cycle.timeZone')}
          hint={t('cycle.timeZoneHint')}
          fault={faultAt(faults, '/timeZone')}
        >
          {(id) => (
            <Select
              id={id}
              className="wide"
              value={cycle.timeZone ?? bureauZone}
              options={[...new Set([...zones, cycle.timeZone ?? bureauZone])].map((zone) => ({
                value: zone,
                label: zoneText(t, zone),
              }))}
              onChange={(timeZone) => onChange({ timeZone })}
            />
          )}
        </Field>
        <Field label={t('cycle.under')} hint={t('cycle.underHint')} fault={faultAt(faults, '/audience')}>
          {(id) => (
            <OrgSelect
              id={id}
              value={audience.under || undefined}
              onChange={(under) => onChange({ audience: { under: under ?? '' } })}
            />
          )}
        </Field>
        <Field label={t('cycle.except')} hint={t('cycle.exceptHint')}>
          {(id) => (
            <OrgsSelect
              id={id}
              under={audience.under || undefined}
              placeholder={t('exceptNone')}
              value={audience.except ?? []}
              onChange={(except) => onChange({ audience: { ...audience, except } })}
            />
          )}
        </Field>
      </div>
      <Field label={t('cycle.notice')} hint={t('cycle.noticeHint')} fault={faultAt(faults, '/notice')}>
        {(id) => (
          <Input.TextArea
            id={id}
            autoSize={{ minRows: 3, maxRows: 12 }}
            count={limit(20_000)}
            value={cycle.notice ?? ''}
            onChange={(event) => onChange({ notice: event.target.value || null })}
          />
        )}
      </Field>
    </>
  );
}
