import { Checkbox, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from '../administration.module.css';
import type { EditableDefinition } from './template-definition';

type Ledger = NonNullable<EditableDefinition['ledger']>;

const printings = ['none', 'documents', 'editions'] as const;
/** Of a template that says nothing of the ledger: nothing is followed, nothing is accounted for. */
const nothingFollowed: Ledger = { adopt: false, days: 180 };

/** The problem list of a report, and what of it is followed in the rectification ledger. */
export function ProblemFields({
  definition,
  onChange,
}: {
  definition: EditableDefinition;
  onChange: (definition: EditableDefinition) => void;
}) {
  const { t } = useTranslation('administration');
  const { problems } = definition;
  const ledger = definition.ledger ?? nothingFollowed;
  const follow = (change: Partial<Ledger>) => onChange({ ...definition, ledger: { ...ledger, ...change } });
  return (
    <section>
      <h3>{t('template.problems')}</h3>
      <div className={styles.line}>
        <Checkbox
          checked={problems.enabled}
          onChange={({ target }) =>
            onChange({ ...definition, problems: { ...problems, enabled: target.checked } })
          }
        >
          {t('template.hasProblems')}
        </Checkbox>
        <span>{t('template.maxProblems')}</span>
        <InputNumber
          aria-label={t('template.maxProblems')}
          min={1}
          max={200}
          value={problems.maxItems}
          onChange={(maxItems) =>
            onChange({ ...definition, problems: { ...problems, maxItems: maxItems ?? 50 } })
          }
        />
      </div>
      {problems.enabled && (
        <>
          <div className={styles.line}>
            <Checkbox checked={ledger.adopt} onChange={({ target }) => follow({ adopt: target.checked })}>
              {t('template.adopts')}
            </Checkbox>
            {ledger.adopt && (
              <>
                <span>{t('template.adoptedDays')}</span>
                <InputNumber
                  aria-label={t('template.adoptedDays')}
                  min={1}
                  max={3650}
                  value={ledger.days}
                  onChange={(days) => follow({ days: days ?? 180 })}
                />
              </>
            )}
          </div>
          <div className={styles.line}>
            <Checkbox
              checked={ledger.account ?? false}
              onChange={({ target }) => follow({ account: target.checked })}
            >
              {t('template.accounts')}
            </Checkbox>
            {ledger.account && (
              <>
                <span>{t('template.printed')}</span>
                <Select
                  aria-label={t('template.printed')}
                  popupMatchSelectWidth={false}
                  value={ledger.printed ?? 'none'}
                  options={printings.map((value) => ({ value, label: t(`template.printings.${value}`) }))}
                  onChange={(printed) => follow({ printed })}
                />
              </>
            )}
          </div>
        </>
      )}
    </section>
  );
}
