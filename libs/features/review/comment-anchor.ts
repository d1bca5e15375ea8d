import type { FindingAnchor } from '@domain/checks';
import type { ReportContent } from '@domain/review';

/** Where a comment hangs; the same shape as a finding's. */
export type CommentAnchor = FindingAnchor;

/**
 * Whether the anchor's place, and the passage it quotes, is in a content: comments stay with their passage
 * through revisions and say so where it is gone (case 19). Without a quote the place alone counts.
 */
export function isAnchored(anchor: CommentAnchor, content: ReportContent): boolean {
  const texts = textsAt(anchor, content);
  if (texts === null) return false;
  if (anchor.quote === undefined) return true;
  const { quote } = anchor;
  return texts.some((text) => holds(text, quote));
}

/** Up to here searching as the engine does is quick whatever the text. */
const shortQuote = 50;

/**
 * Whether a text holds a passage, in time that grows with both and not with their product: of a text of one
 * character over and over, the engine's own search takes two thousand times as long.
 */
function holds(text: string, quote: string): boolean {
  if (quote.length <= shortQuote) return text.includes(quote);
  const borders = new Uint16Array(quote.length);
  for (let at = 1, border = 0; at < quote.length; at += 1) {
    while (border > 0 && quote[at] !== quote[border]) border = borders[border - 1] ?? 0;
    if (quote[at] === quote[border]) border += 1;
    borders[at] = border;
  }
  for (let at = 0, matched = 0; at < text.length; at += 1) {
    while (matched > 0 && text[at] !== quote[matched]) matched = borders[matched - 1] ?? 0;
    if (text[at] === quote[matched]) matched += 1;
    if (matched === quote.length) return true;
  }
  return false;
}

/** Whether a new anchor names an existing place and an existing occurrence of its quote. */
export function isPresent(
  anchor: CommentAnchor,
  content: ReportContent,
  known: { sections: string[]; indicators: string[] },
): boolean {
  if (anchor.kind === 'section' && !known.sections.includes(anchor.key ?? '')) return false;
  if (anchor.kind === 'indicator')
    return known.indicators.includes(anchor.key ?? '') && anchor.quote === undefined;
  if (anchor.kind === 'problem' && !content.problems.some((item) => item.id === anchor.key)) return false;
  if (anchor.quote === undefined) return anchor.occurrence === undefined;
  const { quote, occurrence = 1 } = anchor;
  const found = (textsAt(anchor, content) ?? []).reduce((sum, text) => sum + text.split(quote).length - 1, 0);
  return found >= occurrence;
}

function textsAt(anchor: CommentAnchor, content: ReportContent): string[] | null {
  switch (anchor.kind) {
    case 'section': {
      const section = content.sections.find((candidate) => candidate.key === anchor.key);
      return section ? [section.body] : null;
    }
    case 'problem': {
      const item = content.problems.find((candidate) => candidate.id === anchor.key);
      return item ? [item.problem, item.cause ?? '', item.measure ?? ''] : null;
    }
    case 'indicator':
      return anchor.key !== undefined && content.indicators[anchor.key] !== undefined ? [] : null;
    case 'report':
      return [...content.sections.map((section) => section.body), content.unplaced];
  }
}
