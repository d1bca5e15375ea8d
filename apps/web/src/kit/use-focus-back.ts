import { useEffect, useState } from 'react';

const focusable = 'a[href], button, input, select, textarea, [tabindex]';
/** Where the focus was last outside of menus: an item of a menu is gone once its dialog stands. */
let last: HTMLElement | null = null;

function remember({ target }: Event): void {
  const found = target instanceof Element ? target.closest<HTMLElement>(focusable) : null;
  if (found && !found.closest('.ant-dropdown')) last = found;
}
document.addEventListener('focusin', remember);
// Not every browser gives the focus to a button that is clicked.
document.addEventListener('pointerdown', remember, true);

/** Remembers where the focus is now; the answer gives it back, unless it has gone elsewhere meanwhile. */
export function focusBack(): () => void {
  const opener = last;
  return () => {
    const { activeElement } = document;
    const lost = !activeElement || activeElement === document.body || !activeElement.isConnected;
    if (lost && opener?.isConnected) opener.focus({ preventScroll: true });
  };
}

/** For what stands over the page while it is mounted: gives the focus back to what it was opened from. */
export function useFocusBack(): void {
  const [giveBack] = useState(focusBack);
  useEffect(() => giveBack, [giveBack]);
}
