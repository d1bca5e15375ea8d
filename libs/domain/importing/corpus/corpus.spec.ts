import { readCorpus } from '@testing/import-corpus';
import { draftRules } from '../../checks';
import { branchAnnualTemplate } from '../../cycle/branch-annual-template';
import { coverageFaults } from '../coverage';
import { proposeImport } from '../propose-import';
import { placeHeadings, placeSections } from './annotation';

const corpus = readCorpus();

describe('the texts of the corpus', () => {
  it('are read from the folder', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(1);
  });

  it.each(corpus.map((sample) => [sample.name, sample] as const))(
    '%s: the annotation fits the text',
    (_, sample) => {
      const { text, annotation } = sample;
      expect(() => [placeHeadings(sample), placeSections(sample)]).not.toThrow();
      expect(annotation.period).toMatch(/^\d{4}(?:Q[1-4]|-\d\d)?$/);
      const indicators = branchAnnualTemplate.indicators.map(({ key }) => key);
      for (const { key } of [...annotation.figures, ...(annotation.not ?? [])])
        expect(indicators).toContain(key);
      const sections = [...branchAnnualTemplate.sections.map(({ key }) => key), 'unplaced'];
      for (const { key } of annotation.sections) expect(sections).toContain(key);
      for (const { rule, quote } of annotation.defects ?? []) {
        expect(draftRules.map(({ id }) => id)).toContain(rule);
        expect(text.replace(/\s/g, '')).toContain(quote.replace(/\s/g, ''));
      }
    },
  );

  it.each(corpus.map((sample) => [sample.name, sample] as const))(
    '%s: no character is lost',
    (_, { text }) => {
      expect(coverageFaults(text, proposeImport(text, branchAnnualTemplate))).toEqual({
        lost: [],
        doubled: [],
      });
    },
  );
});
