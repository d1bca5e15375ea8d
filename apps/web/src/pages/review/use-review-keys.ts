import { useEffect, useRef } from 'react';

export type ReviewKey = 'j' | 'k' | 'd' | 'c' | 'a' | 'r' | '?' | 'Escape';

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** The reviewer's keys; off while typing, with a modifier, or with a dialog open. */
export function useReviewKeys(act: (key: ReviewKey) => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const keys = new Set<string>(['j', 'k', 'd', 'c', 'a', 'r', '?', 'Escape']);
    const listen = (event: KeyboardEvent) => {
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !keys.has(key)) return;
      if (
        key !== 'Escape' &&
        (typing(event.target) || document.querySelector('.ant-modal-wrap, .ant-drawer-open'))
      )
        return;
      if (key !== 'Escape') event.preventDefault();
      latest.current(key as ReviewKey);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
