import { cutText } from '@domain/text';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Comment, Report, Scope, TemplateDefinition } from '../../api/contract';
import { chineseNumber } from '../../report/section-title';
import styles from './return-panel.module.css';

/** What a return is to open, as it is being chosen: everything, or parts one by one. */
export interface ChosenScope {
  all: boolean;
  sections: string[];
  indicators: string[];
  /** Rows of the problem list, by id. */
  problems: string[];
  /** Rows may be added; whoever may change one may add another. */
  addProblems: boolean;
}

/** First proposed: the places that carry open comments; everything where none does. */
export function proposedScope(comments: Comment[]): ChosenScope {
  const open = comments.filter((comment) => comment.state !== 'resolved');
  const keys = (kind: Comment['anchor']['kind']) => [
    ...new Set(open.flatMap(({ anchor }) => (anchor.kind === kind && anchor.key ? [anchor.key] : []))),
  ];
  const parts = { sections: keys('section'), indicators: keys('indicator'), problems: keys('problem') };
  return { all: Object.values(parts).every((list) => list.length === 0), ...parts, addProblems: false };
}

const opensProblems = ({ problems, addProblems }: ChosenScope): boolean => problems.length > 0 || addProblems;

/** Without anything to change nobody could answer the return. */
export const opensNothing = (chosen: ChosenScope): boolean =>
  !chosen.all && chosen.sections.length + chosen.indicators.length === 0 && !opensProblems(chosen);

/** As the server takes it: a kind that is left out stays frozen. */
export function scopeOf(chosen: ChosenScope): Scope | undefined {
  if (chosen.all) return undefined;
  const { sections, indicators, problems } = chosen;
  return { sections, indicators, ...(opensProblems(chosen) ? { problems } : {}) };
}

/** Which parts a return opens, one by one. Figures and problems are many: they unfold. */
export function ScopeFields({
  report,
  template,
  chosen,
  onChange,
}: {
  report: Report;
  template: TemplateDefinition;
  chosen: ChosenScope;
  onChange: (chosen: ChosenScope) => void;
}) {
  const { t } = useTranslation('review');
  const problems = report.content?.problems ?? [];
  const toggled = (list: string[], key: string) =>
    list.includes(key) ? list.filter((other) => other !== key) : [...list, key];
  const check = (key: string, text: string, checked: boolean, act: () => void, disabled = false) => (
    <label key={key}>
      <input type="checkbox" checked={checked} disabled={disabled} onChange={act} />
      {text}
    </label>
  );
  const choose = (kind: 'sections' | 'indicators' | 'problems', key: string) =>
    onChange({ ...chosen, all: false, [kind]: toggled(chosen[kind], key) });
  const has = (kind: 'sections' | 'indicators' | 'problems', key: string) =>
    !chosen.all && chosen[kind].includes(key);
  // What was commented on stands with the sections; the rest unfolds.
  const [named] = useState({ indicators: chosen.indicators, problems: chosen.problems });
  const indicators = (shown: boolean) =>
    template.indicators
      .filter(({ key }) => named.indicators.includes(key) === shown)
      .map(({ key, name }) => check(key, name, has('indicators', key), () => choose('indicators', key)));
  const rows = (shown: boolean) =>
    problems.flatMap(({ id, problem }, index) => {
      const text = t('return.problemRow', { n: index + 1, problem: cutText(problem, 20) });
      return named.problems.includes(id) === shown
        ? [check(id, text, has('problems', id), () => choose('problems', id))]
        : [];
    });
  const others = (kind: 'indicators' | 'problems') =>
    chosen.all ? 0 : chosen[kind].filter((key) => !named[kind].includes(key)).length;
  return (
    <div className={styles.field}>
      <span>{t('return.open')}</span>
      <div>
        <div className={styles.options}>
          {check('all', t('return.all'), chosen.all, () => onChange({ ...chosen, all: !chosen.all }))}
          {template.sections.map(({ key, title }, index) =>
            check(key, `${chineseNumber(index + 1)}、${title}`, has('sections', key), () =>
              choose('sections', key),
            ),
          )}
          {indicators(true)}
          {rows(true)}
        </div>
        {template.indicators.length > 0 && (
          <Parts title={t('indicators.title')} count={others('indicators')}>
            {indicators(false)}
          </Parts>
        )}
        {template.problems.enabled && (
          <Parts
            title={t('problems.title')}
            count={others('problems') + (!chosen.all && chosen.addProblems ? 1 : 0)}
          >
            {rows(false)}
            {check(
              'add',
              t('return.addProblems'),
              !chosen.all && opensProblems(chosen),
              () => onChange({ ...chosen, all: false, addProblems: !chosen.addProblems }),
              !chosen.all && chosen.problems.length > 0,
            )}
          </Parts>
        )}
      </div>
    </div>
  );
}

/** Parts of one kind, folded under their name, with how many of them are chosen. */
function Parts({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  const { t } = useTranslation('review');
  return (
    <details>
      <summary>
        {title}
        {count > 0 && <small>{t('return.chosen', { count })}</small>}
      </summary>
      <div className={styles.options}>{children}</div>
    </details>
  );
}
