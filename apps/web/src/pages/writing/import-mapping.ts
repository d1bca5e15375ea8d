import type { OpenParts } from '@domain/review/open-parts';
import type { ImportProposal } from '../../api/report';
import { freshId } from '../../kit/fresh-id';
import type { Draft, DraftProblem } from './draft';

/** One of the values that a text gives for an indicator. */
export interface Choice {
  value: number;
  quote: string;
}

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
  figures: { key: string; value: number; quote: string; take: boolean; choices: Choice[] }[];
  problems: Omit<DraftProblem, 'key'>[];
  takeProblems: boolean;
  /** Whether text that goes nowhere is kept with the draft; where a return froze that, it is left out. */
  keepRest: boolean;
}

const sure = 0.6;

/** The proposal with its defaults: sections into their own, sure figures taken, the rest unplaced. */
export function mappingOf(whole: ImportProposal, draft: Draft, open: OpenParts, report?: number): Mapping {
  const proposal = report === undefined ? whole : onlyReport(whole, report);
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
    // Where the text leaves a value open, a person picks one.
    const key = figure.key ?? figure.suggests;
    if (!key || figures.has(key) || !open.indicator(key)) continue;
    const { value, quote } = figure;
    figures.set(key, {
      key,
      value,
      quote,
      take: figure.key !== null && figure.confidence >= sure,
      choices: differing([{ value, quote }, ...(figure.alternatives ?? [])]),
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

/** Each value once, with the first quotation that gives it. */
function differing(choices: Choice[]): Choice[] {
  return choices.filter(({ value }, index) => choices.findIndex((other) => other.value === value) === index);
}

/** One report of a text that holds several. */
function onlyReport(proposal: ImportProposal, report: number): ImportProposal {
  const own = <Entry extends { report?: number }>(entries: Entry[]) =>
    entries.filter((entry) => (entry.report ?? 1) === report);
  return {
    ...proposal,
    sections: own(proposal.sections),
    indicators: own(proposal.indicators),
    problems: own(proposal.problems),
    unplaced: [],
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
