import type { Draft } from './draft';

/** What was typed and not yet taken by the server, kept in this browser. */
export interface LocalCopy {
  /** The version it was typed upon. */
  version: number;
  draft: Draft;
  at: number;
}

const keyOf = (userId: string, reportId: string): string => `baoshen.draft.${userId}.${reportId}`;

export function keepLocally(userId: string, reportId: string, copy: LocalCopy): void {
  try {
    localStorage.setItem(keyOf(userId, reportId), JSON.stringify(copy));
  } catch {
    // A full or forbidden store: the text is still on the page and goes to the server.
  }
}

export function localCopy(userId: string, reportId: string): LocalCopy | null {
  try {
    const kept = localStorage.getItem(keyOf(userId, reportId));
    return kept ? (JSON.parse(kept) as LocalCopy) : null;
  } catch {
    return null;
  }
}

export function forgetLocally(userId: string, reportId: string): void {
  localStorage.removeItem(keyOf(userId, reportId));
}
