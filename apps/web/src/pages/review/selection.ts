import { cutText, passageOf } from '@domain/text';
import { occurrenceAt } from '../../report/passage';

export interface SelectedPassage {
  section: string;
  quote: string;
  occurrence: number;
  from: number;
}

const limit = 500;

/** The stretch of a section's text that a range covers, whatever its ends lie in (a triple click ends in the next block). */
function coveredBy(range: Range, section: Element): { from: number; to: number } | null {
  let from = Number.POSITIVE_INFINITY;
  let to = -1;
  for (const run of section.querySelectorAll<HTMLElement>('[data-from]')) {
    if (!range.intersectsNode(run)) continue;
    const base = Number(run.dataset.from);
    const start = run.contains(range.startContainer) ? range.startOffset : 0;
    const end = run.contains(range.endContainer) ? range.endOffset : (run.textContent?.length ?? 0);
    if (end <= start) continue;
    from = Math.min(from, base + start);
    to = Math.max(to, base + end);
  }
  return to > from ? { from, to } : null;
}

/** The passage selected in the paper, within the section where it begins; null where nothing fit to comment is. */
export function selectedPassage(bodyOf: (section: string) => string): SelectedPassage | null {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const start =
    range.startContainer instanceof Element ? range.startContainer : range.startContainer.parentElement;
  const section = start?.closest<HTMLElement>('[data-section]');
  const covered = section && coveredBy(range, section);
  if (!section?.dataset.section || !covered) return null;
  const body = bodyOf(section.dataset.section);
  const raw = cutText(passageOf(body, covered.from, covered.to), limit);
  const quote = raw.trim();
  if (!quote) return null;
  const from = covered.from + raw.indexOf(quote);
  return { section: section.dataset.section, quote, from, occurrence: occurrenceAt(body, quote, from) };
}
