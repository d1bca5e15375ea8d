import { useTranslation } from 'react-i18next';
import { numberedTitle } from '../../../report/section-title';
import type { EditableDefinition } from './template-definition';
import styles from './template-preview.module.css';

/** How the writing page will look with this definition. */
export function TemplatePreview({ definition }: { definition: EditableDefinition }) {
  const { t } = useTranslation('administration');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard has to reach it (WCAG 2.1.1).
    <aside className={styles.preview} aria-label={t('template.preview')} tabIndex={0}>
      <p className="faint">{t('template.preview')}</p>
      {definition.sections.map((section, index) => (
        <section key={section.key}>
          <h3>{numberedTitle(index, section.title || t('template.untitled'))}</h3>
          {section.guidance && <p className="muted">{section.guidance}</p>}
          <p className="faint">
            {section.required
              ? t('template.limits', { min: section.minLength, max: section.maxLength.toLocaleString() })
              : t('template.optional')}
          </p>
        </section>
      ))}
      {definition.indicators.length > 0 && (
        <>
          <h3>{t('template.indicators')}</h3>
          <ul>
            {definition.indicators.map((indicator) => (
              <li key={indicator.key}>
                {indicator.name || t('template.untitled')} <span className="faint">{indicator.unit}</span>{' '}
                {indicator.required && <span className="faint">{t('template.required')}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
      {definition.rules.length > 0 && (
        <>
          <h3>{t('template.rules')}</h3>
          <ul>
            {definition.rules.map((rule) => (
              <li key={rule.id}>{rule.message || t('template.untitled')}</li>
            ))}
          </ul>
        </>
      )}
      {definition.problems.enabled && (
        <>
          <h3>{t('template.problems')}</h3>
          <p className="muted">{t('template.problemColumns')}</p>
        </>
      )}
    </aside>
  );
}
