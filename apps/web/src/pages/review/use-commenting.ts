import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Anchor, Report, TemplateDefinition } from '../../api/contract';
import { selectedPassage } from './selection';
import { useCommentDrafts } from './use-comment-drafts';

/** Comments being written about a report, and the passage selected for the next one. */
export function useCommenting(report: Report, template: TemplateDefinition, mayComment: boolean) {
  const { t } = useTranslation('review');
  const drafts = useCommentDrafts(report.id);
  /** Where the button for the selected passage stands, in the window. */
  const [selected, setSelected] = useState<{ top: number; left: number } | null>(null);
  const bodyOf = useCallback(
    (key: string) => report.content?.sections.find((section) => section.key === key)?.body ?? '',
    [report.content],
  );

  useEffect(() => {
    if (!mayComment) return;
    const look = () => {
      const box = selectedPassage(bodyOf) && window.getSelection()?.getRangeAt(0).getBoundingClientRect();
      setSelected(box ? { top: box.bottom, left: box.right } : null);
    };
    document.addEventListener('selectionchange', look);
    // The button goes along with its passage.
    window.addEventListener('scroll', look, { passive: true });
    return () => {
      document.removeEventListener('selectionchange', look);
      window.removeEventListener('scroll', look);
    };
  }, [mayComment, bodyOf]);

  /** What an anchor names, in words; null for the whole report. */
  const aboutOf = ({ kind, key, quote }: Anchor): string | null => {
    if (kind === 'section' && quote) return quote;
    if (kind === 'indicator') {
      const indicator = template.indicators.find((one) => one.key === key);
      const value = report.content?.indicators[key ?? ''];
      const shown = value === undefined ? '' : `${value.toLocaleString('zh-CN')}${indicator?.unit ?? ''}`;
      return t('comment.aboutIndicator', { name: indicator?.name ?? key, value: shown });
    }
    if (kind === 'problem') {
      const at = report.content?.problems.findIndex((problem) => problem.id === key) ?? -1;
      const { problem = '' } = report.content?.problems[at] ?? {};
      return t('comment.aboutProblem', { n: at + 1, problem });
    }
    return null;
  };
  const begin = (anchor: Anchor) => {
    drafts.begin(anchor);
    // The passage is marked from now on, and the next comment is about another one.
    window.getSelection()?.removeAllRanges();
    setSelected(null);
  };
  /** About the selected passage, or else about the whole report. */
  const beginHere = () => {
    const passage = selectedPassage(bodyOf);
    if (!passage) return begin({ kind: 'report' });
    const { section, quote, occurrence } = passage;
    begin({ kind: 'section', key: section, quote, occurrence });
  };
  return { drafts, selected, bodyOf, aboutOf, begin, beginHere };
}
