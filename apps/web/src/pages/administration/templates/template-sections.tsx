import { Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { limit } from '../../../kit/limit';
import type { Faults } from '../faults';
import { blankSection, type EditableDefinition } from './template-definition';
import { Labelled, PartFields, PartRows } from './template-parts';

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
  return (
    <PartRows<SectionRow>
      of={{
        kind: 'section',
        title: t('template.sections'),
        nameLabel: t('template.sectionTitle'),
        add: t('template.addSection'),
        name: 'title',
        blank: (key) => blankSection(key, ''),
      }}
      parts={sections}
      faults={faults}
      onChange={onChange}
    >
      {(section, edit) => (
        <>
          <Input.TextArea
            aria-label={t('template.guidance')}
            placeholder={t('template.guidance')}
            autoSize
            count={limit(2000)}
            value={section.guidance}
            onChange={(event) => edit({ guidance: event.target.value })}
          />
          <PartFields>
            <Labelled label={t('template.length')} wide>
              <InputNumber
                aria-label={t('template.min')}
                min={0}
                max={100_000}
                value={section.minLength}
                onChange={(minLength) => edit({ minLength: minLength ?? 0 })}
              />
              {' – '}
              <InputNumber
                aria-label={t('template.max')}
                min={1}
                max={100_000}
                value={section.maxLength}
                onChange={(maxLength) => edit({ maxLength: maxLength ?? 20_000 })}
              />
            </Labelled>
          </PartFields>
        </>
      )}
    </PartRows>
  );
}
