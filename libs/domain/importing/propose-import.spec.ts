import { branchAnnualTemplate } from '../cycle/branch-annual-template';
import { coverageFaults } from './coverage';
import type { ImportProposal } from './proposal';
import { proposeImport } from './propose-import';
import { type ImportSample, importSamples } from './samples';

const blank = /[\s\u3000]/g;

function valuesOf(proposal: ImportProposal): Record<string, number> {
  const keyed = proposal.indicators.filter((indicator) => indicator.key !== null);
  return Object.fromEntries(keyed.map(({ key, value }) => [key!, value]));
}

function beginnings(parts: Array<string | undefined>, whole: Array<string | undefined>) {
  return whole.map((text, index) => text?.slice(0, parts[index]?.length ?? 0));
}

describe('proposeImport on sample texts', () => {
  it('has samples for every habit', () => {
    expect(importSamples.length).toBeGreaterThanOrEqual(30);
    expect(new Set(importSamples.map((sample) => sample.name)).size).toBe(importSamples.length);
  });

  it.each(importSamples.map((sample): [string, ImportSample] => [sample.name, sample]))('%s', (_, sample) => {
    const { text } = sample;
    const proposal = proposeImport(text, branchAnnualTemplate, { year: 2025 });
    const bodies = proposal.sections.map(({ key, body }, index) => [
      key,
      body.slice(0, sample.sections[index]?.[1].length),
    ]);
    expect(bodies).toEqual(sample.sections);
    if (sample.outline) {
      expect(proposal.outline.map(({ level, marker }) => `${level} ${marker}`)).toEqual(sample.outline);
    }
    if (sample.indicators) expect(valuesOf(proposal)).toEqual(sample.indicators);
    if (sample.others) {
      const others = proposal.indicators.filter((indicator) => indicator.key === null);
      expect(others.map(({ value, unit }) => `${value}${unit}`)).toEqual(sample.others);
    }
    if (sample.problems) {
      const found = proposal.problems.map(({ problem, cause, measure }, index) =>
        beginnings(sample.problems![index] ?? [], [problem, cause, measure]),
      );
      expect(found).toEqual(sample.problems.map((row) => [row[0], row[1], row[2]]));
    }
    const codes = [...new Set(proposal.dropped.map((entry) => entry.code))].sort();
    expect(codes).toEqual(sample.dropped ?? []);
    const reports = new Set(proposal.sections.map((section) => section.report));
    expect(reports.size).toBe(sample.reports ?? 1);
    expectSound(text, proposal);
  });
});

/** What holds for every proposal: offsets lead to what is quoted, and no character is lost. */
function expectSound(text: string, proposal: ImportProposal): void {
  expect(coverageFaults(text, proposal)).toEqual({ lost: [], doubled: [] });
  for (const { heading, body, spans } of proposal.sections) {
    const held = spans.map(([from, to]) => text.slice(from, to)).join('');
    expect(`${heading}${body}`.replace(blank, '')).toHaveLength(held.replace(blank, '').length);
  }
  for (const { quote, offset } of proposal.indicators) {
    expect(text.slice(offset, offset + quote.length)).toBe(quote);
  }
  for (const { marker, text: words, offset } of proposal.outline) {
    expect(text.slice(offset, offset + 160)).toContain(words);
    if (marker !== '') expect(text.slice(offset, offset + 100)).toContain(marker);
  }
}
