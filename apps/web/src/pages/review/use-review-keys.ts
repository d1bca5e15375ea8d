import { useEffect, useRef } from 'react';

const keyNames = ['j', 'k', 'd', 'n', 'p', 's', 'S', 'c', 'a', 'r', '?', 'Escape'] as const;
export type ReviewKey = (typeof keyNames)[number];
const known = new Set<string>(keyNames);

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(TEXTAREA|SELECT)$/.test(target.tagName) ||
    (target instanceof HTMLInputElement && !/^(checkbox|radio)$/.test(target.type)));

/** What lies over the page and closes by itself. */
const layers =
  '.ant-modal-wrap:not([style*="display: none"]), .ant-drawer-open, ' +
  ':is(.ant-dropdown, .ant-picker-dropdown, .ant-popover):not([class*="-hidden"])';

const keyOf = ({ key, shiftKey }: KeyboardEvent): string => {
  if (key.length > 1) return key;
  return shiftKey && key.toLowerCase() === 's' ? 'S' : key.toLowerCase();
};

/** The reviewer's keys; off while typing, with a modifier, or with a dialog open, which Esc closes first. */
export function useReviewKeys(act: (key: ReviewKey) => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const key = keyOf(event);
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !known.has(key)) return;
      if (event.isComposing || document.querySelector(layers)) return;
      if (key !== 'Escape' && typing(event.target)) return;
      event.preventDefault();
      latest.current(key as ReviewKey);
    };
    // Before what closes with Esc hears of it: one press closes one thing.
    window.addEventListener('keydown', listen, true);
    return () => window.removeEventListener('keydown', listen, true);
  }, []);
}
