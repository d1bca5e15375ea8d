import { checkDraft, type Finding } from '../../checks';
import { branchAnnualTemplate } from '../../cycle/branch-annual-template';
import { coverageFaults } from '../coverage';
import type { ImportProposal, ProposedProblem } from '../proposal';
import { contentOfProposal, sureEnough } from '../proposal-content';
import { proposeImport } from '../propose-import';
import { type Annotation, type CorpusText, placeHeadings, placeSections } from './annotation';

/** Of how many, how many are right. */
export interface Share {
  right: number;
  of: number;
}

/** What the import and the checks made of one text. */
export interface Measured {
  name: string;
  characters: number;
  headings: Share;
  sections: Share;
  figures: Share;
  /** Values taken that no careful reader would take, of all values taken. */
  wrong: Share;
  problems: Share;
  defects: Share;
  falseAlarms: number;
  lost: number;
  /** What went wrong, for whoever mends it. */
  notes: string[];
}

/** Findings about what a pasted text cannot have: they say nothing about how well the text was read. */
const unrelated = new Set([
  'required-missing',
  'too-short',
  'too-long',
  'below-usual',
  'unplaced-text',
  'problem-without-measure',
  'problem-without-cause',
  'measure-without-owner',
]);

/** Puts one text through the import and the checks, and compares with its annotation. */
export function measure(sample: CorpusText): Measured {
  const { name, text, annotation } = sample;
  const year = Number(annotation.period.slice(0, 4));
  const proposal = proposeImport(text, branchAnnualTemplate, { year, period: annotation.period });
  const notes: string[] = [];
  return {
    name,
    characters: text.replace(/\s/g, '').length,
    headings: headingShare(sample, proposal, notes),
    sections: sectionShare(sample, proposal, notes),
    ...figureShares(annotation, proposal, notes),
    problems: problemShare(annotation, proposal, notes),
    ...findingShares(annotation, proposal, notes),
    lost: coverageFaults(text, proposal).lost.length,
    notes,
  };
}

function headingShare(sample: CorpusText, { outline }: ImportProposal, notes: string[]): Share {
  const expected = placeHeadings(sample);
  const right = expected.filter(({ text, level, offset }) => {
    const found = outline.find((entry) => Math.abs(entry.offset - offset) <= 1 && entry.level > 0);
    if (found?.level === level) return true;
    notes.push(`heading “${text}”: level ${found?.level ?? 'none'}, wanted ${level}`);
    return false;
  });
  return { right: right.length, of: expected.length };
}

function sectionShare(sample: CorpusText, proposal: ImportProposal, notes: string[]): Share {
  const { text } = sample;
  const held: Array<string | undefined> = Array.from({ length: text.length });
  for (const { key, spans, report } of proposal.sections)
    for (const [from, to] of spans) held.fill(report === 1 ? key : 'other', from, to);
  let [right, of] = [0, 0];
  for (const { key, from, to } of placeSections(sample)) {
    const elsewhere = new Map<string, number>();
    for (let at = from; at < to; at += 1) {
      if (/\s/.test(text.charAt(at))) continue;
      of += 1;
      const got = held[at] ?? 'unplaced';
      if (got === key) right += 1;
      else elsewhere.set(got, (elsewhere.get(got) ?? 0) + 1);
    }
    for (const [got, count] of elsewhere) {
      if (count >= 5) notes.push(`section ${key}: ${count} characters from ${from} on went to ${got}`);
    }
  }
  return { right, of };
}

function figureShares(annotation: Annotation, proposal: ImportProposal, notes: string[]) {
  const wanted = new Map(annotation.figures.map(({ key, value }) => [key, value]));
  const content = contentOfProposal(proposal, branchAnnualTemplate, 1);
  const taken = Object.entries(content.indicators);
  const wrong = taken.filter(([key, value]) => wanted.get(key) !== value);
  for (const [key, value] of wrong) {
    const trap = annotation.not?.some((not) => not.key === key && not.value === value) ? ' (trap)' : '';
    const quote = proposal.indicators.find((found) => found.key === key && found.value === value)?.quote;
    notes.push(`figure ${key}: took ${value}${trap}, wanted ${wanted.get(key) ?? 'none'}: ${quote}`);
  }
  for (const [key, value] of wanted)
    if (content.indicators[key] === undefined) notes.push(`figure ${key}: nothing, wanted ${value}`);
  return {
    figures: { right: taken.length - wrong.length, of: wanted.size },
    wrong: { right: wrong.length, of: taken.length },
  };
}

function problemShare(annotation: Annotation, { problems }: ImportProposal, notes: string[]): Share {
  const dense = (words: string | undefined) => (words ?? '').replace(/\s/g, '');
  const fits = (row: Annotation['problems'][number], found: ProposedProblem) =>
    (Object.keys(row) as Array<keyof typeof row>).every((field) =>
      field === 'dueOn' ? row.dueOn === found.dueOn : dense(found[field]).includes(dense(row[field])),
    );
  const right = annotation.problems.filter((row) => {
    if (problems.some((found) => found.report === 1 && fits(row, found))) return true;
    notes.push(`problem “${row.problem}” is not whole`);
    return false;
  });
  return { right: right.length, of: annotation.problems.length };
}

function findingShares(annotation: Annotation, proposal: ImportProposal, notes: string[]) {
  const content = contentOfProposal(proposal, branchAnnualTemplate, 1);
  const findings = checkDraft({
    content,
    template: branchAnnualTemplate,
    context: { period: annotation.period },
  }).filter(({ rule }) => !unrelated.has(rule));
  const defects = annotation.defects ?? [];
  const meets = (defect: { rule: string; quote: string }, finding: Finding) =>
    finding.rule === defect.rule &&
    (finding.quote === undefined ||
      finding.quote.includes(defect.quote) ||
      defect.quote.includes(finding.quote) ||
      finding.message.includes(defect.quote));
  const found = defects.filter((defect) => findings.some((finding) => meets(defect, finding)));
  for (const defect of defects)
    if (!found.includes(defect)) notes.push(`defect not found: ${defect.rule} “${defect.quote}”`);
  const alarms = findings.filter((finding) => !defects.some((defect) => meets(defect, finding)));
  for (const { rule, quote, message } of alarms) notes.push(`alarm ${rule} “${quote ?? ''}”: ${message}`);
  return {
    defects: { right: found.length, of: defects.length },
    falseAlarms: alarms.length,
  };
}

/** How well the stated sureness is kept: of the figures at least this sure, how many are right. */
export function calibration(samples: readonly CorpusText[], from = sureEnough): Share {
  const share: Share = { right: 0, of: 0 };
  for (const { text, annotation } of samples) {
    const wanted = new Map(annotation.figures.map(({ key, value }) => [key, value]));
    const year = Number(annotation.period.slice(0, 4));
    const { indicators } = proposeImport(text, branchAnnualTemplate, { year, period: annotation.period });
    for (const found of indicators) {
      if (found.key === null || found.report !== 1 || found.confidence < from) continue;
      share.of += 1;
      if (wanted.get(found.key) === found.value) share.right += 1;
    }
  }
  return share;
}
