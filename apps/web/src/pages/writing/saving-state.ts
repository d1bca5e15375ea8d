import type { ReportContent } from '../../api/contract';
import type { ContentDraft } from '../../api/report';
import { type Draft, isBlank } from './draft';

/** A text that the server is known to have had. */
export interface Known {
  draft: Draft;
  version: number;
}

/** What a closed tab left in this browser: its text, and the one it was typed upon. */
export interface LocalCopy {
  /** Which page kept it. */
  page: string;
  /** The version that `base` was, upon which was typed. */
  version: number;
  base: Draft;
  draft: Draft;
  /** Sent without an answer: the server may have them. */
  lost: Draft[];
  at: number;
}

export type Trouble =
  /** Not reached, or not able to answer now: tried again by itself. */
  | { kind: 'unreachable'; offline: boolean }
  | { kind: 'expired' }
  /** Somebody else signed in in this browser. */
  | { kind: 'someone else' }
  | { kind: 'refused'; text: string; pointer?: string };

/**
 * The text of a report being written, and how far the server has it. The version that was typed upon stays until the
 * server has taken the text, or the writer has chosen between it and one saved elsewhere.
 */
export interface Saving {
  /** On the page. */
  draft: Draft;
  /** The server's text at `version`, upon which is typed. */
  base: Draft;
  version: number;
  /** On its way, or refused as stale while the newest text is being fetched. */
  sent: Draft | null;
  lost: Draft[];
  /** Saved elsewhere and touching the same parts: waits for a choice. */
  theirs: Known | null;
  trouble: Trouble | null;
  /** Tries in a row that did not reach the server. */
  failures: number;
  /** The server works on this version. */
  held: boolean;
  /** An input method is at work; what it shows is no text yet. */
  composing: boolean;
  /** Compiled by the server meanwhile. */
  compiled: Known | null;
  savedAt: number | null;
  /** Of closed tabs, taken one after the other. */
  copies: LocalCopy[];
}

export type SavingEvent =
  | { kind: 'typed'; draft: Draft }
  | { kind: 'composing'; on: boolean }
  | { kind: 'held'; on: boolean }
  /** The time to save has come; `asked`: somebody wants it now, whatever stood in the way before. */
  | { kind: 'due'; asked?: boolean }
  | { kind: 'answered'; content: ReportContent | null; version: number; at: number }
  | { kind: 'failed'; trouble: Trouble }
  /** The version was no longer the newest. */
  | { kind: 'stale' }
  /** The newest text, fetched because of that. */
  | { kind: 'newest'; known: Known; at: number }
  /** Another tab or person saved. */
  | { kind: 'elsewhere'; known: Known }
  /** The server wrote on the version that was held. */
  | { kind: 'compiled'; known: Known }
  /** The writer has put both texts together, having seen theirs of this version. */
  | { kind: 'chosen'; draft: Draft; seen: number };

export type Effect =
  | { kind: 'send'; draft: Draft; base: Draft; version: number }
  | { kind: 'fetch' }
  /** `due` is to come after so many milliseconds, instead of any earlier appointment. */
  | { kind: 'wait'; ms: number }
  | { kind: 'tell'; version: number }
  | { kind: 'keep' }
  | { kind: 'forget' }
  /** A copy that now stands in this page's own. */
  | { kind: 'taken'; copy: LocalCopy };

/** How a draft is sent; see `toContent`. */
export type AsSent = (draft: Draft, saved: Draft) => ContentDraft;

/** More than a page sends while nothing answers. */
export const mostLost = 12;

export const beginSaving = (known: Known, copies: LocalCopy[]): Saving => ({
  draft: known.draft,
  base: known.draft,
  version: known.version,
  sent: null,
  lost: [],
  theirs: null,
  trouble: null,
  failures: 0,
  held: false,
  composing: false,
  compiled: null,
  savedAt: null,
  copies: [...copies].sort((a, b) => b.at - a.at),
});

const sameContent = (a: ContentDraft, b: ContentDraft): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Something to send. */
export const isDirty = ({ draft, base }: Saving, asSent: AsSent): boolean =>
  !sameContent(asSent(draft, base), asSent(base, base));

/** What a text comes to: its content, and as typed whatever cannot be read, such as 约30. */
function readOf(draft: Draft, asSent: AsSent): string {
  const unread = { ...draft, indicators: {}, problems: [] };
  const content = asSent(draft, unread);
  const figures = Object.entries(draft.indicators)
    .filter(([, text]) => text.trim() !== '')
    .map(([key, text]) => [key, content.indicators[key] ?? text])
    .sort(([a], [b]) => String(a).localeCompare(String(b)));
  const rows = draft.problems.filter((row) => !isBlank(row));
  const days = rows.map((row, at) => content.problems[at]?.dueOn ?? row.dueOn?.trim() ?? '');
  const problems = content.problems.map(({ id: _, dueOn: __, ...row }) => row);
  return JSON.stringify([content.sections, figures, problems, days, draft.unplaced]);
}

/** The same, however it is typed: 12次 and 12 are. */
export const isSameText = (a: Draft, b: Draft, asSent: AsSent): boolean =>
  readOf(a, asSent) === readOf(b, asSent);

/** Something typed that only this browser has: also what cannot be sent yet, such as 约30. */
export const isUnsaved = ({ draft, base }: Saving, asSent: AsSent): boolean =>
  !isSameText(draft, base, asSent);

/** The copy of what only this page has. */
export const copyOf = (now: Saving, page: string, at: number): LocalCopy => ({
  page,
  version: now.version,
  base: now.base,
  draft: now.draft,
  lost: now.sent ? [now.sent, ...now.lost].slice(0, mostLost) : now.lost,
  at,
});
