import type { Page } from '@playwright/test';

/** A page, or a state of it that takes a step or two to reach. */
export interface PageState {
  name: string;
  /** The one width, in pixels, where the state exists. */
  size?: '1440' | '390';
}

/** What one person sees, in the language of the page where it is not Chinese. */
export interface Show {
  user: string | null;
  language?: string;
  pages: PageState[];
}

export const shows: Show[];
export function settled(page: Page): Promise<void>;
export function reach(page: Page, base: string, state: PageState): Promise<void>;
