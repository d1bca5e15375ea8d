import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import type { NewCycle } from '../../../api/administration';
import { type Faults, faultsBelow } from '../faults';
import { useTemplates } from '../templates/use-templates';
import { ClosingField } from './closing-field';
import { tierKinds, usualTier } from './cycle-draft';
import { TierForm } from './cycle-tier-form';
import styles from './cycle-tiers.module.css';

/** The wizard's second step: which tiers report, by which template, until when and past whom. */
export function CycleTiers({
  cycle,
  faults,
  onChange,
}: {
  cycle: NewCycle;
  faults: Faults;
  onChange: (change: Partial<NewCycle>) => void;
}) {
  const { t } = useTranslation('administration');
  const templates = useTemplates();
  const { tiers } = cycle;
  return (
    <>
      <fieldset className={`plain-set ${styles.tier}`}>
        <legend>{t('cycle.who')}</legend>
        <Checkbox.Group
          value={tiers.map(({ kind }) => kind)}
          options={tierKinds.map((kind) => ({ value: kind, label: t(`common:kind.${kind}`) }))}
          onChange={(chosen) =>
            onChange({
              tiers: tierKinds
                .filter((kind) => chosen.includes(kind))
                .map((kind) => tiers.find((tier) => tier.kind === kind) ?? usualTier(kind)),
            })
          }
        />
        {faults.has('/tiers') && (
          <p className="hot" role="alert">
            {faults.get('/tiers')}
          </p>
        )}
      </fieldset>
      {tiers.map((tier, index) => (
        <TierForm
          key={tier.kind}
          tier={tier}
          zone={cycle.timeZone}
          templates={templates.items}
          faults={faultsBelow(faults, `/tiers/${index}`)}
          onChange={(changed) =>
            onChange({ tiers: tiers.map((other) => (other.kind === tier.kind ? changed : other)) })
          }
        />
      ))}
      <ClosingField
        tiers={tiers}
        zone={cycle.timeZone}
        value={cycle.closesAt ?? null}
        onChange={(closesAt) => onChange({ closesAt })}
      />
      {faults.has('/closesAt') && (
        <p className="hot" role="alert">
          {faults.get('/closesAt')}
        </p>
      )}
    </>
  );
}
