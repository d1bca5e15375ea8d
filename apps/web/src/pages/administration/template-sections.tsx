import { Checkbox, Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { Button } from '../../kit/button';
import { Icon } from '../../kit/icon';
import { type Faults, faultAt } from './faults';
import { blankSection, type EditableDefinition, freeKey, moved } from './template-definition';
import { Labelled, RowActs } from './template-row';

type SectionRow = EditableDefinition['sections'][number];

/** The titled parts of a report, in order. */
export function SectionRows({
  sections,
  faults,
  onChange,
}: {
  sections: SectionRow[];
  faults: Faults;
  onChange: (sections: SectionRow[]) => void;
}) {
  const { t } = useTranslation('administration');
  const edit = (index: number, change: Partial<SectionRow>) =>
    onChange(sections.map((section, at) => (at === index ? { ...section, ...change } : section)));
  return (
    <section>
      <h3>{t('template.sections')}</h3>
      {sections.map((section, index) => (
        <div className="tpl-row" key={section.key}>
          <div className="tpl-line">
            <Input
              className="grow"
              aria-label={t('template.sectionTitle')}
              maxLength={100}
              value={section.title}
              onChange={(event) => edit(index, { title: event.target.value })}
            />
            <Checkbox
              checked={section.required}
              onChange={(event) => edit(index, { required: event.target.checked })}
            >
              {t('template.required')}
            </Checkbox>
            <RowActs
              name={section.title}
              onUp={() => onChange(moved(sections, index, -1))}
              onDown={() => onChange(moved(sections, index, 1))}
              onRemove={() => onChange(sections.filter((_, at) => at !== index))}
            />
          </div>
          <Input.TextArea
            aria-label={t('template.guidance')}
            placeholder={t('template.guidance')}
            autoSize
            maxLength={2000}
            value={section.guidance}
            onChange={(event) => edit(index, { guidance: event.target.value })}
          />
          <div className="tpl-line">
            <Labelled label={t('template.length')}>
              <InputNumber
                aria-label={t('template.min')}
                min={0}
                max={100_000}
                value={section.minLength}
                onChange={(minLength) => edit(index, { minLength: minLength ?? 0 })}
              />
              {' – '}
              <InputNumber
                aria-label={t('template.max')}
                min={1}
                max={100_000}
                value={section.maxLength}
                onChange={(maxLength) => edit(index, { maxLength: maxLength ?? 20_000 })}
              />
            </Labelled>
          </div>
          {faultAt(faults, `/sections/${index}`) && (
            <p className="hot" role="alert">
              {faultAt(faults, `/sections/${index}`)}
            </p>
          )}
        </div>
      ))}
      <Button
        small
        onClick={() =>
          onChange([
            ...sections,
            blankSection(
              freeKey(
                'section',
                sections.map((section) => section.key),
              ),
              '',
            ),
          ])
        }
      >
        <Icon name="plus" /> {t('template.addSection')}
      </Button>
    </section>
  );
}
