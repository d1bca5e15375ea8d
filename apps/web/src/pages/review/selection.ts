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

const sentence = /[^\s。！？；][^。！？；\n]*[。！？；]?/g;

/** A stretch of a section's text as a range of the page; null where it is not shown. */
function rangeOf(section: Element, from: number, to: number): Range | null {
  const range = document.createRange();
  let found = false;
  for (const run of section.querySelectorAll<HTMLElement>('[data-from]')) {
    const text = run.firstChild;
    const base = Number(run.dataset.from);
    const length = text?.textContent?.length ?? 0;
    if (!text || base + length <= from || base >= to) continue;
    if (!found) range.setStart(text, Math.max(0, from - base));
    range.setEnd(text, Math.min(length, to - base));
    found = true;
  }
  return found ? range : null;
}

/**
 * Selects the sentence after the one that is selected, or before it; the first one in sight where none is. So a
 * passage is chosen without a pointer; Shift with the arrows makes it longer or shorter, as everywhere.
 */
export function selectSentence(paper: Element, bodyOf: (section: string) => string, step: 1 | -1): void {
  const sentences = [...paper.querySelectorAll<HTMLElement>('[data-section]')].flatMap((section) =>
    [...bodyOf(section.dataset.section ?? '').matchAll(sentence)].map(({ 0: text, index }) => ({
      section,
      from: index,
      to: index + text.length,
    })),
  );
  const selected = selectedPassage(bodyOf);
  const top = document.querySelector('[data-bar="review"]')?.getBoundingClientRect().bottom ?? 0;
  const at = selected
    ? step +
      sentences.findLastIndex(
        ({ section, from }) => section.dataset.section === selected.section && from <= selected.from,
      )
    : sentences.findIndex(
        ({ section, from, to }) => (rangeOf(section, from, to)?.getBoundingClientRect().top ?? -1) >= top,
      );
  const next = sentences[at];
  const range = next && rangeOf(next.section, next.from, next.to);
  if (!range) return;
  const selection = window.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
  const box = range.getBoundingClientRect();
  const room = window.innerHeight - 120;
  if (box.top < top || box.bottom > room) window.scrollBy({ top: box.top - (top + room) / 2 });
}
