import type { ProblemItem } from '../../review/content';

/** What a careful reader takes from one text of the corpus; `README.md` beside it says how it is written. */
export interface Annotation {
  habit: string;
  period: string;
  headings: Array<{ text: string; level: number }>;
  sections: Array<{ key: string; from: number | string; to: number | string }>;
  figures: Array<{ key: string; value: number }>;
  not?: Array<{ key: string; value: number }>;
  problems: Array<Partial<Omit<ProblemItem, 'id'>>>;
  defects?: Array<{ rule: string; quote: string }>;
  reports?: number;
}

export interface CorpusText {
  name: string;
  text: string;
  annotation: Annotation;
}

export interface PlacedHeading {
  text: string;
  level: number;
  offset: number;
}

export interface PlacedSection {
  key: string;
  from: number;
  to: number;
}

/**
 * The offsets of an annotation's headings, each looked for behind the one before.
 * @throws Error where the text does not hold one of them
 */
export function placeHeadings({ name, text, annotation }: CorpusText): PlacedHeading[] {
  let at = 0;
  return annotation.headings.map(({ text: words, level }) => {
    const offset = text.indexOf(words, at);
    if (offset < 0) throw new Error(`${name}: no heading “${words}” behind offset ${at}`);
    at = offset + words.length;
    return { text: words, level, offset };
  });
}

/**
 * The stretches of an annotation as offsets.
 * @throws Error where a quotation is not found, or where stretches overlap
 */
export function placeSections({ name, text, annotation }: CorpusText): PlacedSection[] {
  let at = 0;
  return annotation.sections.map(({ key, from, to }) => {
    const start = typeof from === 'number' ? from : text.indexOf(from, at);
    const end = typeof to === 'number' ? to : endOf(text, to, start);
    if (start < at || end <= start) throw new Error(`${name}: stretch ${key} ${from}…${to} is not found`);
    at = end;
    return { key, from: start, to: end };
  });
}

function endOf(text: string, quote: string, from: number): number {
  const at = text.indexOf(quote, Math.max(0, from));
  return at < 0 ? -1 : at + quote.length;
}
