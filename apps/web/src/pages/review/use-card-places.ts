import { type RefObject, useCallback, useState } from 'react';
import type { PhoneTab } from './review-bar';

/** How many frames a new comment may take until its number stands in the text. */
const mostFrames = 30;

/** Between the cards beside a text and what they are about: where each stands, and the way from one to the other. */
export function useCardPlaces(
  desk: RefObject<HTMLElement | null>,
  narrow: boolean,
  onTab: (tab: PhoneTab) => void,
) {
  /** The card that one went to last: it stands level with its passage. */
  const [active, setActive] = useState<string | null>(null);
  const within = (selector: string) => desk.current?.querySelector<HTMLElement>(selector) ?? null;
  const markOf = (id: string) => within(`[data-marks~="${CSS.escape(id)}"]`);

  /** Pixels from the column's top; null for what has no place. */
  const topOf = (id: string): number | null => {
    const mark = markOf(id);
    if (!mark) return null;
    // The figures stay in sight while one reads.
    if (mark.closest('[data-side]')) return 0;
    return mark.getBoundingClientRect().top - (within('[data-cards]')?.getBoundingClientRect().top ?? 0);
  };
  /** To what a card is about. */
  const toPlace = (id: string) => {
    const mark = markOf(id);
    setActive(id);
    onTab(mark?.closest('[data-side]') ? 'indicators' : 'text');
    requestAnimationFrame(() => {
      mark?.scrollIntoView({ block: 'center' });
      mark?.querySelector<HTMLElement>('sup button')?.focus({ preventScroll: true });
    });
  };
  /** To what is said about a place. */
  const toCard = useCallback(
    (id: string) => {
      setActive(id);
      if (narrow) onTab('comments');
      requestAnimationFrame(() => {
        const card = within(`aside [data-id="${CSS.escape(id)}"]`);
        card?.scrollIntoView({ block: 'nearest' });
        card?.querySelector('button')?.focus({ preventScroll: true });
      });
    },
    [narrow, onTab],
  );
  /** Goes on where a comment was made: at its number in the text, or else at its card. */
  const goOnAt = (id: string) => {
    setActive(id);
    let frames = mostFrames;
    const look = () => {
      // Who writes the next comment already is not called away.
      if (document.activeElement instanceof HTMLTextAreaElement) return;
      const number = markOf(id)?.querySelector<HTMLElement>('sup button');
      frames -= 1;
      if (number?.getClientRects().length) number.focus({ preventScroll: true });
      else if (frames > 0) requestAnimationFrame(look);
      else if (!narrow) toCard(id);
    };
    requestAnimationFrame(look);
  };
  return { active, markOf, topOf, toPlace, toCard, goOnAt };
}
