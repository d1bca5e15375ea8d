import type { OpenParts } from '@domain/review/open-parts';
import type { ImportProposal } from '../../api/report';
import { freshId } from '../../kit/fresh-id';
import type { Draft, DraftProblem } from './draft';

/** A proposal of the importer as the author confirms it. */
export interface Mapping {
  /** `target` is a section's key, or empty for the unplaced text. */
  parts: {
    id: string;
    heading: string;
    body: string;
    target: string;
    occupied: boolean;
    how: 'replace' | 'append';
  }[];
  figures: { key: string; value: number; quote: string; take: boolean }[];
  problems: Omit<DraftProblem, 'key'>[];
  takeProblems: boolean;
  /** Whether text that goes nowhere is kept with the draft; where a return froze that, it is left out. */
  keepRest: boolean;
}

const sure = 0.6;

/** The proposal with its defaults: sections into their own, sure figures taken, the rest unplaced. */
export function mappingOf(proposal: ImportProposal, draft: Draft, open: OpenParts): Mapping {
  const sections = proposal.sections.map((section, index) => {
    const fits = open.section(section.key) && section.key in draft.sections;
    const occupied = Boolean(draft.sections[section.key]?.trim());
    return {
      id: `s${index}`,
      heading: section.heading,
      body: section.body,
      target: fits ? section.key : '',
      occupied,
      how: 'replace' as const,
    };
  });
  const unplaced = proposal.unplaced
    .filter((piece) => piece.text.trim())
    .map((piece, index) => ({
      id: `u${index}`,
      heading: '',
      body: piece.text,
      target: '',
      occupied: false,
      how: 'append' as const,
    }));
  const figures = new Map<string, Mapping['figures'][number]>();
  for (const figure of proposal.indicators) {
    if (!figure.key || figures.has(figure.key) || !open.indicator(figure.key)) continue;
    figures.set(figure.key, {
      key: figure.key,
      value: figure.value,
      quote: figure.quote,
      take: figure.confidence >= sure,
    });
  }
  return {
    parts: [...sections, ...unplaced],
    figures: [...figures.values()],
    problems: proposal.problems,
    takeProblems: open.addProblem,
    keepRest: open.unplaced,
  };
}

const joined = (before: string, after: string): string =>
  before.trim() ? `${before.trimEnd()}\n${after}` : after;

/** Writes the confirmed mapping into the draft. Text that goes nowhere is kept as unplaced where that is open. */
export function applyImport(draft: Draft, mapping: Mapping): Draft {
  const sections = { ...draft.sections };
  const written = new Set<string>();
  let unplaced = draft.unplaced;
  for (const part of mapping.parts) {
    if (!part.target) {
      if (mapping.keepRest)
        unplaced = joined(unplaced, part.heading ? `${part.heading}\n${part.body}` : part.body);
      continue;
    }
    const before = sections[part.target] ?? '';
    sections[part.target] =
      part.how === 'replace' && !written.has(part.target) ? part.body : joined(before, part.body);
    written.add(part.target);
  }
  const indicators = { ...draft.indicators };
  for (const figure of mapping.figures) if (figure.take) indicators[figure.key] = String(figure.value);
  const problems = mapping.takeProblems
    ? [...draft.problems, ...mapping.problems.map((problem) => ({ ...problem, key: freshId() }))]
    : draft.problems;
  return { sections, indicators, problems, unplaced };
}
