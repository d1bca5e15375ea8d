import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../kit/button';
import { Icon } from '../../../kit/icon';
import { limit } from '../../../kit/limit';
import administration from '../administration.module.css';
import { type Faults, faultAt } from '../faults';
import { type EditableDefinition, freeKey } from './template-definition';
import styles from './template-designer.module.css';

type Rule = EditableDefinition['rules'][number];
const operators: Rule['operator'][] = ['<=', '<', '=', '>=', '>'];
const signs: Record<Rule['operator'], string> = { '<=': '≤', '<': '<', '=': '=', '>=': '≥', '>': '>' };

/** Rules between two indicators: what does not hold is told to the author in the rule's own words. */
export function RuleRows({
  definition,
  faults,
  onChange,
}: {
  definition: EditableDefinition;
  faults: Faults;
  onChange: (rules: Rule[]) => void;
}) {
  const { t } = useTranslation('administration');
  const { rules } = definition;
  const options = definition.indicators
    .filter(({ aggregate }) => aggregate.kind !== 'rate')
    .map(({ key, name }) => ({ value: key, label: name || t('template.untitled') }));
  const edit = (index: number, change: Partial<Rule>) =>
    onChange(rules.map((rule, at) => (at === index ? { ...rule, ...change } : rule)));
  return (
    <section>
      <h3>{t('template.rules')}</h3>
      {options.length < 2 && rules.length === 0 && <p className="faint">{t('template.rulesNeedTwo')}</p>}
      {rules.map((rule, index) => (
        <div className={styles.row} key={rule.id}>
          <div className={administration.line}>
            <Select
              className={administration.grow}
              aria-label={t('template.ruleLeft', { n: index + 1 })}
              value={rule.left || undefined}
              options={options}
              onChange={(left) => edit(index, { left })}
            />
            <Select
              aria-label={t('template.ruleOperator', { n: index + 1 })}
              value={rule.operator}
              options={operators.map((operator) => ({ value: operator, label: signs[operator] }))}
              onChange={(operator) => edit(index, { operator })}
            />
            <Select
              className={administration.grow}
              aria-label={t('template.ruleRight', { n: index + 1 })}
              value={rule.right || undefined}
              options={options}
              onChange={(right) => edit(index, { right })}
            />
            <Button
              text
              small
              aria-label={t('template.removeRule', { n: index + 1 })}
              onClick={() => onChange(rules.filter((_, at) => at !== index))}
            >
              <Icon name="close" />
            </Button>
          </div>
          <Input
            aria-label={t('template.ruleMessage', { n: index + 1 })}
            placeholder={t('template.ruleMessageHint')}
            count={limit(200)}
            value={rule.message}
            onChange={(event) => edit(index, { message: event.target.value })}
          />
          {faultAt(faults, `/rules/${index}`) && (
            <p className="hot" role="alert">
              {faultAt(faults, `/rules/${index}`)}
            </p>
          )}
        </div>
      ))}
      {options.length >= 2 && (
        <Button
          small
          onClick={() =>
            onChange([
              ...rules,
              {
                id: freeKey(
                  'rule',
                  rules.map(({ id }) => id),
                ),
                left: options[0]?.value ?? '',
                operator: '<=',
                right: options[1]?.value ?? '',
                message: '',
              },
            ])
          }
        >
          <Icon name="plus" /> {t('template.addRule')}
        </Button>
      )}
    </section>
  );
}
