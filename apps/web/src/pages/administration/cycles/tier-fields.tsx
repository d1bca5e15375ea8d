import { Checkbox, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { NewTier, TemplateItem } from '../../../api/administration';
import { Field } from '../../../kit/field';
import administration from '../administration.module.css';
import { type Faults, faultAt } from '../faults';
import { templateNamed } from './cycle-draft';
import { RouteFields } from './route-fields';
import styles from './tier-fields.module.css';

type TierRules = Omit<NewTier, 'dueAt'>;

/** What a tier of a cycle says whether it happens once or recurs; `due` is the field for when. */
export function TierFields<T extends TierRules>({
  tier,
  templates,
  due,
  faults,
  onChange,
}: {
  tier: T;
  templates: TemplateItem[];
  due: ReactNode;
  faults: Faults;
  onChange: (tier: T) => void;
}) {
  const { t } = useTranslation('administration');
  const known = templateNamed(tier.templateVersion, templates);
  return (
    <section className={styles.tier}>
      <h3>{t(`common:kind.${tier.kind}`)}</h3>
      <div className={styles.fields}>
        <Field label={t('cycle.template')} fault={faultAt(faults, '/templateVersion')}>
          {(id) => (
            <Select
              id={id}
              className="wide"
              popupMatchSelectWidth={false}
              placeholder={t('cycle.pickTemplate')}
              notFoundContent={t('cycle.noTemplate')}
              value={known ? tier.templateVersion : undefined}
              onChange={(templateVersion) => onChange({ ...tier, templateVersion })}
              options={templates.map((template) => ({
                // A draft keeps the version it was saved with; a template's code means its latest.
                value: template.versions.some(({ id: version }) => version === tier.templateVersion)
                  ? tier.templateVersion
                  : template.code,
                label: template.name,
              }))}
            />
          )}
        </Field>
        {due}
        <Field label={t('cycle.graceDays')} fault={faultAt(faults, '/graceDays')}>
          {(id) => (
            <InputNumber
              id={id}
              min={0}
              max={60}
              value={tier.graceDays}
              onChange={(graceDays) => onChange({ ...tier, graceDays: graceDays ?? 0 })}
            />
          )}
        </Field>
      </div>
      <p className={administration.line}>
        <Checkbox
          checked={tier.latePolicy === 'lock'}
          onChange={(event) => onChange({ ...tier, latePolicy: event.target.checked ? 'lock' : 'accept' })}
        >
          {t('cycle.lock')}
        </Checkbox>
        <Checkbox
          checked={tier.allowNil}
          onChange={(event) => onChange({ ...tier, allowNil: event.target.checked })}
        >
          {t('cycle.allowNil')}
        </Checkbox>
      </p>
      <p className="faint">{t('cycle.route')}</p>
      <RouteFields route={tier.route} onChange={(route) => onChange({ ...tier, route })} />
      {faultAt(faults, '/route') && (
        <p className="hot" role="alert">
          {faultAt(faults, '/route')}
        </p>
      )}
    </section>
  );
}
