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
