import { diffArrays } from 'diff';
import { alignEqual, type Pair } from './alignment';
import type { WordChange } from './content-comparison';

/**
 * Steps that the word diffs of one comparison may take together. A diff of n edits in m words may walk
 * all words once for every edit, so it is charged n × m; that keeps repetitive texts in bounds. Cutting
 * words costs more than all else and has a bound of its own.
 */
export class DiffBudget {
  constructor(
    private steps = 1_000_000,
    private characters = 60_000,
  ) {}

  /** Whether so many characters may still be cut into words; beyond, they are compared one by one. */
  mayCut(characters: number): boolean {
    this.characters -= characters;
    return this.characters >= 0;
  }

  mostEdits(words: number): number {
    return Math.min(300, Math.floor(Math.max(0, this.steps) / words));
  }

  spend(edits: number, words: number): void {
    this.steps -= edits * words;
  }
}

const segmenter =
  typeof Intl === 'object' && 'Segmenter' in Intl ? new Intl.Segmenter('zh', { granularity: 'word' }) : null;
const sentenceEnd = /(?<=[。！？；!?;])/;
/** With less in common than this, two texts read better one after the other than interleaved. */
const leastCommon = 0.25;
const longStretch = 2000;

/** A clause, or as much of a longer one as a dictionary still cuts fast: its time grows with the square of the length. */
const clause = /[^，。；：！？、,;:!?\s]{1,64}[，。；：！？、,;:!?\s]?|[，。；：！？、,;:!?\s]/gu;

/** Words of Chinese text; without a segmenter single Han and runs of other letters and digits. */
export function segmentWords(text: string, segmented: Intl.Segmenter | null = segmenter): string[] {
  if (!segmented) return text.match(/[A-Za-z0-9]{1,64}|./gsu) ?? [];
  return (text.match(clause) ?? []).flatMap((part) =>
    Array.from(segmented.segment(part), ({ segment }) => segment),
  );
}

/**
 * Two wordings of one paragraph with their differences marked: first the sentences that are equal, then
 * the words between them. Where the budget is used up, whole stretches are replaced.
 */
export function markWords(a: string, b: string, budget: DiffBudget): WordChange[] {
  const [from, to] = [a.split(sentenceEnd), b.split(sentenceEnd)];
  const changes: WordChange[] = [];
  let [aAt, bAt] = [0, 0];
  for (const [aEnd, bEnd] of [...alignEqual(from, to), [from.length, to.length] as Pair]) {
    changes.push(...markSentences(from.slice(aAt, aEnd), to.slice(bAt, bEnd), budget));
    if (aEnd < from.length) changes.push({ change: 'same', text: from[aEnd] ?? '' });
    [aAt, bAt] = [aEnd + 1, bEnd + 1];
  }
  return merged(changes);
}

/** Long stretches with as many sentences on either side are taken sentence by sentence. */
function markSentences(a: string[], b: string[], budget: DiffBudget): WordChange[] {
  const [from, to] = [a.join(''), b.join('')];
  if (a.length !== b.length || from.length + to.length < longStretch) return markStretch(from, to, budget);
  return a.flatMap((sentence, at) => markStretch(sentence, b[at] ?? '', budget));
}

function markStretch(a: string, b: string, budget: DiffBudget): WordChange[] {
  const replaced: WordChange[] = [
    { change: 'delete', text: a },
    { change: 'insert', text: b },
  ];
  if (a === '' || b === '') return replaced;
  const cutter = budget.mayCut(a.length + b.length) ? segmenter : null;
  const [from, to] = [segmentWords(a, cutter), segmentWords(b, cutter)];
  const words = from.length + to.length;
  const maxEditLength = budget.mostEdits(words);
  if (maxEditLength === 0) return replaced;
  const found = diffArrays(from, to, { maxEditLength });
  const edits = found?.reduce(
    (total, { added, removed, count }) => total + (added || removed ? count : 0),
    0,
  );
  budget.spend(edits ?? maxEditLength, words);
  if (!found) return replaced;
  const changes = found.map(({ added, removed, value }): WordChange => {
    return { change: added ? 'insert' : removed ? 'delete' : 'same', text: value.join('') };
  });
  const common = changes.reduce(
    (total, { change, text }) => total + (change === 'same' ? text.length : 0),
    0,
  );
  return common < leastCommon * Math.max(a.length, b.length) ? replaced : changes;
}

/** Without empty stretches, neighbours of one kind joined. */
function merged(changes: WordChange[]): WordChange[] {
  const result: WordChange[] = [];
  for (const { change, text } of changes) {
    const last = result.at(-1);
    if (text === '') continue;
    if (last?.change === change) last.text += text;
    else result.push({ change, text });
  }
  return result;
}
