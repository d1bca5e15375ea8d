import type { OpenParts } from '@domain/review/open-parts';
import type { ImportProposal } from '../../api/report';
import type { Draft } from './draft';
import { applyImport, mappingOf } from './import-mapping';

const everything: OpenParts = {
  section: () => true,
  indicator: () => true,
  problem: () => true,
  addProblem: true,
  unplaced: true,
};
const draft: Draft = { sections: { work: '已有', plan: '' }, indicators: {}, problems: [], unplaced: '' };
const proposal: ImportProposal = {
  sections: [
    { key: 'work', heading: '一、工作', body: '做了三件事', spans: [] },
    { key: 'gone', heading: '附记', body: '感谢', spans: [] },
  ],
  indicators: [
    { key: 'theme_days', name: '主题党日', value: 12, unit: '次', quote: '主题党日12次', confidence: 0.9 },
    { key: 'lectures', name: '党课', value: 4, unit: '次', quote: '约4次', confidence: 0.3 },
    { key: null, name: '走访', value: 9, unit: '人', quote: '走访9人', confidence: 0.9 },
  ],
  problems: [],
  unplaced: [{ text: '抬头' }],
  dropped: [],
  losses: [],
};

describe('an import', () => {
  it('replaces what it maps, and keeps what fits nowhere', () => {
    const result = applyImport(draft, mappingOf(proposal, draft, everything));
    expect(result.sections.work).toBe('做了三件事');
    expect(result.unplaced).toBe('附记\n感谢\n抬头');
  });

  it('takes sure figures only', () => {
    expect(applyImport(draft, mappingOf(proposal, draft, everything)).indicators).toEqual({
      theme_days: '12',
    });
  });

  it('offers the values of an indicator that the text leaves open, and takes none by itself', () => {
    const open: ImportProposal = {
      ...proposal,
      indicators: [
        {
          key: null,
          suggests: 'theme_days',
          name: '主题党日',
          value: 12,
          unit: '次',
          quote: '主题党日12次',
          confidence: 0.4,
          alternatives: [
            { value: 10, quote: '主题党日10次' },
            { value: 12, quote: '共12次' },
          ],
        },
      ],
    };
    expect(mappingOf(open, draft, everything).figures).toEqual([
      {
        key: 'theme_days',
        value: 12,
        quote: '主题党日12次',
        take: false,
        choices: [
          { value: 12, quote: '主题党日12次' },
          { value: 10, quote: '主题党日10次' },
        ],
      },
    ]);
  });

  it('takes one report of a text that holds several', () => {
    const several: ImportProposal = {
      ...proposal,
      reports: [
        { report: 1, title: '甲校' },
        { report: 2, title: '乙校' },
      ],
      sections: [
        { key: 'work', heading: '', body: '甲校的工作', spans: [], report: 1 },
        { key: 'work', heading: '', body: '乙校的工作', spans: [], report: 2 },
      ],
    };
    expect(mappingOf(several, draft, everything, 2).parts.map(({ body }) => body)).toEqual(['乙校的工作']);
  });

  it('appends where asked', () => {
    const mapping = mappingOf(proposal, draft, everything);
    for (const part of mapping.parts) part.how = 'append';
    expect(applyImport(draft, mapping).sections.work).toBe('已有\n做了三件事');
  });

  it('never writes into a frozen section', () => {
    const result = applyImport(
      draft,
      mappingOf(proposal, draft, { ...everything, section: (key) => key === 'plan' }),
    );
    expect(result.sections.work).toBe('已有');
    expect(result.unplaced).toContain('做了三件事');
  });

  it('leaves out what goes nowhere once text without a place is frozen', () => {
    const frozen = { ...everything, section: () => false, unplaced: false };
    expect(applyImport(draft, mappingOf(proposal, draft, frozen)).unplaced).toBe('');
  });
});
