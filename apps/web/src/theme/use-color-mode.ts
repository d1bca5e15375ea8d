import { useSyncExternalStore } from 'react';

const dark = window.matchMedia('(prefers-color-scheme: dark)');
const narrow = window.matchMedia('(max-width: 720px)');
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

/** A phone's width, as the style sheets draw the line. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribeNarrow, () => narrow.matches);

/** Whether the system asks that nothing moves (WCAG 2.2, 2.3.3). */
export const useStillness = (): boolean => useSyncExternalStore(subscribeStill, () => still.matches);
