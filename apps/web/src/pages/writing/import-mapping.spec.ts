import type { ImportProposal } from '../../api/report';
import { type Draft, openness } from './draft';
import { applyImport, mappingOf } from './import-mapping';

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
};

describe('an import', () => {
  it('replaces what it maps, and keeps what fits nowhere', () => {
    const result = applyImport(draft, mappingOf(proposal, draft, openness(null)));
    expect(result.sections.work).toBe('做了三件事');
    expect(result.unplaced).toBe('附记\n感谢\n抬头');
  });

  it('takes sure figures only', () => {
    expect(applyImport(draft, mappingOf(proposal, draft, openness(null))).indicators).toEqual({
      theme_days: '12',
    });
  });

  it('appends where asked', () => {
    const mapping = mappingOf(proposal, draft, openness(null));
    for (const part of mapping.parts) part.how = 'append';
    expect(applyImport(draft, mapping).sections.work).toBe('已有\n做了三件事');
  });

  it('never writes into a frozen section', () => {
    const result = applyImport(draft, mappingOf(proposal, draft, openness({ sections: ['plan'] })));
    expect(result.sections.work).toBe('已有');
    expect(result.unplaced).toContain('做了三件事');
  });
});
