import { useTranslation } from 'react-i18next';
import type { ReportRow, TemplateDefinition } from '../../api/contract';
import { Icon } from '../../kit/icon';
import { chineseNumber } from '../../report/section-title';
import { StateGlyph } from '../../report/state-glyph';
import { Moment } from '../../time/moment';
import styles from './return-letter.module.css';

/** 第二、四章，主题党日，问题清单: what the return left open, in words; null where it left all open. */
function useOpenParts(report: ReportRow, template: TemplateDefinition, problemIds: string[]): string | null {
  const { t } = useTranslation('writing');
  const scope = report.returned?.scope;
  if (!scope) return null;
  const comma = t('common:listComma');
  const sections = template.sections.flatMap((section, index) =>
    scope.sections?.includes(section.key) ? [chineseNumber(index + 1)] : [],
  );
  const indicators = template.indicators
    .filter((indicator) => scope.indicators?.includes(indicator.key))
    .map((indicator) => indicator.name);
  const problems = (scope.problems ?? []).map((id) => problemIds.indexOf(id) + 1).filter((n) => n > 0);
  const parts: string[] = [];
  if (sections.length > 0) parts.push(t('letter.sections', { list: sections.join(comma) }));
  if (indicators.length > 0) parts.push(indicators.join(comma));
  if (problems.length > 0) parts.push(t('letter.problems', { list: problems.join(comma) }));
  else if (scope.problems) parts.push(t('letter.problemsAdd'));
  return parts.join(t('common:clauseComma'));
}

/** The reviewer's note on top of a returned report: what to mend, what is open, where it goes next. */
export function ReturnLetter({
  report,
  template,
  problemIds,
}: {
  report: ReportRow;
  template: TemplateDefinition;
  problemIds: string[];
}) {
  const { t } = useTranslation('writing');
  const open = useOpenParts(report, template, problemIds);
  const { returned } = report;
  if (!returned) return null;
  return (
    <section className={styles.letter} aria-label={t('letter.label')}>
      <div className={styles.who}>
        <span className="state return">
          <StateGlyph state="returned" label={t('common:state.returned')} />
        </span>
        <b>{returned.by.name}</b>
        <span className="faint">
          {returned.at && <Moment at={returned.at} clock />} {t('letter.returned', { n: report.revision })}
        </span>
      </div>
      <blockquote>{returned.note}</blockquote>
      <div className={styles.scope}>
        <span>
          <Icon name="pen" /> {open === null ? t('letter.allOpen') : t('letter.open', { parts: open })}
        </span>
        {open !== null && (
          <span>
            <Icon name="lock" /> {t('letter.rest')}
          </span>
        )}
        <span>
          <Icon name="returned" />{' '}
          {returned.resume === 'here'
            ? t('letter.resumeHere', { name: returned.by.name })
            : t('letter.resumeRoute')}
        </span>
      </div>
    </section>
  );
}
