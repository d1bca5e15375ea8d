import type { Passage, ReportText, TextPart } from '@domain/likeness';
import { passageOf } from '@domain/text';
import type { LikenessSource, PassageSide, SharedPassage } from './likeness';
import type { LikenessDocument } from './likeness.repository';

interface Found {
  kind: LikenessSource['kind'];
  document: LikenessDocument;
  passages: Passage[];
}

/** A source whose text the caller may read, with the passages side by side. */
export function readable(own: ReportText, characters: number, found: Found): LikenessSource {
  const { document, passages } = found;
  return {
    ...figures(characters, found),
    readable: true,
    reportId: document.reportId,
    revision: document.revision,
    sample: document.sample,
    passages: passages.map(
      ({ length, aFrom, aTo, bFrom, bTo }): SharedPassage => ({
        length,
        own: side(own.text, own.parts, aFrom, aTo),
        other: side(document.text, document.parts, bFrom, bTo),
      }),
    ),
  };
}

/** A source that the caller may not read: that there is likeness, and how much. */
export function withheld(characters: number, found: Found): LikenessSource {
  return { ...figures(characters, found), readable: false };
}

function figures(characters: number, { kind, passages }: Found) {
  const shared = passages.reduce((total, { counted }) => total + counted, 0);
  const bounded = Math.min(shared, characters);
  return { kind, characters: bounded, share: characters === 0 ? 0 : bounded / characters };
}

/** A passage that runs over into the next section is shown where it begins. */
function side(text: string, parts: readonly TextPart[], from: number, to: number): PassageSide {
  const part = parts.find((candidate) => candidate.from <= from && from < candidate.to);
  if (!part) return { kind: 'sample', key: null, from, to, text: passageOf(text, from, to) };
  const end = Math.min(to, part.to);
  return {
    kind: part.kind,
    key: part.key,
    from: from - part.from,
    to: end - part.from,
    text: passageOf(text, from, end),
  };
}
