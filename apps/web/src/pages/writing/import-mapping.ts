import type { OpenParts } from '@domain/review/open-parts';
import type { ImportProposal } from '../../api/report';
import { freshId } from '../../kit/fresh-id';
import type { Draft, DraftProblem } from './draft';

/** Where a block of the text goes: a section by its key, the text without a place, or nowhere. */
export type Target = { section: string } | 'unplaced' | 'left out';

export interface ImportedBlock {
  id: string;
  /** Which report of the text, from 1; 0 where no report of its own has it. */
  report: number;
  heading: string;
  body: string;
  target: Target;
  how: 'replace' | 'append';
}

export interface ImportedFigure {
  id: string;
  key: string;
  report: number;
  /** The values that the text gives, with where it does; the one taken first. */
  choices: { value: number; quote: string }[];
  chosen: number;
  take: boolean;
}

/** A proposal of the importer as the author confirms it. */
export interface Mapping {
  /** Of a text with several reports the one that is taken; null: all of them. */
  report: number | null;
  /** Reports of the text by number, with a name to tell them by. */
  reports: { number: number; name: string }[];
  blocks: ImportedBlock[];
  figures: ImportedFigure[];
  problems: { report: number; take: boolean; problem: Omit<DraftProblem, 'key'> }[];
  /** Whether text without a place is kept with the draft; where a return froze that, it is left out. */
  keepRest: boolean;
}

const sure = 0.6;

/** Each value once, with the first quotation that gives it. */
const differing = (choices: ImportedFigure['choices']): ImportedFigure['choices'] =>
  choices.filter(({ value }, index) => choices.findIndex((other) => other.value === value) === index);

function figuresOf(proposal: ImportProposal, open: OpenParts): ImportedFigure[] {
  const figures: ImportedFigure[] = [];
  const seen = new Set<string>();
  for (const [index, found] of proposal.indicators.entries()) {
    // Without a key the text leaves the value open: it is offered, and a person picks it.
    const key = found.key ?? found.suggests;
    if (!key || !open.indicator(key)) continue;
    const others = (found.alternatives ?? []).map(({ value, quote }) => ({ value, quote }));
    const known = figures.find((figure) => figure.key === key && figure.report === found.report);
    if (known) {
      known.choices.push({ value: found.value, quote: found.quote }, ...others);
      continue;
    }
    const first = !seen.has(key);
    seen.add(key);
    figures.push({
      id: `f${index}`,
      key,
      report: found.report,
      choices: [{ value: found.value, quote: found.quote }, ...others],
      chosen: 0,
      take: first && found.key !== null && found.confidence >= sure,
    });
  }
  return figures.map((figure) => ({ ...figure, choices: differing(figure.choices) }));
}

/** The proposal with its defaults: sections into their own, sure figures taken, the rest without a place. */
export function mappingOf(proposal: ImportProposal, draft: Draft, open: OpenParts): Mapping {
  const reports = proposal.reports.map(({ report, title }) => ({ number: report, name: title }));
  const sections = proposal.sections.map((section, index): ImportedBlock => {
    const fits = open.section(section.key) && section.key in draft.sections;
    return {
      id: `s${index}`,
      report: section.report,
      heading: section.heading,
      body: section.body,
      target: fits ? { section: section.key } : 'unplaced',
      how: 'replace',
    };
  });
  const unplaced = proposal.unplaced
    .filter((piece) => piece.text.trim())
    .map(
      (piece, index): ImportedBlock => ({
        id: `u${index}`,
        report: 0,
        heading: '',
        body: piece.text,
        target: 'unplaced',
        how: 'append',
      }),
    );
  return {
    report: reports.length > 1 ? (reports[0]?.number ?? null) : null,
    reports,
    blocks: [...sections, ...unplaced],
    figures: figuresOf(proposal, open),
    problems: proposal.problems.map(({ problem, cause, measure, leader, unit, person, dueOn, report }) => ({
      report,
      take: open.addProblem,
      problem: { problem, cause, measure, leader, unit, person, dueOn },
    })),
    keepRest: open.unplaced,
  };
}

/** Of the report that is taken, or of none of its own. */
export const isTaken = (mapping: Mapping, report: number): boolean =>
  mapping.report === null || report === 0 || report === mapping.report;

const joined = (before: string, after: string): string =>
  before.trim() ? `${before.trimEnd()}\n${after}` : after;

/** Writes the confirmed mapping into the draft. */
export function applyImport(draft: Draft, mapping: Mapping): Draft {
  const sections = { ...draft.sections };
  const written = new Set<string>();
  let unplaced = draft.unplaced;
  for (const { report, target, how, heading, body } of mapping.blocks) {
    if (target === 'left out' || !isTaken(mapping, report)) continue;
    if (target === 'unplaced') {
      if (mapping.keepRest) unplaced = joined(unplaced, heading ? `${heading}\n${body}` : body);
      continue;
    }
    const before = sections[target.section] ?? '';
    sections[target.section] =
      how === 'replace' && !written.has(target.section) ? body : joined(before, body);
    written.add(target.section);
  }
  const indicators = { ...draft.indicators };
  for (const { key, report, take, choices, chosen } of mapping.figures)
    if (take && isTaken(mapping, report)) indicators[key] = String(choices[chosen]?.value ?? '');
  const taken = mapping.problems.filter(({ take, report }) => take && isTaken(mapping, report));
  const problems = [...draft.problems, ...taken.map(({ problem }) => ({ ...problem, key: freshId() }))];
  return { sections, indicators, problems, unplaced };
}
