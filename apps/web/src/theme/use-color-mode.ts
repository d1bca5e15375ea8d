import { useSyncExternalStore } from 'react';

const dark = window.matchMedia('(prefers-color-scheme: dark)');
const narrow = window.matchMedia('(max-width: 959px)');
const still = window.matchMedia('(prefers-reduced-motion: reduce)');

const subscribeTo = (query: MediaQueryList) => (changed: () => void) => {
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
};
const subscribeDark = subscribeTo(dark);
const subscribeNarrow = subscribeTo(narrow);
const subscribeStill = subscribeTo(still);

/** Dark mode follows the system. */
export const useColorMode = (): 'light' | 'dark' =>
  useSyncExternalStore(subscribeDark, () => (dark.matches ? 'dark' : 'light'));

/** One column for writing and reviewing: below the width that holds a text and what is said beside it. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribeNarrow, () => narrow.matches);

/** Whether the system asks that nothing moves (WCAG 2.2, 2.3.3). */
export const useStillness = (): boolean => useSyncExternalStore(subscribeStill, () => still.matches);
