import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isStatus, problemText } from '../../api/problem';
import { Button } from '../../kit/button';
import { Icon } from '../../kit/icon';
import { dayText } from '../../time/date-text';
import { useNow } from '../../time/moment';
import styles from './compare-bar.module.css';
import type { Comparing } from './use-comparison';
import type { View } from './use-review';

/** Changes as they stand on the page, in its order; those of a tab that is not shown are none. */
const changesIn = (desk: HTMLElement | null): HTMLElement[] =>
  [...(desk?.querySelectorAll<HTMLElement>('[data-change]') ?? [])].filter(
    (change) => change.getClientRects().length > 0,
  );

/**
 * Steps from change to change. The focus goes along, so that the next Tab, and whoever listens, goes on from there;
 * from where one has scrolled to if nothing was stepped to yet.
 */
export function useChangeSteps(desk: React.RefObject<HTMLElement | null>, comparing: Comparing) {
  const [at, setAt] = useState<number | null>(null);
  const { comparison } = comparing;
  useEffect(() => setAt(null), [comparison]);
  const step = useCallback(
    (by: 1 | -1) => {
      const changes = changesIn(desk.current);
      if (changes.length === 0) return;
      const begin = () => {
        const inSight = changes.findIndex((change) => change.getBoundingClientRect().top > 140);
        if (by > 0) return Math.max(0, inSight);
        return inSight < 0 ? changes.length - 1 : inSight - 1;
      };
      const next = ((at === null ? begin() : at + by) + changes.length) % changes.length;
      setAt(next);
      changes[next]?.focus({ preventScroll: true });
      changes[next]?.scrollIntoView({ block: 'center' });
    },
    [desk, at],
  );
  return { at, step, count: () => changesIn(desk.current).length };
}

/** Under the views: with which version the text is compared, how much is different, and the way through it. */
export function CompareBar({
  view,
  comparing,
  steps,
  onAgainst,
}: {
  view: View;
  comparing: Comparing;
  steps: ReturnType<typeof useChangeSteps>;
  onAgainst: (version: number) => void;
}) {
  const { t } = useTranslation('review');
  const now = useNow();
  const { versions, against, revisions, comparison, pending, error } = comparing;
  const [count, setCount] = useState(0);
  // Counted when the text stands on the page, and again when a tab shows other parts of it.
  useEffect(() => setCount(steps.count()));
  if (view !== 'diff' && view !== 'year') return null;
  const name = (version: number): string => {
    const revision = revisions.find((one) => one.revision === version);
    if (!revision) return t('common:revision', { n: version });
    const key = revision.withdrawn ? 'compare.withdrawn' : 'compare.handedIn';
    return t(key, { n: version, date: dayText(t, revision.submittedAt, now) });
  };
  const said = () => {
    if (pending) return t('common:loading');
    if (view === 'year' && isStatus(error, 404)) return t('compare.otherTemplate');
    if (error) return problemText(error);
    if (count === 0) return t(view === 'year' ? 'compare.noneOfLastYear' : 'compare.none');
    return t(view === 'year' ? 'compare.countOfLastYear' : 'compare.count', { count });
  };
  return (
    <section className={styles.bar} aria-label={t('compare.label')}>
      {view === 'diff' && versions.length > 1 && (
        <select
          aria-label={t('compare.against')}
          value={against ?? ''}
          onChange={(event) => onAgainst(Number(event.target.value))}
        >
          {versions.toReversed().map((version) => (
            <option key={version} value={version}>
              {name(version)}
            </option>
          ))}
        </select>
      )}
      <span role="status">{said()}</span>
      {comparison && count > 0 && (
        <span className={styles.steps}>
          <Button text small aria-label={t('compare.previous')} onClick={() => steps.step(-1)}>
            <Icon name="back" />
            <kbd className="desk-only">P</kbd>
          </Button>
          <span className="no-wrap">
            {steps.at === null ? t('compare.steps') : t('compare.at', { n: steps.at + 1, count })}
          </span>
          <Button text small aria-label={t('compare.next')} onClick={() => steps.step(1)}>
            <kbd className="desk-only">N</kbd>
            <Icon name="next" />
          </Button>
        </span>
      )}
    </section>
  );
}
